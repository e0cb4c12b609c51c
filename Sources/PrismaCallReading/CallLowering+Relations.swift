import SQLWriting
import SchemaModel

extension CallLowering {
  /// Rows by their relations: parents by a join where the statement may have one, everything else in subqueries, as the
  /// client sends them.
  mutating func related(_ member: CallMember, _ relation: ModelIndex.Relation, in scope: Scope) -> Condition {
    switch relation {
    case .parent(let parent, let key):
      return single(member, in: scope) { lowering, node in
        lowering.parent(node, parent, key, by: member.key, in: scope)
      }
    case .children(let child, let key, isList: false):
      return single(member, in: scope) { lowering, node in
        lowering.isAmong(scope, lowering.models.targets(of: key), node, child, key.columns)
      }
    case .children(let child, let key, isList: true):
      return several(member) { lowering, node, isNegated in
        let wanted = lowering.models.targets(of: key)
        return lowering.isAmong(scope, wanted, node, child, key.columns, isNegated: isNegated)
      }
    case .linked(let pairs, let here, let there, let other):
      return several(member) { lowering, node, isNegated in
        let inner = Scope(table: pairs, alias: nil, path: nil)
        let found = lowering.isAmong(
          inner, there.columns, node, other, lowering.models.targets(of: there), isNegated: isNegated)
        let rows = "SELECT \(lowering.columns(here.columns)) FROM \(pairs.name.called)"
        let condition = found.text.map { " WHERE \($0)" } ?? ""
        return .test("\(lowering.list(lowering.models.targets(of: here), in: scope)) IN (\(rows)\(condition))")
      }
    }
  }

  /// `is` and `isNot`, or the conditions themselves.
  private mutating func single(
    _ member: CallMember, in scope: Scope, _ test: (inout CallLowering, CallNode) -> Condition
  ) -> Condition {
    guard let members = member.value.members, members.contains(where: { ["is", "isNot"].contains($0.key) }) else {
      return test(&self, member.value)
    }
    return .all(
      members.map { inner in
        switch inner.key {
        case "is": return test(&self, inner.value)
        case "isNot": return .not(test(&self, inner.value))
        default:
          refuse(inner)
          return .always
        }
      })
  }

  /// `some`, `every` and `none`.
  private mutating func several(
    _ member: CallMember, _ test: (inout CallLowering, CallNode, Bool) -> Condition
  ) -> Condition {
    guard let members = member.value.members else {
      refuse("some, every or none expected", at: member.value)
      return .always
    }
    return .all(
      members.map { inner in
        switch inner.key {
        case "some": return test(&self, inner.value, false)
        case "none": return .not(test(&self, inner.value, false))
        case "every": return .not(test(&self, inner.value, true))
        default:
          refuse(inner, why: "some, every and none are the filters of a list")
          return .always
        }
      })
  }

  private mutating func parent(
    _ node: CallNode, _ parent: Table, _ key: ForeignKey, by field: String, in scope: Scope
  ) -> Condition {
    if node.value == .null { return .all(key.columns.prefix(1).map { .test("\(sql($0, in: scope)) IS NULL") }) }
    guard scope.path != nil else { return isAmong(scope, key.columns, node, parent, models.targets(of: key)) }
    let inner = join(parent, key, by: field, from: scope)
    let condition = condition(node, in: inner)
    guard joins[inner.path ?? []]?.sql.hasPrefix("LEFT") == true, let first = models.targets(of: key).first else {
      return condition
    }
    return .all([condition, .test("\(sql(first, in: inner)) IS NOT NULL")])
  }

  /// `id IN (SELECT order_id FROM items WHERE ...)`; the condition itself may be turned round.
  private mutating func isAmong(
    _ scope: Scope, _ columns: [String], _ node: CallNode, _ other: Table, _ others: [String], isNegated: Bool = false
  ) -> Condition {
    let inner = Scope(table: other, alias: nil, path: nil)
    if node.value == .null {
      return .not(isAmong(scope, columns, CallNode(value: .object([]), range: node.range), other, others))
    }
    var condition = condition(node, in: inner)
    if isNegated { condition = .not(condition) }
    let present = others.filter { other.columns[$0]?.isNullable == true }.map {
      Condition.test("\(sql($0, in: inner)) IS NOT NULL")
    }
    let rows = "SELECT \(self.columns(others)) FROM \(other.name.called)"
    let text = Condition.all([condition] + present).text.map { " WHERE \($0)" } ?? ""
    return .test("\(list(columns, in: scope)) IN (\(rows)\(text))")
  }

  private func columns(_ names: [String]) -> String { names.map { QuotedIdentifier.text($0) }.joined(separator: ", ") }
}
