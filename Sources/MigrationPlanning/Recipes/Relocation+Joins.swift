import Diagnostics
import QueryReading
import SchemaModel

/// Columns that have one name in both tables until they go from the first: a statement that joins the two has to say whose.
extension Relocation {
  private var shared: [String] { columns.filter { $0.old == $0.new }.map(\.old) }

  /// What a step says that gives the other table some of the columns.
  /// - Parameter column: the one that comes, or nil when all of them do.
  func ambiguities(with column: String?) -> [String] {
    let queries = ambiguous
    let named = shared.filter { column == nil || column == $0 }.flatMap { name in
      queries.filter { $0.columns.contains(name) }.map {
        "“\($0.query)” joins \(from) and \(to) and does not say whose \(name) it means: PostgreSQL refuses it as ambiguous from this step on, until \(from).\(name) goes."
      }
    }
    let silent = shared.filter { name in !queries.contains { $0.columns.contains(name) } }
    guard let first = silent.first, column == nil || column == first else { return named }
    let words = silent.joined(separator: ", ")
    return named + [
      "Until \(from) loses \(words), a statement that joins \(from) and \(to) has to say whose \(words) it means, or PostgreSQL refuses it as ambiguous."
    ]
  }

  /// Statements of the plan that run before or after, and not while both tables have the columns.
  private var ambiguous: [(query: String, columns: Set<String>)] {
    guard !shared.isEmpty, !context.facts.statements.isEmpty else { return [] }
    var (early, late) = (context.base, context.goal)
    if !early.tables.contains(target.name) { early.tables.append(bare(target)) }
    early.tables.update(target.name) { table in
      for column in columns.compactMap({ target.columns[$0.new] }) where !table.columns.contains(column.name) {
        table.columns.append(column)
      }
    }
    if !late.tables.contains(source.name) { late.tables.append(bare(source)) }
    late.tables.update(source.name) { table in
      for column in columns.compactMap({ source.columns[$0.old] }) where !table.columns.contains(column.name) {
        table.columns.append(column)
      }
    }
    let pairs = [(context.base, early), (context.goal, late)].map {
      (QueryReader(catalog: $0), QueryReader(catalog: $1))
    }
    return context.facts.statements.compactMap { query, sql in
      let found = pairs.flatMap { alone, both -> [String] in
        guard !alone.read(sql, in: nil).hasErrors else { return [] }
        let problems = both.read(sql, in: nil).diagnostics.filter { $0.code == "query-ambiguous-column" }
        return shared.filter { name in problems.contains { $0.message.hasPrefix("`\(name)` ") } }
      }
      return found.isEmpty ? nil : (query, Set(found))
    }
  }

  /// What statements look at alone.
  private func bare(_ table: Table) -> Table { Table(table.name) }
}
