import SQLWriting
import SchemaModel

/// What a row is read with: its own columns, and other rows by queries of their own.
struct RowSelection {
  var columns: [String] = []
  var related: [(member: CallMember, relation: ModelIndex.Relation)] = []
}

extension CallLowering {
  /// The columns that `select`, `include` and `omit` leave, those that link other rows included.
  mutating func selection(_ options: CallNode) -> RowSelection {
    var selection = RowSelection()
    let shown = models.columns(of: table).map(\.name)
    if let select = options["select"], !select.isUndefined {
      fields(of: select, into: &selection)
    } else {
      selection.columns = shown
      if let include = options["include"], !include.isUndefined { fields(of: include, into: &selection) }
      omit(options["omit"], from: &selection)
    }
    for (_, relation) in selection.related {
      for column in linking(relation) where !selection.columns.contains(column) { selection.columns.append(column) }
    }
    return selection
  }

  private mutating func fields(of node: CallNode, into selection: inout RowSelection) {
    guard let members = node.members else {
      refuse("the fields stand in a variable", at: node, fix: "write them as an object")
      return
    }
    for member in members where !member.value.isUndefined && member.value.boolean != false {
      if let column = models.column(member.key, of: table) {
        if !selection.columns.contains(column.name) { selection.columns.append(column.name) }
      } else if let relation = models.relation(member.key, of: table) {
        selection.related.append((member, relation))
      } else if member.key == "_count" {
        refuse(member, why: "counts of related rows come by joined subqueries")
      } else {
        unknown(member, of: table)
      }
    }
  }

  private mutating func omit(_ node: CallNode?, from selection: inout RowSelection) {
    for member in node?.members ?? [] where member.value.boolean != false {
      guard let column = models.column(member.key, of: table) else {
        unknown(member, of: table)
        continue
      }
      selection.columns.removeAll { $0 == column.name }
    }
  }

  private func linking(_ relation: ModelIndex.Relation) -> [String] {
    switch relation {
    case .parent(_, let key): key.columns
    case .children(_, let key, _): models.targets(of: key)
    case .linked(_, let here, _, _): models.targets(of: here)
    }
  }

  func columnList(_ columns: [String]) -> String {
    columns.isEmpty ? "1" : columns.map { sql($0, in: own) }.joined(separator: ", ")
  }

  // MARK: Order

  struct SortKey {
    var sql: String
    var column: Column?
    var isDescending: Bool
    var nulls: String?

    var text: String { sql + (isDescending ? " DESC" : "") + (nulls.map { " NULLS \($0)" } ?? "") }

    var reversed: SortKey {
      var key = self
      key.isDescending.toggle()
      key.nulls = nulls.map { $0 == "FIRST" ? "LAST" : "FIRST" }
      return key
    }
  }

  mutating func order(_ node: CallNode?) -> [SortKey] {
    guard let node, !node.isUndefined else { return [] }
    var keys: [SortKey] = []
    for item in node.items {
      guard let members = item.members else {
        refuse("the order stands in a variable", at: item, fix: "write it as an object: orderBy: { field: 'asc' }")
        continue
      }
      for member in members where !member.value.isUndefined { sort(member, in: own, into: &keys) }
    }
    return keys
  }

  private mutating func sort(_ member: CallMember, in scope: Scope, into keys: inout [SortKey]) {
    if let column = models.column(member.key, of: scope.table) {
      let direction = member.value["sort"] ?? member.value
      guard let word = direction.string, ["asc", "desc"].contains(word) else {
        refuse("'asc' or 'desc' expected", at: direction, fix: "write the direction out")
        return
      }
      keys.append(
        SortKey(
          sql: sql(column.name, in: scope), column: scope.path == [] ? column : nil, isDescending: word == "desc",
          nulls: member.value["nulls"]?.string?.uppercased()))
    } else if case .parent(let parent, let key)? = models.relation(member.key, of: scope.table),
      let members = member.value.members, scope.path != nil
    {
      let inner = join(parent, key, by: member.key, from: scope)
      for member in members { sort(member, in: inner, into: &keys) }
    } else if models.relation(member.key, of: scope.table) != nil || member.key.hasPrefix("_") {
      refuse(member, why: "an order by what is counted or ranked")
    } else {
      unknown(member, of: scope.table)
    }
  }

  /// By the primary key: what the client adds to a page without an order.
  private var keyOrder: [SortKey] {
    (table.primaryKey?.columns ?? []).map {
      SortKey(sql: sql($0, in: own), column: table.columns[$0], isDescending: false, nulls: nil)
    }
  }

  // MARK: Pages

