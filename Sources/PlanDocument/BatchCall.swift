import CapacityPlanning
import Diagnostics
import PlanModel
import SchemaModel

/// How a library says one transaction of a batch.
enum BatchCall {
  /// Prisma: `createMany`, and `updateMany` and `deleteMany` with a `limit` (since 6.3.0); COPY only by the driver below it.
  /// SQLAlchemy: a list of rows for one INSERT; UPDATE and DELETE by the keys that a subquery with LIMIT finds.
  static func prose(_ advice: BatchAdvice, _ library: ClientLibrary?, _ subject: PlanSubject) -> Prose {
    guard let mode = BatchAdvice.Mode(advice.batch), let table = advice.batch.table?.value else { return .none }
    let limit = advice.bound == .whole ? nil : Int(advice.chunk)
    return switch library {
    case .prisma: prisma(mode, table, limit, library, subject)
    case .sqlalchemy: sqlalchemy(mode, table, limit, subject)
    case .other, nil: plain(mode, limit)
    }
  }

  private static func prisma(
    _ mode: BatchAdvice.Mode, _ table: ObjectName, _ limit: Int?, _ library: ClientLibrary?, _ subject: PlanSubject
  ) -> Prose {
    let model = "prisma.\(NameWords.lowerFirst(name(of: table, subject)))"
    let bound = limit.map { ", limit: \($0)" } ?? ""
    switch mode {
    case .insert:
      return .code(
        "\(model).createMany({ data\(limit.map { ": rows.slice(0, \($0))" } ?? ""), skipDuplicates: true })")
    case .copy: return "\(code: "COPY \(table.display) FROM STDIN") by node-postgres, below Prisma"
    case .update, .delete:
      guard limit == nil || library?.limitsBatches == true else {
        return
          "\(code: "prisma.$executeRaw") with \(code: "LIMIT \(limit ?? 0)") in a subquery: before 6.3 no \(code: "limit")"
      }
      let call = mode == .update ? "updateMany({ where, data\(bound) })" : "deleteMany({ where\(bound) })"
      return .code("\(model).\(call)")
    }
  }

  private static func sqlalchemy(
    _ mode: BatchAdvice.Mode, _ table: ObjectName, _ limit: Int?, _ subject: PlanSubject
  ) -> Prose {
    let model = name(of: table, subject)
    let keys = limit.map { ".where(\(model).id.in_(select(\(model).id).where(...).limit(\($0))))" } ?? ".where(...)"
    return switch mode {
    case .insert: .code("session.execute(insert(\(model)), rows\(limit.map { "[:\($0)]" } ?? ""))")
    case .copy: .code("cursor.copy(\"COPY \(table.display) FROM STDIN\")")
    case .update: .code("session.execute(update(\(model))\(keys).values(...))")
    case .delete: .code("session.execute(delete(\(model))\(keys))")
    }
  }

  /// The model's name, as the source gives it or as writers derive it: of one thing.
  private static func name(of table: ObjectName, _ subject: PlanSubject) -> String {
    if let known = subject.models.names[table] { return known }
    var words = NameWords.split(table.name)
    if let last = words.popLast() { words.append(NameWords.singular(last)) }
    return NameWords.pascal(words)
  }

  private static func plain(_ mode: BatchAdvice.Mode, _ limit: Int?) -> Prose {
    let bound = limit.map { " of \($0) rows" } ?? ""
    return switch mode {
    case .insert: "INSERT\(bound)"
    case .copy: "COPY\(bound)"
    case .update: "UPDATE\(bound)"
    case .delete: "DELETE\(bound)"
    }
  }
}
