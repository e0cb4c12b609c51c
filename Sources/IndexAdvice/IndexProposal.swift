package import IndexAnalysis
package import SchemaModel

/// An index that a plan's queries would pay for, with the reckoning behind it.
package struct IndexProposal: Sendable {
  /// Why an element stands where it does.
  package struct Placement: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
      /// The policies and queries of one tenant pin it.
      case tenant
      case equality
      /// It joins to another table's rows.
      case join(ObjectName)
      /// Rows come in the order in which LIMIT stops.
      case order
      /// One of several values: behind the order, which equality alone keeps.
      case list
      /// The last column that narrows.
      case range
      /// What arrays contain.
      case elements
      /// What documents contain.
      case document
      case words
      /// Trigrams.
      case letters
      /// Rows lie in its order, since none is changed.
      case arrival
      /// As in the index of that name, whose place it takes.
      case declared(String)
    }

    package var element: String
    package var reason: Reason
  }

  /// One query, and what it costs without and with the index, in the planner's units.
  package struct Service: Sendable, Hashable {
    package var query: String
    package var rate: Double
    package var before: Double
    package var after: Double
    /// What it enters the table by without the index; nil where it reads all of it.
    package var enters: AccessPath?
  }

  /// Without a name.
  package var path: AccessPath
  package var placements: [Placement]
  package var services: [Service] = []
  /// Other ways to index the same query, with what it would cost by them, the cheapest first.
  package var alternatives: [(definition: String, cost: Double)] = []
  /// Bytes at the plan's volume.
  package var bytes = 0.0
  package var writes = WriteLoad()
  /// Indexes that it makes superfluous.
  package var replaces: [String] = []

  package var table: ObjectName { path.table }
  package var elements: [IndexElement] { path.elements }
  package var predicate: SQLExpression? { path.predicate }

  /// What it saves a second, in the planner's units.
  package var benefit: Double { services.reduce(0) { $0 + $1.rate * ($1.before - $1.after) } }
}

/// What an index costs when rows are written.
package struct WriteLoad: Sendable, Hashable {
  /// Rows a second whose writing writes an entry.
  package var perSecond = 0.0
  /// Bytes of an entry, with those that the write-ahead log adds to it.
  package var entryBytes = 0.0
  /// How many keys a row has in it.
  package var keys = 1.0
  /// Comparisons that a row costs though nothing is written for it: the range of its page is looked up.
  package var lookups = 0.0
  /// How many of the entries go to a page that is not at hand: all of a random key, none of one that rises.
  package var scatter = 0.0

  package init() {}

  package var bytesPerSecond: Double { perSecond * entryBytes }

  /// A page of log for 8,192 bytes, and for each key the way down to the leaf, and the leaf where it has to be fetched, in
  /// the planner's units a second.
  package var cost: Double {
    bytesPerSecond / 8192 + perSecond * lookups * PlannerConstants.comparison
      + perSecond * keys * (50 * PlannerConstants.comparison + scatter * PlannerConstants.sequentialPage)
  }
}
