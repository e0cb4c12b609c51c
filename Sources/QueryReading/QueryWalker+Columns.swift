internal import CPostgresQuery
internal import Diagnostics
internal import SQLSyntax
internal import SchemaModel

/// Column references against the scopes.
extension QueryWalker {
  enum Resolution {
    case column(ColumnReference, alias: String, isSealed: Bool)
    /// Something that is no table's column: computed, of a function, a whole row.
    case other
    case ambiguous([String])
    case unknownRelation(String)
    case unknownColumn(String, [QueryScope.Entry])
  }

  /// The table's column a node is, when it is nothing more than that.
  func column(_ node: PostgresNode) -> ColumnReference? { aliasedColumn(node)?.column }

  func aliasedColumn(_ node: PostgresNode) -> (column: ColumnReference, alias: String, isSealed: Bool)? {
    guard node.kind == PG_QUERY__NODE__NODE_COLUMN_REF, let reference = node.pointee.column_ref else { return nil }
    guard case .column(let column, let alias, let isSealed) = resolve(reference.pointee) else { return nil }
    return (column, alias, isSealed)
  }

  /// The alias before a star, empty for a bare one, nil when the node is no star.
  func starAlias(_ node: PostgresNode) -> String? {
    guard node.kind == PG_QUERY__NODE__NODE_COLUMN_REF, let reference = node.pointee.column_ref else { return nil }
    let fields = PostgresList(reference.pointee.fields, reference.pointee.n_fields)
    guard fields.last?.kind == PG_QUERY__NODE__NODE_A_STAR else { return nil }
    return fields.strings.last ?? ""
  }

  func resolve(_ reference: PgQuery__ColumnRef) -> Resolution {
    let fields = PostgresList(reference.fields, reference.n_fields)
    let path = fields.strings
    guard fields.last?.kind != PG_QUERY__NODE__NODE_A_STAR else {
      guard let alias = path.last, find(alias: alias) == nil else { return .other }
      return .unknownRelation(alias)
    }
    guard let name = path.last else { return .other }
    if path.count == 1 { return resolve(name) }
    let alias = path[path.count - 2]
    guard let entry = find(alias: alias) else { return .unknownRelation(alias) }
    switch entry.match(name) {
    case .column(let column, let isSealed): return .column(column, alias: entry.alias, isSealed: isSealed)
    case .computed, .possible: return .other
    case .absent: return .unknownColumn(name, [entry])
    }
  }

  private func resolve(_ name: String) -> Resolution {
    for scope in scopes.reversed() {
      var found: [Resolution] = []
      var holders: [String] = []
      var isPossible = false
      for entry in scope.entries {
        switch entry.match(name) {
        case .column(let column, let isSealed):
          found.append(.column(column, alias: entry.alias, isSealed: isSealed))
          holders.append(entry.alias)
        case .computed:
          found.append(.other)
          holders.append(entry.alias)
        case .possible: isPossible = true
        case .absent: break
        }
      }
      if found.count > 1, !scope.merged.contains(name) { return .ambiguous(holders) }
      if let first = found.first { return first }
      if isPossible || scope.entries.contains(where: { $0.alias == name }) { return .other }
    }
    return .unknownColumn(name, scopes.flatMap(\.entries))
  }

  private func find(alias: String) -> QueryScope.Entry? {
    for scope in scopes.reversed() {
      if let entry = scope.entries.first(where: { $0.alias == alias }) { return entry }
    }
    return nil
  }

  /// Reports a reference that leads nowhere.
  mutating func checkReference(_ reference: PgQuery__ColumnRef) {
    switch resolve(reference) {
    case .column, .other: break
    case .ambiguous(let aliases):
      let name = PostgresList(reference.fields, reference.n_fields).strings.last ?? ""
      report(
        "query-ambiguous-column", "`\(name)` could be of \(aliases.joined(separator: " or "))", at: reference.location,
        length: name.utf8.count, fix: "write `\(aliases[0]).\(name)`")
    case .unknownRelation(let alias):
      let aliases = scopes.flatMap(\.entries).map(\.alias).filter { $0.count > 2 }
      report(
        "query-unknown-table", "`\(alias)` is not named in FROM", at: reference.location, length: alias.utf8.count,
        fix: NearestName.of(alias, among: aliases).map { "did you mean `\($0)`?" })
    case .unknownColumn(let name, let entries): reportUnknownColumn(name, in: entries, at: reference.location)
    }
  }

  mutating func reportUnknownColumn(_ name: String, in entries: [QueryScope.Entry], at location: Int32) {
    let owner = entries.count == 1 ? "`\(entries[0].alias)` has no column" : "no table of the query has a column"
    var fix: String?
    for entry in entries {
      if case .table(let relation) = entry.content, let column = relation.fields[name] {
        fix = "`\(name)` is the model's field; the column is `\(column)`"
      }
    }
    let nearest = NearestName.of(name, among: entries.flatMap(\.columnNames)).map { "did you mean `\($0)`?" }
    report(
      "query-unknown-column", "\(owner) `\(name)`", at: location, length: name.utf8.count, fix: fix ?? nearest)
  }
}
