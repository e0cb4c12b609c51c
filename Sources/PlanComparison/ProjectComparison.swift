import Compilation
package import Diagnostics
import PlanModel

/// One version of a project: its plans, and the files they were read from.
package struct ProjectSide: Sendable {
  /// What people call it: `main`, `the working tree`.
  package let label: String
  /// The commit's id; nil for the working tree.
  package let commit: String?
  package let plans: [PlanSide]
  /// The text of every file that counts, by its path.
  package let files: [String: String]

  /// - Parameter configuration: `dbplan.yml`, when there is one.
  package init(label: String, commit: String?, plans: [PlanSide], configuration: SourceFile?) {
    self.label = label
    self.commit = commit
    self.plans = plans
    var files: [String: String] = [:]
    if let configuration { files[configuration.path] = configuration.text }
    for plan in plans {
      for file in plan.compiled.schemaFiles + plan.compiled.plan.sourceFiles { files[file.path] = file.text }
    }
    self.files = files
  }
}

/// A file that is not the same on both sides.
package struct FileChange: Sendable, Hashable {
  package var path: String
  package var action: PlanChange.Action
}

/// How two versions of a project differ.
package struct ProjectComparison: Sendable {
  package enum Outcome: String, Sendable, Hashable {
    /// The same files.
    case identical
    /// Other files that say the same: reordered, indented anew.
    case unchanged
    case changed
  }

  package let baseLabel: String
  package let baseCommit: String?
  package let headLabel: String
  package let headCommit: String?
  /// Every plan of either side, sorted by name.
  package let plans: [PlanComparison]
  /// The files that plans are read from and that differ, sorted by path.
  package let files: [FileChange]
  /// What somebody wrote, over all plans: each change once, with the plans it belongs to. Breaking first.
  package let changes: [PlanChange]
  /// What follows, over all plans. Breaking first.
  package let consequences: [PlanChange]

  package init(base: ProjectSide, head: ProjectSide) {
    baseLabel = base.label
    baseCommit = base.commit
    headLabel = head.label
    headCommit = head.commit
    let names = Set(base.plans.map(\.name)).union(head.plans.map(\.name)).sorted()
    let before = Dictionary(base.plans.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(head.plans.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    plans = names.map { PlanComparison(base: before[$0], head: after[$0]) }
    files = Self.files(base.files, head.files)
    changes = Self.merged(plans.map(\.changes))
    consequences = Self.merged(plans.map(\.consequences))
  }

  package var outcome: Outcome {
    changes.isEmpty ? (files.isEmpty ? .identical : .unchanged) : .changed
  }

  package func count(_ changeClass: ChangeClass) -> Int { changes.count { $0.changeClass == changeClass } }

  private static func files(_ before: [String: String], _ after: [String: String]) -> [FileChange] {
    Set(before.keys).union(after.keys).sorted().compactMap { path in
      switch (before[path], after[path]) {
      case (nil, _): FileChange(path: path, action: .added)
      case (_, nil): FileChange(path: path, action: .removed)
      case (let old, let new): old == new ? nil : FileChange(path: path, action: .changed)
      }
    }
  }

  /// Plans of one schema share its changes.
  private static func merged(_ lists: [[PlanChange]]) -> [PlanChange] {
    var positions: [PlanChange: Int] = [:]
    var merged: [PlanChange] = []
    for change in lists.joined() {
      var key = change
      key.plans = []
      if let position = positions[key] {
        merged[position].plans += change.plans
      } else {
        positions[key] = merged.count
        merged.append(change)
      }
    }
    return merged.sorted(by: PlanChange.precedes)
  }
}
