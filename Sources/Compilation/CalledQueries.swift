import Diagnostics
import PlanModel
import PrismaCallReading
import SchemaModel

/// Queries of which a plan gives the call alone: the SQL that it means, from where it goes the way of all SQL.
enum CalledQueries {
  static func fill(_ plan: Plan, against catalog: Catalog) -> Reading<Plan> {
    guard plan.queries.contains(where: { $0.sql == nil && $0.call != nil }) else { return Reading(plan) }
    let reader = PrismaCallReader(catalog: catalog)
    let files = Dictionary(plan.sourceFiles.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var filled = Reading(plan)
    for (index, query) in plan.queries.enumerated() {
      guard query.sql == nil, let call = query.call else { continue }
      let file = call.span.flatMap { files[$0.path] }
      guard !isPython(plan, catalog) else {
        filled.diagnostics.append(python(call))
        continue
      }
      let reading = reader.read(call, in: file)
      filled.diagnostics += reading.diagnostics
      guard let meant = reading.value else { continue }
      filled.value.queries[index].sql = Located(meant.sql, span: call.span)
      filled.value.queries[index].meaning = CallMeaning(parameters: meant.parameters, others: meant.others)
    }
    return filled
  }

  private static func isPython(_ plan: Plan, _ catalog: Catalog) -> Bool {
    plan.stack.orm.map { $0.value.lowercased() == "sqlalchemy" } ?? (catalog.origin.language == .sqlalchemy)
  }

  private static func python(_ call: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, code: "call-not-read", "a call of Python is shown and not read", at: call.span,
      why: "what it sends is not known", fix: "give the statement as sql: beside the call")
  }
}
