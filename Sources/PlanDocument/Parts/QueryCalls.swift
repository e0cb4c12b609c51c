import CapacityPlanning
import Diagnostics
import PlanModel
import PrismaCalls
import SQLAlchemyCalls
import SchemaModel
import Templating

/// 4.2: how the library of the application says the queries for which the plan names no call.
enum QueryCalls {
  static func sayings(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let written =
      switch ClientLibrary(subject.plan, subject.catalog) {
      case .sqlalchemy?: statements(subject, &page)
      case _ where subject.catalog.origin.language == .prisma: calls(subject, &page)
      default: [TemplateRecord]()
      }
    return written + meanings(subject, &page)
  }

  /// The SQL of calls for which the plan gives none.
  private static func meanings(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    subject.plan.queries.compactMap { query in
      guard let meaning = query.meaning, let sql = query.sql?.value else { return nil }
      let name = query.name.value
      let values = meaning.parameters.enumerated().map { "$\($0.offset + 1) \($0.element)" }
      var text: Prose = "\(name): the call means \(code: sql)"
      if !values.isEmpty { text = "\(text) with \(codes: values)" }
      if !meaning.others.isEmpty {
        text =
          "\(text), and for rows of other tables \(Format.counted(meaning.others.count, "query", "queries")) more: \(codes: meaning.others)"
      }
      return page.say(
        "meaning.\(name)", .derived, from: [query.call?.span.plan], text)
    }
  }

  private static func silent(_ subject: PlanSubject) -> [(query: Query, sql: String)] {
    subject.plan.queries.compactMap { query in
      guard query.call == nil, query.shape != nil, let sql = query.sql?.value else { return nil }
      return (query, sql)
    }
  }

  private static func calls(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let writer = PrismaCallWriter(catalog: subject.catalog)
    return silent(subject).compactMap { query, sql in
      let name = query.name.value
      guard let call = writer.call(for: sql, named: name) else { return nil }
      switch call {
      case .client(let text, let readsRelations, _):
        let remark: Prose =
          readsRelations ? ", the related rows by queries of their own unless joined by relationLoadStrategy" : ""
        return page.say("call.\(name)", .derived, from: [query.origin.plan], "\(name): \(code: text)\(remark)")
      case .typedSQL(let file, let text, let reason):
        return page.say(
          "call.\(name)", .derived, from: [query.origin.plan],
          "\(name): TypedSQL in \(code: file), sent by \(code: text), for \(reason)")
      }
    }
  }

  private static func statements(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let writer = SQLAlchemyCallWriter(catalog: subject.catalog)
    return silent(subject).map { query, sql in
      let name = query.name.value
      switch writer.call(for: sql) {
      case .statement(let text, _):
        return page.say("call.\(name)", .derived, from: [query.origin.plan], "\(name): \(code: text)")
      case .text(let text, let reason):
        return page.say(
          "call.\(name)", .derived, from: [query.origin.plan], "\(name): \(code: text), its SQL as it is for \(reason)")
      }
    }
  }
}
