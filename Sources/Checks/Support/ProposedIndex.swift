import Diagnostics
import IndexAdvice
import IndexAnalysis
import PlanModel
import SchemaModel

extension CheckSubject {
  /// A proposed index in the language of the schema, where that has words for it, and the end of those it replaces.
  func indexFix(_ table: Table, _ proposal: IndexProposal) -> Fix {
    let columns = proposal.elements.compactMap(\.columnName)
    let isPlain =
      proposal.path.includes.isEmpty && proposal.predicate == nil && columns.count == proposal.elements.count
    let descending = Set(proposal.elements.filter { $0.order == .descending }.compactMap(\.columnName))
    let replaced = table.indexes.filter { proposal.replaces.contains($0.name) }
    if isPrisma(table), isPlain {
      let added = indexFix(table, columns, descending: descending).text
      let gone = replaced.compactMap { index in
        index.columnNames.map { "// remove: @@index([\(fields(of: table, $0).joined(separator: ", "))])" }
      }
      return .prisma(in: table, lines: added.split(separator: "\n").dropFirst().map(String.init) + gone)
    }
    let concurrently = table.partitionKey == nil && !isNew(table.name) ? "CONCURRENTLY " : ""
    let drops = replaced.map {
      "DROP INDEX \(concurrently)\(SQLText.name(ObjectName($0.name, schema: table.name.schema)));"
    }
    return .sql(lines: [createIndex(table, proposal)] + drops)
  }

  private func createIndex(_ table: Table, _ proposal: IndexProposal) -> String {
    let elements = proposal.elements.map { element in
      let key =
        switch element.key {
        case .column(let name): SQLText.name(name)
        case .expression(let expression): "(\(expression.sql))"
        }
      return key + (element.order == .descending ? " DESC" : "")
    }
    let nouns = proposal.elements.flatMap { element -> [String] in
      if let name = element.columnName { return [name] }
      guard case .expression(let expression) = element.key else { return [] }
      return expression.sql.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    }
    let concurrently = table.partitionKey == nil && !isNew(table.name) ? " CONCURRENTLY" : ""
    let includes = proposal.path.includes
    return "CREATE INDEX\(concurrently) \(SQLText.name(indexName(table, nouns))) ON \(SQLText.name(table.name))"
      + " (\(elements.joined(separator: ", ")))"
      + (includes.isEmpty ? "" : " INCLUDE (\(SQLText.list(includes)))")
      + (proposal.predicate.map { " WHERE \($0.sql)" } ?? "") + ";"
  }

  /// What it saves and what it costs.
  func evidence(of proposal: IndexProposal) -> [String?] {
    let services = proposal.services.prefix(3).map { service in
      "\"\(service.query)\" costs \(NumberText.count(service.after)) instead of \(NumberText.count(service.before))"
        + (plan.queries.first { $0.name.value == service.query }?.rate.map { " at \($0.value.written)" } ?? "")
    }
    let writes = proposal.writes.perSecond
    return services + [
      "about \(NumberText.bytes(proposal.bytes))",
      writes > 0 ? "written \(NumberText.rate(writes))" : nil,
    ]
  }
}
