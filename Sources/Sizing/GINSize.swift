import SchemaModel

/// Pages of one key column of a GIN index without its pending list (ginpostinglist.c, gindatapage.c, ginentrypage.c).
struct GINSize {
  /// What a page of entries holds, and one of a posting tree.
  private static let room = 8160.0
  private static let postingRoom = 8130.0
  /// An entry longer than this keeps its rows in a tree of its own.
  private static let longestEntry = 2712.0

  private let keys: GINKeys

  init(_ column: ColumnShape, operatorClass: String?) { keys = GINKeys(column, operatorClass: operatorClass) }

  func pages(rows: Double, heapPages: Double) -> (grown: Double, built: Double) {
    keys.classes(rows: rows).reduce((0, 0)) { sum, keys in
      let pages = Self.pages(of: keys, heapPages: heapPages)
      return (sum.0 + pages.grown, sum.1 + pages.built)
    }
  }

  /// Keys that stand in as many rows as each other, spread over the table.
  private static func pages(of keys: GINKeys.Class, heapPages: Double) -> (grown: Double, built: Double) {
    guard keys.entries > 0, keys.distinct > 0 else { return (0, 0) }
    let rowsPerKey = max(1, keys.entries / keys.distinct)
    let posting = 8 + (rowsPerKey - 1) * (bytesPerRow(rowsPerKey, heapPages: heapPages) + 0.03)
    let inline = Double(roundUp(Int((8 + keys.bytes + posting).rounded(.up)), to: 8)) + 4
    guard inline <= longestEntry else {
      let leaves = (posting / postingRoom).rounded(.up)
      let entries = (keys.distinct * (Double(roundUp(8 + Int(keys.bytes), to: 8)) + 4) / (room * 0.5)).rounded(.up)
      let pages = keys.distinct * (leaves > 1 ? leaves + 1 : 1) + entries
      return (pages, pages)
    }
    // The sorted keys of a build split a full page into halves, of which the left one stays as it is.
    let half = ((room / inline).rounded(.down) + 1) / 2
    let built = (keys.distinct / (half.rounded(.down) + 1)).rounded(.up)
    let grown = (keys.distinct * inline / (room * 0.69)).rounded(.up)
    return (grown + (grown / 150).rounded(.up), built + (built / 150).rounded(.up))
  }

  /// Bytes of the distance from one row of a key to its next: seven bits a byte, of the page and eleven bits of the place
  /// on it.
  private static func bytesPerRow(_ rowsPerKey: Double, heapPages: Double) -> Double {
    let perPage = rowsPerKey / max(1, heapPages)
    let reached = 1 - NormalDistribution.exponential(-perPage)
    let same = perPage > 0 ? max(0, 1 - reached / perPage) : 0
    // Pages to the next one that has the key: each has it with the same likelihood.
    func beyond(_ pages: Double) -> Double {
      guard reached < 1 else { return 0 }
      return NormalDistribution.exponential(pages * NormalDistribution.logarithm(1 - reached))
    }
    return same + (1 - same) * (2 + beyond(8) + beyond(1024) + beyond(131_072))
  }
}
