package import SchemaModel

/// The order in which tables are filled: what a foreign key points at first, and what the plan says comes first.
package enum SeedOrder {
  /// Otherwise the order stays; a circle is left in it where it begins.
  package static func ordered(_ seeds: [SeedTable], by catalog: Catalog) -> [SeedTable] {
    let positions = Dictionary(seeds.enumerated().map { ($1.table, $0) }, uniquingKeysWith: { first, _ in first })
    var done: Set<Int> = []
    var open: Set<Int> = []
    var result: [SeedTable] = []
    func visit(_ position: Int) {
      guard !done.contains(position), open.insert(position).inserted else { return }
      let seed = seeds[position]
      let targets = seed.after + (catalog.tables[seed.table]?.foreignKeys.map(\.target) ?? [])
      for target in targets { if let before = positions[target] { visit(before) } }
      done.insert(position)
      result.append(seed)
    }
    for position in seeds.indices { visit(position) }
    return result
  }
}
