import CatalogComparison
import SchemaModel

/// Finds which foreign keys of two sources are the same, by name, else by columns and target.
struct ForeignKeyMatching {
  let first: Vocabulary
  let second: Vocabulary

  struct Match {
    var left: ForeignKey?
    var right: ForeignKey?
    var details: [SchemaChange.Detail] = []

    var name: String { left?.name ?? right?.name ?? "" }
  }

  func matches(_ left: Table, _ right: Table) -> [Match] {
    var others = right.foreignKeys
    var rest: [ForeignKey] = []
    var matches: [Match] = []
    for key in left.foreignKeys {
      guard let position = others.firstIndex(where: { $0.name == key.name }) else {
        rest.append(key)
        continue
      }
      matches.append(match(key, others.remove(at: position)))
    }
    for key in rest {
      let position = others.firstIndex { $0.target == key.target && Self.pairs($0) == Self.pairs(key) }
      if let position {
        matches.append(match(key, others.remove(at: position)))
      } else {
        matches.append(Match(left: key))
      }
    }
    return matches + others.map { Match(right: $0) }
  }

  private func match(_ left: ForeignKey, _ right: ForeignKey) -> Match {
    var details: [SchemaChange.Detail] = []
    func note(_ property: String, _ old: String, _ new: String) {
      if old != new { details.append(.init(property, from: old, to: new)) }
    }
    note("name", left.name, right.name)
    if left.target != right.target || Self.pairs(left) != Self.pairs(right) {
      note("target", Self.text(left), Self.text(right))
    }
    note("on delete", left.onDelete.rawValue, right.onDelete.rawValue)
    note("on update", left.onUpdate.rawValue, right.onUpdate.rawValue)
    if first.hasDetails, second.hasDetails {
      note("deferral", Self.text(left.deferral), Self.text(right.deferral))
      note("match", left.match == .full ? "full" : "simple", right.match == .full ? "full" : "simple")
    }
    return Match(left: left, right: right, details: details)
  }

  private static func pairs(_ key: ForeignKey) -> [String] {
    zip(key.columns, key.targetColumns).map { "\($0) = \($1)" }.sorted()
  }

  private static func text(_ key: ForeignKey) -> String {
    "(\(key.columns.joined(separator: ", "))) to \(key.target.display) (\(key.targetColumns.joined(separator: ", ")))"
  }

  private static func text(_ deferral: Deferral) -> String {
    deferral == .notDeferrable ? "not deferrable" : deferral.rawValue.lowercased()
  }
}
