import Diagnostics

/// The migrations of today against those that are applied already.
package struct HistoryComparison: Sendable {
  /// Those that are to be judged: new ones, and applied ones that were changed.
  package private(set) var pending: [WrittenMigration]
  /// What is wrong with a migration's place, by its path.
  package private(set) var problems: [String: [String]] = [:]

  /// - Parameter reference: what the applied ones are those of: `main`.
  package init(_ written: [WrittenMigration], applied: [WrittenMigration], reference: String) {
    let known = Dictionary(applied.map { ($0.file.path, $0) }, uniquingKeysWith: { first, _ in first })
    let last = written.lastIndex { known[$0.file.path] != nil } ?? -1
    for (place, migration) in written.enumerated() {
      let path = migration.file.path
      if let old = known[path] {
        if old.file.text != migration.file.text {
          problems[path] = ["this migration was changed after \(reference), where it is applied already"]
        }
      } else if place < last {
        problems[path] = [
          "this migration stands before \(written[last].file.path), which is applied already in \(reference)"
        ]
      }
    }
    let told = problems
    pending = written.filter { known[$0.file.path] == nil || told[$0.file.path] != nil }
  }
}
