import SQLWriting
import SchemaModel

extension CallLowering {
  private static let functions = ["_count": "count", "_sum": "sum", "_avg": "avg", "_min": "min", "_max": "max"]

  mutating func count(_ options: CallNode) -> String {
    var items = ["count(*)"]
    if let select = options["select"]?.members {
      items = select.compactMap { counted($0) }
    }
    for name in ["take", "skip", "cursor"] {
      if let member = options.members?.first(where: { $0.key == name }), !member.value.isUndefined {
        refuse(member, why: "a count of a page is one of a subquery")
      }
    }
    let condition = condition(options["where"], in: own).text.map { " WHERE \($0)" } ?? ""
    return "SELECT \(items.joined(separator: ", ")) \(from)\(condition)"
  }

  mutating func aggregate(_ options: CallNode) -> String {
    let items = aggregates(options)
    for name in ["take", "skip", "cursor", "orderBy"] {
      if let member = options.members?.first(where: { $0.key == name }), !member.value.isUndefined {
        refuse(member, why: "aggregates of a page are those of a subquery")
      }
    }
    if items.isEmpty { refuse("nothing is aggregated", at: options, fix: "_count: true, _sum: { field: true }") }
    let condition = condition(options["where"], in: own).text.map { " WHERE \($0)" } ?? ""
    return "SELECT \(items.joined(separator: ", ")) \(from)\(condition)"
  }

  mutating func groupBy(_ options: CallNode) -> String {
    guard let by = options["by"] else { return missing("by", options) }
    let columns = by.items.compactMap { item -> String? in
      guard let field = item.string, let column = models.column(field, of: table) else {
        refuse("no field of \(table.name.display)", at: item)
        return nil
      }
      return sql(column.name, in: own)
    }
    if let having = options.members?.first(where: { $0.key == "having" }), !having.value.isUndefined { refuse(having) }
    let items = columns + aggregates(options)
    let condition = condition(options["where"], in: own).text.map { " WHERE \($0)" } ?? ""
    let order = groupOrder(options["orderBy"])
    var tail = order.isEmpty ? "" : " ORDER BY \(order.joined(separator: ", "))"
    if let take = options["take"], !take.isUndefined, let count = number(take, "take") { tail += " LIMIT \(count)" }
    if let skip = options["skip"], !skip.isUndefined, let count = number(skip, "skip") { tail += " OFFSET \(count)" }
    return
      "SELECT \(items.joined(separator: ", ")) \(from)\(condition) GROUP BY \(columns.joined(separator: ", "))\(tail)"
  }

  private mutating func aggregates(_ options: CallNode) -> [String] {
    var items: [String] = []
    for member in options.members ?? [] where !member.value.isUndefined && member.value.boolean != false {
      guard let function = Self.functions[member.key] else { continue }
      if member.key == "_count", member.value.boolean == true {
        items.append("count(*)")
        continue
      }
      guard let fields = member.value.members else {
        refuse("the fields stand in a variable", at: member.value)
        continue
      }
      for field in fields where field.value.boolean != false {
        if function == "count" {
          if let text = counted(field) { items.append(text) }
        } else if let column = models.column(field.key, of: table) {
          items.append("\(function)(\(sql(column.name, in: own)))")
        } else {
          unknown(field, of: table)
        }
      }
    }
    return items
  }

  private mutating func counted(_ member: CallMember) -> String? {
    if member.value.boolean == false { return nil }
    if member.key == "_all" { return "count(*)" }
    guard let column = models.column(member.key, of: table) else {
      unknown(member, of: table)
      return nil
    }
    return "count(\(sql(column.name, in: own)))"
  }

  /// Columns, and aggregates: `{ _count: { id: 'desc' } }`.
  private mutating func groupOrder(_ node: CallNode?) -> [String] {
    var keys: [String] = []
    for member in node?.items.flatMap({ $0.members ?? [] }) ?? [] {
      guard let function = Self.functions[member.key] else {
        keys += order(CallNode(value: .object([member]), range: member.keyRange)).map(\.text)
        continue
      }
      for field in member.value.members ?? [] {
        guard let column = models.column(field.key, of: table) else {
          unknown(field, of: table)
          continue
        }
        keys.append("\(function)(\(sql(column.name, in: own)))" + (field.value.string == "desc" ? " DESC" : ""))
      }
    }
    return keys
  }
}
