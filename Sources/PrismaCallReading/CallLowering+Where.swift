import SQLWriting
import SchemaModel

extension CallLowering {
  /// The rows that `where` asks for.
  mutating func condition(_ node: CallNode?, in scope: Scope) -> Condition {
    guard let node, !node.isUndefined else { return .always }
    guard let members = node.members else {
      refuse("the conditions stand in a variable", at: node, fix: "write them as an object: where: { ... }")
      return .always
    }
    return .all(members.map { condition($0, in: scope) })
  }

  private mutating func condition(_ member: CallMember, in scope: Scope) -> Condition {
    if member.value.isUndefined { return .always }
    switch member.key {
    case "AND": return .all(member.value.items.map { condition($0, in: scope) })
    case "OR": return .any(member.value.items.map { condition($0, in: scope) })
    case "NOT": return .all(member.value.items.map { .not(condition($0, in: scope)) })
    default: break
    }
    if let column = models.column(member.key, of: scope.table) {
      return filter(member.value, column, in: scope)
    }
    if let relation = models.relation(member.key, of: scope.table) {
      return related(member, relation, in: scope)
    }
    if compoundKey(member, of: scope.table) != nil, let members = member.value.members {
      return .all(members.map { condition($0, in: scope) })
    }
    unknown(member, of: scope.table)
    return .always
  }

  /// `shopId_number: { shopId, number }`: the columns of a key of several.
  func compoundKey(_ member: CallMember, of table: Table) -> Set<String>? {
    guard let members = member.value.members, members.count > 1 else { return nil }
    let columns = members.compactMap { models.column($0.key, of: table)?.name }
    guard columns.count == members.count, table.isUnique(columns) else { return nil }
    return Set(columns)
  }

  // MARK: Fields

  private mutating func filter(_ node: CallNode, _ column: Column, in scope: Scope) -> Condition {
    guard let members = node.members else { return equals(node, column, in: scope) }
    let isInsensitive = node["mode"]?.string == "insensitive"
    return .all(
      members.map { member in
        if member.value.isUndefined || member.key == "mode" { return .always }
        return test(member, column, isInsensitive, in: scope)
      })
  }

  private mutating func equals(_ node: CallNode, _ column: Column, isNegated: Bool = false, in scope: Scope)
    -> Condition
  {
    let name = sql(column.name, in: scope)
    if node.value == .null { return .test("\(name) IS \(isNegated ? "NOT " : "")NULL") }
    guard let value = value(node, for: column, in: scope) else { return .always }
    return .test("\(name) \(isNegated ? "<>" : "=") \(value)")
  }

  private mutating func test(_ member: CallMember, _ column: Column, _ isInsensitive: Bool, in scope: Scope)
    -> Condition
  {
    let name = sql(column.name, in: scope)
    let node = member.value
    switch member.key {
    case "equals" where isInsensitive:
      return value(node, for: column, in: scope).map { .test("\(name) ILIKE \($0)") } ?? .always
    case "equals": return equals(node, column, in: scope)
    case "not":
      if node.members != nil { return .not(filter(node, column, in: scope)) }
      return equals(node, column, isNegated: true, in: scope)
    case "in", "notIn": return list(member, column, in: scope)
    case "lt", "lte", "gt", "gte":
      let sign = ["lt": "<", "lte": "<=", "gt": ">", "gte": ">="][member.key] ?? "="
      return value(node, for: column, in: scope).map { .test("\(name) \(sign) \($0)") } ?? .always
    case "contains", "startsWith", "endsWith":
      return pattern(member, column, isInsensitive, in: scope)
    case "has", "hasEvery", "hasSome", "isEmpty": return elements(member, column, in: scope)
    default:
      refuse(member, why: "a filter that has no plain condition in SQL")
      return .always
    }
  }

  private mutating func list(_ member: CallMember, _ column: Column, in scope: Scope) -> Condition {
    let name = sql(column.name, in: scope)
    let isNegated = member.key == "notIn"
    if case .array(let items) = member.value.value {
      let values = items.compactMap { value($0, for: column, in: scope) }
      if items.isEmpty { return isNegated ? .always : .any([]) }
      return .test("\(name) \(isNegated ? "NOT IN" : "IN") (\(values.joined(separator: ", ")))")
    }
    guard case .path = member.value.value else {
      refuse("\(member.key) takes a list", at: member.value)
      return .always
    }
    return value(member.value, for: element(of: column), in: scope).map {
      .test("\(name) \(isNegated ? "<> ALL" : "= ANY")(\($0))")
    } ?? .always
  }

  /// LIKE with what is looked for as it is: the client leaves `%` and `_` in it as they are.
  private mutating func pattern(
    _ member: CallMember, _ column: Column, _ isInsensitive: Bool, in scope: Scope
  ) -> Condition {
    let before = member.key == "startsWith" ? "" : "%"
    let after = member.key == "endsWith" ? "" : "%"
    var text: String
    if let constant = member.value.string {
      text = SQLLiteral.text(before + constant + after)
    } else {
      guard let value = value(member.value, for: column, in: scope) else { return .always }
      text = (before.isEmpty ? "" : "'%' || ") + value + (after.isEmpty ? "" : " || '%'")
    }
    return .test("\(sql(column.name, in: scope)) \(isInsensitive ? "ILIKE" : "LIKE") \(text)")
  }

  private mutating func elements(_ member: CallMember, _ column: Column, in scope: Scope) -> Condition {
    let name = sql(column.name, in: scope)
    guard column.type.isArray else {
      refuse(member, why: "\(column.name) is no list")
      return .always
    }
    switch member.key {
    case "isEmpty":
      guard let isEmpty = member.value.boolean else {
        refuse("true or false expected", at: member.value)
        return .always
      }
      let test = Condition.test("\(name) = '{}'")
      return isEmpty ? test : .not(test)
    case "has":
      guard let value = value(member.value, for: element(of: column), in: scope) else { return .always }
      return .test("\(name) @> ARRAY[\(value)]::\(column.type.sql)")
    default:
      guard let value = value(member.value, for: column, in: scope) else { return .always }
      return .test("\(name) \(member.key == "hasEvery" ? "@>" : "&&") \(value)")
    }
  }
}
