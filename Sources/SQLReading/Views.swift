import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func createView(_ statement: PgQuery__ViewStmt) {
    guard let relation = statement.view, let query = statement.query else { return }
    if relation.pointee.relpersistence.text == "t" {
      temporaryRelations.insert(relation.pointee.relname.text ?? "")
      return
    }
    let name = newName(relation)
    let isReplaced = statement.replace != 0 && catalog.views[name]?.isMaterialized == false
    if !isReplaced, isTaken(name, unlessExists: false) { return }
    var view = View(name, query: queryText(UnsafePointer(query)), span: source.span)
    view.columnAliases = PostgresList(statement.aliases, statement.n_aliases).strings
    view.options = storageParameters(PostgresList(statement.options, statement.n_options))
    switch statement.with_check_option {
    case PG_QUERY__VIEW_CHECK_OPTION__LOCAL_CHECK_OPTION: view.options["check_option"] = "local"
    case PG_QUERY__VIEW_CHECK_OPTION__CASCADED_CHECK_OPTION: view.options["check_option"] = "cascaded"
    default: break
    }
    view.isRecursive = Self.title(of: source.text) == "CREATE RECURSIVE"
    view.reads = reads(of: UnsafePointer(query), except: view.isRecursive ? name.name : nil)
    if let old = catalog.views[name] {
      writeOutStars(reading: name)
      view.columns = old.columns
      view.triggers = old.triggers
      view.rules = old.rules
      view.comment = old.comment
    }
    if catalog.views[name] == nil { applyDefaultPrivileges(to: name, .table, "TABLES") }
    catalog.views.append(view)
    names[name] = .view
  }

  /// `CREATE MATERIALIZED VIEW`; `CREATE TABLE AS` makes a table whose columns only running the query would show.
  mutating func createTableAs(_ statement: PgQuery__CreateTableAsStmt) {
    guard let into = statement.into?.pointee, let relation = into.rel, let query = statement.query else { return }
    if relation.pointee.relpersistence.text == "t" {
      temporaryRelations.insert(relation.pointee.relname.text ?? "")
      return
    }
    let name = newName(relation)
    if isTaken(name, unlessExists: statement.if_not_exists != 0) { return }
    guard statement.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW else {
      createTable(as: query, name, into)
      return
    }
    var view = View(name, query: queryText(UnsafePointer(query)), span: source.span)
    view.isMaterialized = true
    view.columnAliases = PostgresList(into.col_names, into.n_col_names).strings
    view.options = storageParameters(PostgresList(into.options, into.n_options))
    view.isPopulated = into.skip_data == 0
    view.reads = reads(of: UnsafePointer(query), except: nil)
    if catalog.views[name] == nil { applyDefaultPrivileges(to: name, .table, "TABLES") }
    catalog.views.append(view)
    names[name] = .view
  }

  private mutating func createTable(
    as query: UnsafeMutablePointer<PgQuery__Node>, _ name: ObjectName, _ into: PgQuery__IntoClause
  ) {
    _ = reads(of: UnsafePointer(query), except: nil)
    catalog.unmodelled.append(RawObject(kind: "CREATE TABLE AS", sql: source.text, span: source.span))
    opaqueWords.formUnion(OpaqueCode.words(of: name.name))
    report(
      .warning, "not-modelled", "CREATE TABLE AS is kept as raw SQL: the columns show only when the query runs",
      at: headline, fix: "declare \(name.display) with CREATE TABLE where the schema should show it")
  }

  /// Relations the query reads, sorted; those that were never created are reported.
  private mutating func reads(of query: PostgresNode, except ownName: String?) -> [ObjectName] {
    var relations: [UnsafePointer<PgQuery__RangeVar>] = []
    var local: Set<String> = ownName.map { [$0] } ?? []
    PostgresTree.walk(query) { visit in
      switch visit {
      case .relation(let relation): relations.append(relation)
      case .commonTable(let table): local.insert(table.pointee.ctename.text ?? "")
      default: break
      }
    }
    var result: Set<ObjectName> = []
    for relation in relations {
      let path = Self.path(relation.pointee)
      if let found = find(path) {
        result.insert(found)
      } else if path.count > 1 || !local.contains(path.first ?? "") {
        guard !temporaryRelations.contains(path[0]), !(path.count == 1 && path[0].hasPrefix("pg_")) else { continue }
        reportUnknown(path, at: relation.pointee.location)
        if path.count > 1, !Self.isSystem(path[0]) { result.insert(ObjectName(path[1], schema: path[0])) }
      }
    }
    return result.sorted()
  }

  /// The query as it is written: what follows the first AS outside parentheses, without `WITH CHECK OPTION` and
  /// `WITH DATA`.
  private func queryText(_ query: PostgresNode) -> String {
    queryRange().map { qualifiedText(query, in: $0) } ?? parser.sql(ofStatement: query) ?? ""
  }

  private func queryRange() -> Range<Int>? {
    let text = source.text
    let tokens = SQLScanner.tokens(in: text).filter { $0.kind != .comment }
    let bytes = Array(text.utf8)
    let words = tokens.map { String(decoding: bytes[$0.range], as: UTF8.self).uppercased() }
    var depth = 0
    var start: Int?
    for (position, word) in words.enumerated() {
      if word == "(" { depth += 1 }
      if word == ")" { depth -= 1 }
      if word == "AS", depth == 0 {
        start = position + 1
        break
      }
    }
    guard let start, start < tokens.count else { return nil }
    var end = tokens.count
    for tail in [["WITH", "CHECK", "OPTION"], ["WITH", "DATA"], ["WITH", "NO", "DATA"]]
    where words[start..<end].suffix(tail.count) == tail[...] {
      end -= tail.count
    }
    for scope in ["LOCAL", "CASCADED"] where words[start..<end].suffix(4) == ["WITH", scope, "CHECK", "OPTION"] {
      end -= 4
    }
    guard start < end else { return nil }
    return tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound
  }
}
