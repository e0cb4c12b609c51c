import Diagnostics
import IndexAnalysis
import PolicyReading
import SchemaModel

/// What a table's policies search by, and no index serves.
struct PolicySearches {
  struct Unserved {
    var policy: Policy
    var column: String
    /// Whether an index is there that the policy passes by, since it casts the column.
    var isCast: Bool
  }

  private let subject: CheckSubject

  init(_ subject: CheckSubject) { self.subject = subject }

  /// Of each column the first policy.
  func unserved(_ table: Table) -> [Unserved] {
    guard table.rowSecurity.isEnabled, table.partitionOf == nil else { return [] }
    let leading = Set(subject.paths(of: table.name).compactMap { isWhole($0) ? $0.columns.first : nil })
    var found: [Unserved] = []
    for read in subject.conditions[table.name] where read.policy.isPermissive {
      let keys = (read.reading?.conjuncts ?? []).compactMap { part in
        subject.sessionKey(part) == nil ? nil : part.comparison()
      }
      // One key that an index leads with finds the rows.
      if keys.contains(where: { leading.contains($0.column) && !isLost($0, table) }) { continue }
      guard let key = keys.first, table.columns.contains(key.column),
        !found.contains(where: { $0.column == key.column })
      else { continue }
      found.append(Unserved(policy: read.policy, column: key.column, isCast: isLost(key, table)))
    }
    return found
  }

  private func isWhole(_ path: AccessPath) -> Bool { path.predicate == nil && ["btree", "hash"].contains(path.method) }

  /// A cast to another type is a function of the column, which its index does not hold.
  private func isLost(_ key: (column: String, isCast: Bool, value: ConditionTerm), _ table: Table) -> Bool {
    guard key.isCast, let column = table.columns[key.column] else { return false }
    return !subject.isText(column.type)
  }
}
