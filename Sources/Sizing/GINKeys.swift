import SchemaModel

/// What a column gives to a GIN index: how many keys a row has, how long they are, how many there are at all.
///
/// Where the plan says nothing of it: elements and words of eight characters, ten different ones for every root of all of
/// them, and in a document fields of 26 bytes of which one has a value of its own.
struct GINKeys {
  /// Keys that stand in about as many rows as each other.
  struct Class {
    var distinct: Double
    /// Rows of all of them together.
    var entries: Double
    var bytes: Double
  }

  private enum Content {
    /// Elements of one kind.
    case elements(perRow: Double, bytes: Double)
    case document(isPaths: Bool)
    case trigrams
    case value
  }

  private let column: ColumnShape
  private let content: Content

  init(_ column: ColumnShape, operatorClass: String?) {
    self.column = column
    let width = column.layout.bytes
    if column.type.isArray {
      let step = column.layout.step
      let isText = column.layout.alignment == 4 && step == 4 && !Self.fourBytes.contains(column.type.name)
      content = .elements(perRow: max(1, (width - 20) / (isText ? 12 : step)), bytes: isText ? 9 : step)
    } else if column.type.name == "jsonb" {
      content = .document(isPaths: operatorClass?.contains("path_ops") == true)
    } else if column.type.name == "tsvector" {
      content = .elements(perRow: max(1, width / 16), bytes: 9)
    } else {
      content = operatorClass?.contains("trgm") == true ? .trigrams : .value
    }
  }

  private static let fourBytes: Set<String> = ["int4", "float4", "date", "oid"]
  /// Three characters of letters and digits, ends of words among them.
  private static let mostTrigrams = 20_000.0

  func classes(rows: Double) -> [Class] {
    let present = rows * (1 - column.nulls)
    let width = column.layout.bytes
    switch content {
    case .elements(let perRow, let bytes): return [even(entries: present * perRow, bytes: bytes)]
    case .document(let isPaths): return document(rows: present, width, isPaths: isPaths)
    case .trigrams:
      let entries = present * (width + 1)
      let seen = KeyArrival.seen(of: Self.mostTrigrams, in: entries)
      return [Class(distinct: max(1, seen), entries: entries, bytes: 4)]
    case .value:
      return [
        Class(
          distinct: min(column.distinct ?? present, present), entries: present,
          bytes: column.layout.isVariable ? width + 1 : width)
      ]
    }
  }

  private func even(entries: Double, bytes: Double) -> Class {
    Class(distinct: min(entries, column.distinct ?? 10 * entries.squareRoot()), entries: entries, bytes: bytes)
  }

  /// Values of one row each, and names and values that many share. Of a path only a hash is kept, of a value over 125
  /// bytes too.
  private func document(rows: Double, _ width: Double, isPaths: Bool) -> [Class] {
    let fields = max(1, (width / 26).rounded())
    let perRow = isPaths ? fields : 2 * fields
    let own = min(column.distinct ?? rows, rows * fields)
    let ownPerRow = max(1, own / max(1, rows))
    let bytes = isPaths ? 4 : min(125, max(6, (width - 4 - 14 * fields) / ownPerRow)) + 2
    let shared = max(0, rows * perRow - own)
    return [
      Class(distinct: own, entries: own, bytes: bytes),
      Class(distinct: min(1000, shared), entries: shared, bytes: isPaths ? 4 : 9),
    ]
  }
}
