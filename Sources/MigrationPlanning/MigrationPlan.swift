package import CatalogComparison
package import SchemaModel

/// The whole way from one catalog to another: steps in order, and what lies between and beside them.
package struct MigrationPlan: Sendable {
  /// A release of the application between two steps.
  package struct Deploy: Sendable {
    /// How many steps come before it.
    package var after: Int
    /// What the code of this release does that the one before did not, in one line each.
    package var changes: [String]

    package init(after: Int, changes: [String]) {
      self.after = after
      self.changes = changes
    }
  }

  /// A rename that looks likely and that nobody has confirmed: it is made beside the old one, and the old one stays.
  package struct LikelyRename: Sendable, Hashable {
    package var old: String
    package var new: String
    /// What makes it likely.
    package var because: String
    /// Whether the one is made beside the other; else it keeps its name.
    package var isBeside: Bool

    package init(_ old: String, to new: String, because: String, isBeside: Bool = true) {
      self.old = old
      self.new = new
      self.because = because
      self.isBeside = isBeside
    }
  }

  /// What the steps leave undone, and why.
  package struct Gap: Sendable, Hashable {
    /// A column as `table.column`, or what is not reached.
    package var subject: String
    package var because: String

    package init(_ subject: String, because: String) {
      self.subject = subject
      self.because = because
    }
  }

  /// One of the ways in which a risky change can be made.
  package struct Way: Sendable {
    package var name: String
    /// What it locks and for how long at the plan's volumes.
    package var locks: String
    package var effort: String
    package var risk: String
    package var isRecommended: Bool

    package init(_ name: String, locks: String, effort: String, risk: String, isRecommended: Bool) {
      self.name = name
      self.locks = locks
      self.effort = effort
      self.risk = risk
      self.isRecommended = isRecommended
    }
  }

  /// A risky change with its ways.
  package struct Choice: Sendable {
    package var change: SchemaChange
    package var ways: [Way]

    package init(_ change: SchemaChange, ways: [Way]) {
      self.change = change
      self.ways = ways
    }
  }

  package var steps: [MigrationStep] = []
  package var deploys: [Deploy] = []
  package var likelyRenames: [LikelyRename] = []
  package var choices: [Choice] = []
  /// The schema after each step.
  package var catalogs: [Catalog] = []
  package var gaps: [Gap] = []
  /// Columns that go on in another table, as `table.column` under their old names.
  package var relocated: Set<String> = []
  /// The first step from which on no way back keeps all rows and values; nil when there is none.
  package var pointOfNoReturn: Int?

  /// Steps without a way back.
  package var irreversible: [Int] { steps.indices.filter { steps[$0].irreversible != nil } }

  package init() {}

  /// Puts steps with nothing to be done on the way there behind one.
  mutating func insert(_ more: [MigrationStep], after place: Int) {
    let taken = Set(steps.map(\.name))
    let named = more.map { step in
      var step = step
      if taken.contains(step.name) { step.name += "-again" }
      return step
    }
    steps.insert(contentsOf: named, at: place + 1)
    catalogs.insert(contentsOf: more.map { _ in catalogs[place] }, at: place + 1)
    for index in deploys.indices where deploys[index].after > place { deploys[index].after += more.count }
    pointOfNoReturn = pointOfNoReturn.map { $0 > place ? $0 + more.count : $0 }
  }

  /// Puts a step before all others.
  mutating func begin(with step: MigrationStep, _ catalog: Catalog) {
    steps.insert(step, at: 0)
    catalogs.insert(catalog, at: 0)
    for index in deploys.indices { deploys[index].after += 1 }
    pointOfNoReturn = pointOfNoReturn.map { $0 + 1 }
  }
}
