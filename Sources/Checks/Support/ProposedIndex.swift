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
    if isPrisma(table), proposal.path.method != "btree", let line = prismaIndex(table, proposal) {
      return .prisma(in: table, lines: [line])
    }
    if isPrisma(table), isPlain, proposal.path.method == "btree" {
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
    return .sql(lines: createIndex(table, proposal) + drops)
  }

  /// `@@index([tags], type: Gin)`; nil for what Prisma has no words for.
  private func prismaIndex(_ table: Table, _ proposal: IndexProposal) -> String? {
    guard missingExtension(for: proposal) == nil, let element = proposal.elements.first,
      let column = element.columnName, proposal.elements.count == 1, proposal.predicate == nil,
      let field = fields(of: table, [column]).first
    else { return nil }
    let operators = element.operatorClass.map {
      $0 == "jsonb_path_ops" ? "(ops: JsonbPathOps)" : "(ops: raw(\"\($0)\"))"
    }
    return
      "@@index([\(field)\(operators ?? "")], type: \(proposal.path.method.prefix(1).uppercased() + proposal.path.method.dropFirst()))"
  }

  /// With the extension that it needs, where the schema does not have it.
  private func createIndex(_ table: Table, _ proposal: IndexProposal) -> [String] {
    let nouns = proposal.elements.flatMap { element -> [String] in
      if let name = element.columnName { return [name] }
      guard case .expression(let expression) = element.key else { return [] }
      return expression.sql.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    }
    let elements = proposal.elements.map { element in
      let key =
        switch element.key {
        case .column(let name): SQLText.name(name)
        case .expression(let expression): "(\(expression.sql))"
        }
      return key + (element.operatorClass.map { " \($0)" } ?? "") + (element.order == .descending ? " DESC" : "")
    }
    let path = proposal.path
    let isTree = path.method == "btree"
    let name = SQLText.name(indexName(table, nouns + (isTree ? [] : [isTrigram(proposal) ? "trgm" : path.method])))
    let concurrently = table.partitionKey == nil && !isNew(table.name) ? " CONCURRENTLY" : ""
    let line =
      "CREATE INDEX\(concurrently) \(name) ON \(SQLText.name(table.name))\(isTree ? "" : " USING \(path.method)")"
      + " (\(elements.joined(separator: ", ")))"
      + (path.includes.isEmpty ? "" : " INCLUDE (\(SQLText.list(path.includes)))")
      + (proposal.predicate.map { " WHERE \($0.sql)" } ?? "") + ";"
    return (missingExtension(for: proposal).map { ["CREATE EXTENSION IF NOT EXISTS \($0);"] } ?? []) + [line]
  }

  private func isTrigram(_ proposal: IndexProposal) -> Bool {
    proposal.elements.contains { $0.operatorClass?.contains("trgm") == true }
  }

  /// The extension of its operator classes, where no source of the schema declares it.
  private func missingExtension(for proposal: IndexProposal) -> String? {
    isTrigram(proposal) && !catalog.extensions.contains { $0.name == "pg_trgm" } ? "pg_trgm" : nil
  }

  /// What it saves and what it costs.
  func evidence(of proposal: IndexProposal) -> [String?] {
    let services = proposal.services.prefix(3).map { service in
      "\"\(service.query)\" costs \(NumberText.count(service.after)) instead of \(NumberText.count(service.before))"
        + (plan.queries.first { $0.name.value == service.query }?.rate.map { " at \($0.value.written)" } ?? "")
    }
    let writes = proposal.writes.perSecond
    return services + [
      missingExtension(for: proposal).map {
        "needs the extension \($0), which the schema does not declare: CREATE EXTENSION comes first"
      },
      "about \(NumberText.bytes(proposal.bytes))",
      writes > 0 ? "written \(NumberText.rate(writes))" : nil,
    ]
  }
}
