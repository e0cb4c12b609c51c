import SchemaModel

/// Places among the keys of a B-tree at which rows arrive, and how at each.
struct ArrivalPlaces: Sendable {
  enum Order: Sendable {
    /// All have one key, so that rows come in the order of the heap.
    case equal
    case ordered
    case backwards
  }

  var count: Double
  var order: Order

  /// How likely the last row of the same place lies on the same page of a table that has so many rows on one, when rows
  /// arrive at the places by chance.
  func adjacency(rowsPerPage: Double) -> Double {
    guard rowsPerPage > 0, count > 0 else { return 0 }
    let rows = rowsPerPage / count
    return 1 - (1 - NormalDistribution.exponential(-rows)) / rows
  }
}

/// What the columns of a B-tree say about its keys: how many differ, how many columns tell neighbours apart, and where
/// new ones go.
struct KeyArrival {
  /// Different keys; nil when they all differ or nothing says how many there are.
  let distinct: Double?
  /// The share of entries that miss the value that is missing most often, and how many different keys those have; nil
  /// when nothing says how many.
  let nulls: Double
  let nullKeys: Double?
  /// Leading columns that tell two neighbouring pages apart.
  let tellingColumns: Int
  let growth: IndexShape.Growth
  let places: ArrivalPlaces?

  init(_ keys: [ColumnShape], elements: [IndexElement], entries: Double, isUnique: Bool) {
    let missing = keys.indices.max { keys[$0].nulls < keys[$1].nulls } ?? 0
    nulls = keys[missing].nulls
    let present = entries * (1 - nulls)
    nullKeys = Self.product(keys.indices.filter { $0 != missing }.map { keys[$0] }, in: entries * nulls)
    let product = Self.product(keys, in: present)
    distinct = isUnique ? nil : product.flatMap { $0 < present * 0.98 ? $0 : nil }
    tellingColumns =
      keys.indices.first { Self.product(Array(keys[...$0]), in: entries).map { $0 >= entries / 20 } ?? true }
      .map { $0 + 1 } ?? keys.count
    growth = Self.growth(keys, elements)
    places = Self.places(keys, elements, entries: entries)
  }

  /// How many combinations of values so many rows have, of columns that know nothing of each other; nil when nothing
  /// says how many values a column has.
  private static func product(_ keys: [ColumnShape], in rows: Double) -> Double? {
    guard rows > 0 else { return nil }
    var product = 1.0
    for key in keys {
      guard let choices = key.choices(in: rows) else { return nil }
      product *= choices
    }
    return seen(of: product, in: rows)
  }

  /// How many of so many values rows have that take one by chance.
  static func seen(of choices: Double, in rows: Double) -> Double {
    // So far from used up that each row has one of its own.
    guard choices < rows * 100_000 else { return rows }
    return choices * (1 - NormalDistribution.exponential(-rows / max(1, choices)))
  }

  /// A few values first, then what arrives in order: each of them is a place of its own.
  private static func places(_ keys: [ColumnShape], _ elements: [IndexElement], entries: Double) -> ArrivalPlaces? {
    guard let next = keys.firstIndex(where: { $0.order == .ascending }), next > 0,
      let count = product(Array(keys[..<next]), in: entries)
    else { return nil }
    return ArrivalPlaces(count: count, order: elements[next].order == .descending ? .backwards : .ordered)
  }

  private static func growth(_ keys: [ColumnShape], _ elements: [IndexElement]) -> IndexShape.Growth {
    guard let first = keys.first, first.order == .ascending else { return .scattered }
    return elements.first?.order == .descending ? .backwards : .ordered
  }
}

extension ColumnShape {
  /// How many values there are to choose from, so that so many rows have as many different ones as they have.
  fileprivate func choices(in rows: Double) -> Double? {
    distinct.map { distinct in
      if isChoice { return distinct }
      return distinct < rows ? rows / DuplicateKeys.rateOfNonempty(mean: rows / max(1, distinct)) : .infinity
    }
  }
}
