import CPostgresQuery
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Calls `body` for each column reference of a tree that means the relation, with its path and place.
  private func forEachColumn(
    of relation: ObjectName, _ node: PostgresNode, _ bytes: [UInt8], around items: [QueryScope.Item],
    _ body: (_ path: [String], _ name: DottedName, _ needsAlias: Bool) -> Void
  ) {
    var scopes = QueryScopes(self, around: items)
    var unnamed: Set<Int32> = []
    PostgresTree.walk(node) { visit in
      switch visit {
      case .query(let query): scopes.enter(query)
      case .endOfQuery: scopes.leave()
      case .target(let target):
        guard target.pointee.name.text == nil, let value = target.pointee.val,
          value.pointee.node_case == PG_QUERY__NODE__NODE_COLUMN_REF
        else { return }
        unnamed.insert(value.pointee.column_ref.pointee.location)
      case .column(let reference):
        let path = PostgresList(reference.pointee.fields, reference.pointee.n_fields).strings
        guard !path.isEmpty, scopes.item(for: path)?.relation == relation,
          let name = DottedName(at: Int(reference.pointee.location), in: bytes), name.parts.count == path.count
        else { return }
        body(path, name, unnamed.contains(reference.pointee.location))
      default: break
      }
    }
  }

  /// What the texts on a table can name without a FROM.
  private func surroundings(of table: ObjectName) -> [QueryScope.Item] {
    let columns = columnNames(of: table)
    return [table.name, "new", "old"].map {
      QueryScope.Item(name: $0, relation: table, hasAlias: $0 != table.name, columns: columns)
    }
  }

  /// Renames what columns of a renamed relation are qualified by, where it has no alias.
  func followQualifiers(
    of relation: ObjectName, to new: String, _ node: PostgresNode, _ bytes: [UInt8], _ edits: inout TextEdits
  ) {
    var changes: [(Range<Int>, String)] = []
    var scopes = QueryScopes(self)
    PostgresTree.walk(node) { visit in
      switch visit {
      case .query(let query): scopes.enter(query)
      case .endOfQuery: scopes.leave()
      case .column(let reference):
        let fields = PostgresList(reference.pointee.fields, reference.pointee.n_fields)
        let isStar = fields.last?.kind == PG_QUERY__NODE__NODE_A_STAR
        let path = fields.strings + (isStar ? ["*"] : [])
        // What no FROM names is the table that a policy or rule is on.
        let item = scopes.item(for: path)
        guard path.count > 1,
          item.map({ $0.relation == relation && !$0.hasAlias }) ?? (path == [relation.name, path[1]]),
          let name = DottedName(at: Int(reference.pointee.location), in: bytes)
        else { return }
        let qualifier = path.count - 2
        guard qualifier < name.ranges.count else { return }
        changes.append((name.ranges[0].lowerBound..<name.ranges[qualifier].upperBound, SQLName.quoted(new)))
      default: break
      }
    }
    for (range, text) in changes { edits.replace(range, by: text) }
  }

  /// Lets the queries, policies, rules and triggers of the catalog follow a renamed column. To be called before the
  /// table itself is changed.
  mutating func followColumn(_ old: String, of relation: ObjectName, to new: String) {
    let builder = self
    let around = surroundings(of: relation)
    let edit: (String, TextForm, [QueryScope.Item]) -> String? = { text, form, items in
      guard text.holds(old), text.holds(relation.name) || !items.isEmpty else { return nil }
      return builder.parser.rewrite(text, form) { node, bytes, edits in
        var changes: [(Range<Int>, String)] = []
        builder.forEachColumn(of: relation, node, bytes, around: items) { path, name, needsAlias in
          guard path.last == old, let last = name.ranges.last else { return }
          changes.append((last, SQLName.quoted(new) + (needsAlias ? " AS \(SQLName.quoted(old))" : "")))
        }
        changes += builder.writtenColumns(old, of: relation, node, bytes).map { ($0, SQLName.quoted(new)) }
        for (range, text) in changes { edits.replace(range, by: text) }
      }
    }
    let holdsColumn = { (text: String) in text.holds(old) }
    for name in catalog.views.filter({ $0.hasText(where: holdsColumn) }).map(\.name) where name != relation {
      catalog.views.update(name) { view in view.changeTexts { edit($0, $1, []) } }
    }
    for name in catalog.tables.filter({ $0.hasText(where: holdsColumn) }).map(\.name) {
      let items = name == relation ? around : []
      catalog.tables.update(name) { table in
        for position in table.policies.indices {
          table.policies[position].changeTexts { edit($0, $1, items) }
        }
        for position in table.rules.indices {
          if let text = edit(table.rules[position].sql, .statement, items) { table.rules[position].sql = text }
        }
        for position in table.triggers.indices { table.triggers[position].changeTexts { edit($0, $1, items) } }
      }
    }
    if catalog.views.contains(relation) {
      catalog.views.update(relation) { view in
        for position in view.rules.indices {
          if let text = edit(view.rules[position].sql, .statement, around) { view.rules[position].sql = text }
        }
      }
    }
    for position in catalog.functions.indices where catalog.functions[position].language == "sql" {
      if let text = edit(catalog.functions[position].sql, .statement, []) { catalog.functions[position].sql = text }
    }
  }

  /// Where INSERT and UPDATE name a column they write.
  private func writtenColumns(
    _ column: String, of relation: ObjectName, _ node: PostgresNode, _ bytes: [UInt8]
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    let note = { (target: UnsafeMutablePointer<PgQuery__RangeVar>?, list: PostgresList<PgQuery__Node>) in
      guard let target = target?.pointee, find(Self.path(target)) == relation else { return }
      for item in list {
        guard let value = item.pointee.res_target?.pointee, value.name.text == column,
          let name = DottedName(at: Int(value.location), in: bytes), let range = name.ranges.first
        else { continue }
        found.append(range)
      }
    }
    PostgresTree.walk(node) { visit in
      guard case .query(let query) = visit else { return }
      switch query {
      case .insert(let insert):
        note(insert.pointee.relation, PostgresList(insert.pointee.cols, insert.pointee.n_cols))
      case .update(let update):
        note(update.pointee.relation, PostgresList(update.pointee.target_list, update.pointee.n_target_list))
      default: break
      }
    }
    return found
  }

  /// Whether a text reads a column of a relation; a `*` reads them all.
  func reads(_ text: String, _ form: TextForm, _ column: String, of relation: ObjectName) -> Bool {
    guard text.holds(column) || text.holds("*") else { return false }
    var found = false
    _ = parser.rewrite(text, form) { node, bytes, _ in
      forEachColumn(of: relation, node, bytes, around: []) { path, _, _ in found = found || path.last == column }
    }
    return found
  }

  /// Writes out the `*` of every view that reads a relation, before its columns change: PostgreSQL did so when the
  /// view was made.
  mutating func writeOutStars(reading relation: ObjectName) {
    for view in catalog.views where view.reads.contains(relation) && view.query.holds("*") {
      let written = parser.rewrite(view.query, .statement) { node, bytes, edits in
        var scopes = QueryScopes(self)
        var selects: [UnsafePointer<PgQuery__SelectStmt>?] = []
        var changes: [(Range<Int>, String)] = []
        PostgresTree.walk(node) { visit in
          switch visit {
          case .query(let query):
            scopes.enter(query)
            if case .select(let select) = query { selects.append(select) } else { selects.append(nil) }
          case .endOfQuery:
            scopes.leave()
            selects.removeLast()
          case .target(let target):
            guard let value = target.pointee.val, let path = Self.starPath(UnsafePointer(value)),
              let select = selects.last, let select, let columns = scopes.star(path, of: select),
              let name = DottedName(at: Int(value.pointee.column_ref.pointee.location), in: bytes)
            else { return }
            let text = columns.map { "\(SQLName.quoted($0.0)).\(SQLName.quoted($0.1))" }.joined(separator: ", ")
            changes.append((name.range, text))
          default: break
          }
        }
        for (range, text) in changes { edits.replace(range, by: text) }
      }
      if let written { catalog.views.update(view.name) { $0.query = written } }
    }
  }
}

extension Policy {
  mutating func changeTexts(_ change: TextChange) {
    using = using.map { expression in change(expression.sql, .expression).map(SQLExpression.init) ?? expression }
    check = check.map { expression in change(expression.sql, .expression).map(SQLExpression.init) ?? expression }
  }
}
