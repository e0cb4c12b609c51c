import SchemaModel

/// The tables of a catalog as diagrams see them, and the foreign keys between them.
///
/// Partitions are not shown: they are their parent.
struct RelationGraph: Sendable {
  struct Relation: Sendable {
    /// Positions in `tables`.
    var child: Int
    var parent: Int
    var key: ForeignKey
  }

  let tables: [Table]
  let positions: [ObjectName: Int]
  let relations: [Relation]
  /// Positions in `relations`, by table.
  let toParents: [[Int]]
  let toChildren: [[Int]]
  let partitionCounts: [Int]

  init(_ catalog: Catalog) {
    let shown = catalog.tables.filter { $0.partitionOf == nil }
    let positions = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1.name, $0) })
    var relations: [Relation] = []
    for (child, table) in shown.enumerated() {
      for key in table.foreignKeys {
        guard let parent = positions[key.target] else { continue }
        relations.append(Relation(child: child, parent: parent, key: key))
      }
    }
    var toParents = [[Int]](repeating: [], count: shown.count)
    var toChildren = toParents
    for (number, relation) in relations.enumerated() {
      toParents[relation.child].append(number)
      toChildren[relation.parent].append(number)
    }
    var partitionCounts = [Int](repeating: 0, count: shown.count)
    for table in catalog.tables {
      if let parent = table.partitionOf.flatMap({ positions[$0.parent] }) { partitionCounts[parent] += 1 }
    }
    tables = shown
    self.positions = positions
    self.relations = relations
    self.toParents = toParents
    self.toChildren = toChildren
    self.partitionCounts = partitionCounts
  }

  /// How many tables among the members refer to each table; itself does not count.
  func referenceCounts(from members: some Sequence<Int>) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for member in members {
      let parents = Set(toParents[member].map { relations[$0].parent }).subtracting([member])
      for parent in parents { counts[parent, default: 0] += 1 }
    }
    return counts
  }
}