  /// WHERE, ORDER BY, LIMIT and OFFSET of a list.
  mutating func rows(_ options: CallNode, isFirst: Bool = false) -> (condition: Condition, tail: String) {
    for name in ["distinct", "relationLoadStrategy"] {
      if let member = options.members?.first(where: { $0.key == name }), !member.value.isUndefined {
        refuse(member, why: name == "distinct" ? "the client sorts out repeated rows itself" : nil)
      }
    }
    var condition = condition(options["where"], in: own)
    var keys = order(options["orderBy"])
    let page = self.page(options, isFirst: isFirst)
    if keys.isEmpty, page.needsOrder { keys = keyOrder }
    if page.isBackward { keys = keys.map(\.reversed) }
    var skip = page.skip
    if let cursor = options["cursor"], !cursor.isUndefined {
      let isNext = skip.map { $0.value == .number("1") } ?? false
      let (bound, isStrict) = after(cursor, keys, isNext: isNext)
      condition = .all([condition, bound])
      if isStrict { skip = nil }
    }
    var tail = keys.isEmpty ? "" : " ORDER BY " + keys.map(\.text).joined(separator: ", ")
    if let take = page.take { tail += " LIMIT \(take)" }
    if let skip, let text = number(skip, "skip"), text != "0" { tail += " OFFSET \(text)" }
    return (condition, tail)
  }

  private struct Page {
    var take: String?
    var skip: CallNode?
    var isBackward = false
    var needsOrder = false
  }

  private mutating func page(_ options: CallNode, isFirst: Bool) -> Page {
    var page = Page()
    if let take = options["take"], !take.isUndefined {
      if case .number(let digits) = take.value, digits.hasPrefix("-") {
        page.isBackward = true
        page.take = String(digits.dropFirst())
      } else {
        page.take = number(take, "take")
      }
    }
    if isFirst { page.take = "1" }
    if let skip = options["skip"], !skip.isUndefined { page.skip = skip }
    let skips = page.skip.map { $0.value != .number("0") } ?? false
    page.needsOrder = page.take != nil || skips || options["cursor"] != nil
    return page
  }

  /// A count of rows: a number or a variable.
  mutating func number(_ node: CallNode, _ name: String) -> String? {
    switch node.value {
    case .number(let digits) where digits.allSatisfy(\.isNumber): return digits
    case .path(let path): return parameter(path.joined(separator: "."), for: nil)
    default:
      refuse("\(name) takes a whole number", at: node)
      return nil
    }
  }

  /// The rows from a row on, which is found by a key: a comparison with it in the order of the list.
  /// - Returns: Also whether the row itself is left out, so that no row is skipped any more.
  private mutating func after(_ cursor: CallNode, _ keys: [SortKey], isNext: Bool) -> (Condition, isStrict: Bool) {
    let given = unique(cursor)
    guard !given.isEmpty else { return (.always, false) }
    let columns = keys.compactMap(\.column)
    guard columns.count == keys.count, let first = keys.first,
      keys.allSatisfy({ $0.isDescending == first.isDescending }),
      !columns.contains(where: \.isNullable)
    else {
      refuse(
        "a cursor in this order", at: cursor,
        why: "columns in both directions, of other rows or with NULL are compared one by one")
      return (.always, false)
    }
    let isStrict = isNext && table.isUnique(columns.map(\.name))
    let sign = (first.isDescending ? "<" : ">") + (isStrict ? "" : "=")
    let left = list(columns.map(\.name), in: own)
    if columns.count == given.count, columns.allSatisfy({ given[$0.name] != nil }) {
      let values = columns.compactMap { given[$0.name] }
      let right = values.count == 1 ? values[0] : "(\(values.joined(separator: ", ")))"
      return (.test("\(left) \(sign) \(right)"), isStrict)
    }
    let inner = Scope(table: table, alias: isQualified ? "start" : nil, path: nil)
    let found = given.keys.sorted().map { "\(sql($0, in: inner)) = \(given[$0] ?? "NULL")" }
    let row = columns.map { sql($0.name, in: inner) }.joined(separator: ", ")
    let alias = isQualified ? " start" : ""
    let rows =
      "SELECT \(row) FROM \(table.name.called)\(alias) WHERE \(found.joined(separator: " AND "))"
    return (.test("\(left) \(sign) (\(rows))"), isStrict)
  }

  /// The values of a key, by column.
  mutating func unique(_ node: CallNode) -> [String: String] {
    var found: [String: String] = [:]
    for member in node.members ?? [] where !member.value.isUndefined {
      if compoundKey(member, of: table) != nil {
        found.merge(unique(member.value)) { first, _ in first }
      } else if let column = models.column(member.key, of: table) {
        found[column.name] = value(member.value, for: column, in: own)
      } else {
        unknown(member, of: table)
      }
    }
    if found.isEmpty { refuse("no key of \(table.name.display)", at: node) }
    return found
  }
}
