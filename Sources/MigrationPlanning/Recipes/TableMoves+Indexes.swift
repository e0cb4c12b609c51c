import SchemaModel

/// Indexes that come, change and go.
extension TableMoves {
  func indexMoves() -> [Move] {
    var moves: [Move] = []
    let steps = IndexSteps(context.base)
    let dropped = Set(old.columns.filter { !new.columns.contains($0.name) }.map(\.name))
    for index in new.indexes {
      if let before = old.indexes.first(where: { $0.name == index.name }) {
        if !isSameIndex(before, index), old.partitionKey == nil {
          moves += steps.change(index, of: old, context: context)
        }
      } else {
        moves += steps.build(
          index, on: old, because: "queries find rows of \(shown) by it", phase: index.isUnique ? .migrate : .expand)
      }
    }
    for index in old.indexes where !new.indexes.contains(where: { $0.name == index.name }) {
      let use = index.elements.compactMap(\.columnName) + index.includes
      // Those of a column that goes are dropped with it.
      if !use.contains(where: dropped.contains) { moves += steps.drop(index, of: old, phase: .contract) }
    }
    return moves
  }

  private func isSameIndex(_ left: Index, _ right: Index) -> Bool {
    func plain(_ index: Index) -> Index {
      var index = index
      index.name = ""
      index.span = nil
      index.comment = nil
      index.clientName = nil
      index.statisticsTargets = [:]
      return index
    }
    return plain(left) == plain(right)
  }
}
