import SchemaModel

/// Pages of one key column of a GIN index without its pending list (ginpostinglist.c, gindatapage.c, ginentrypage.c).
///
/// Every key is taken to stand in as many rows as any other, spread over the table.
struct GINSize {
  /// What a page of entries holds, and one of a posting tree.
  private static let room = 8160.0
  private static let postingRoom = 8130.0
  /// An entry longer than this keeps its rows in a tree of its own.
  private static let longestEntry = 2712.0

  private let keys: GINKeys

  init(_ column: ColumnShape, operatorClass: String?) { keys = GINKeys(column, operatorClass: operatorClass) }

  func pages(rows: Double, heapPages: Double) -> (grown: Double, built: Double) {
    let total = rows * keys.perRow
    guard total > 0 else { return (1, 1) }
    let distinct = max(1, min(keys.distinct(total), total))
    let rowsPerKey = max(1, total / distinct)
    let posting = 8 + (rowsPerKey - 1) * (Self.bytesPerRow(rowsPerKey, rows: rows, heapPages: heapPages) + 0.03)
    let inline = Double(roundUp(Int((8 + keys.bytes + posting).rounded(.up)), to: 8)) + 4
    guard inline <= Self.longestEntry else {
      let leaves = (posting / Self.postingRoom).rounded(.up)
      let entries = (distinct * (Double(roundUp(8 + Int(keys.bytes), to: 8)) + 4) / (Self.room * 0.5)).rounded(.up)
      let pages = distinct * (leaves > 1 ? leaves + 1 : 1) + entries
      return (pages, pages)
    }
    // Sorted keys of a build split a full page into halves of which the left one stays as it is.
    let half = ((Self.room / inline).rounded(.down) + 1) / 2
    let built = (distinct / (half.rounded(.down) + 1)).rounded(.up)
    let grown = (distinct * inline / (Self.room * 0.69)).rounded(.up)
    return (grown + (grown / 150).rounded(.up), built + (built / 150).rounded(.up))
  }

  /// Bytes of the distance from one row of a key to its next: seven bits a byte, of the page and eleven bits of the place
  /// on it.
  private static func bytesPerRow(_ rowsPerKey: Double, rows: Double, heapPages: Double) -> Double {
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

/// What a column gives to a GIN index: how many keys a row has, how long they are, how many there are at all.
struct GINKeys {
  let perRow: Double
  let bytes: Double
  private let stated: Double?
  /// Different keys of which nothing is said: so many times the root of all.
  private let richness: Double

  init(_ column: ColumnShape, operatorClass: String?) {
    let present = 1 - column.nulls
    let width = column.layout.bytes
    stated = column.distinct
    if column.type.isArray {
      let step = column.layout.step
      // A text of eight characters with its length and padding.
      let element = column.layout.alignment == 4 && step == 4 && !Self.fourBytes.contains(column.type.name) ? 12 : step
      perRow = present * max(1, (width - 20) / element)
      bytes = element == 12 ? 9 : element
      richness = 10
    } else if column.type.name == "jsonb", operatorClass?.contains("path_ops") == true {
      perRow = present * max(1, width / 24)
      bytes = 4
      richness = 100
    } else if column.type.name == "jsonb" {
      perRow = present * max(1, width / 14)
      bytes = 12
      richness = 100
    } else if column.type.name == "tsvector" {
      perRow = present * max(1, width / 16)
      bytes = 9
      richness = 10
    } else if operatorClass?.contains("trgm") == true {
      perRow = present * (width + 1)
      bytes = 4
      richness = 10
    } else {
      perRow = present
      bytes = column.layout.isVariable ? width + 1 : width
      richness = 100
    }
    isTrigram = operatorClass?.contains("trgm") == true
  }

  private let isTrigram: Bool
  private static let fourBytes: Set<String> = ["int4", "float4", "date", "oid"]
  /// Three letters of an alphabet with digits, words' ends among them.
  private static let mostTrigrams = 20_000.0

  func distinct(_ total: Double) -> Double {
    if isTrigram { return min(Self.mostTrigrams, richness * total.squareRoot()) }
    return stated ?? richness * total.squareRoot()
  }
}
