import SchemaModel

/// The pages of one index, by its method.
struct IndexSize {
  private let index: Index
  private let columns: [String: (offset: Int, shape: ColumnShape)]
  private let heap: TableShape
  private let layouts: KnownLayouts

  init(_ index: Index, columns: [ColumnShape], heap: TableShape, layouts: KnownLayouts) {
    self.index = index
    self.layouts = layouts
    self.heap = heap
    self.columns = Dictionary(
      columns.enumerated().map { ($1.name, ($0, $1)) }, uniquingKeysWith: { first, _ in first })
  }

  func shape(entries: Double) -> IndexShape {
    switch index.method {
    case "btree": btree(entries)
    case "hash":
      IndexShape(
        entries: entries, entryBytes: 16, pages: HashSize.grownPages(entries: entries, fillFactor: fillFactor ?? 75),
        builtPages: HashSize.builtPages(entries: entries, fillFactor: fillFactor ?? 75), growth: .scattered)
    case "brin": brin(entries)
    case "gin": gin(entries)
    default: guess(entries)
    }
  }

  private var fillFactor: Int? { index.storageParameters["fillfactor"].flatMap { Int($0) } }
  private var keys: [ColumnShape] { index.elements.map(shape) }

  private func shape(of element: IndexElement) -> ColumnShape {
    if let column = element.columnName.flatMap({ columns[$0]?.shape }) { return column }
    return ExpressionShape.of(element, columns: columns.mapValues(\.shape))
  }

  private func btree(_ entries: Double) -> IndexShape {
    let keys = keys
    let layout = layouts.layout(of: keys + index.includes.compactMap { columns[$0]?.shape })
    let arrival = KeyArrival(keys, elements: index.elements, entries: entries, isUnique: index.isUnique)
    var size = BTreeSize(
      entry: layout.entryBytes, pivot: layouts.layout(of: Array(keys.prefix(arrival.tellingColumns))).entryBytes,
      varies: layout.varies, fillFactor: fillFactor ?? 90, rowsPerPage: heap.rowsPerPage)
    if !index.isUnique, index.includes.isEmpty, index.storageParameters["deduplicate_items"] != "off",
      keys.allSatisfy(\.type.sharesEqualKeys)
    {
      let missing = entries * arrival.nulls
      if missing > 0, let nullKeys = arrival.nullKeys, nullKeys < missing * 0.98 {
        size.nulls = arrival.nulls
        size.nullKeys = DuplicateKeys(rows: missing, distinct: nullKeys)
        size.entry = layouts.layout(of: keys.map { $0.missing(0) }).entryBytes
        let missed = keys.map(\.nulls).max()
        size.nullEntry = layouts.layout(of: keys.map { $0.missing($0.nulls == missed ? 1 : 0) }).entryBytes
      }
      size.duplicates = arrival.distinct.map { DuplicateKeys(rows: entries - entries * size.nulls, distinct: $0) }
      size.places = arrival.distinct.map { ArrivalPlaces(count: $0, order: .equal) }
    }
    if size.duplicates == nil { size.places = arrival.places }
    let built = size.builtPages(entries: entries)
    let pages =
      switch arrival.growth {
      case .ordered: built
      case .scattered: max(built, size.grownPages(entries: entries, layouts))
      // Half of a page where a build fills nine tenths.
      case .backwards: (1.8 * built).rounded(.up)
      }
    return IndexShape(
      entries: entries, entryBytes: layout.entryBytes, pages: pages, builtPages: built, growth: arrival.growth,
      isDeduplicated: size.duplicates != nil || size.nullKeys != nil)
  }

  private func brin(_ entries: Double) -> IndexShape {
    let range = index.storageParameters["pages_per_range"].flatMap { Double($0) } ?? 128
    let pages = BRINSize.pages(
      heapPages: heap.heapPages, pagesPerRange: range, valueBytes: keys.map(\.layout.bytes))
    var shape = IndexShape(entries: entries, entryBytes: 0, pages: pages, builtPages: pages, growth: .ordered)
    shape.keysPerRow = 1 / max(1, heap.rowsPerPage * range)
    shape.keyBytes = keys.reduce(0) { $0 + 2 * $1.layout.bytes }
    return shape
  }

  private func gin(_ entries: Double) -> IndexShape {
    var grown = 2.0
    var built = 2.0
    var all: [GINKeys.Class] = []
    for (key, element) in zip(keys, index.elements) {
      let pages = GINSize(key, operatorClass: element.operatorClass).pages(rows: entries, heapPages: heap.heapPages)
      grown += pages.grown
      built += pages.built
      all += GINKeys(key, operatorClass: element.operatorClass).classes(rows: max(1, entries))
    }
    let count = all.reduce(0) { $0 + $1.entries }
    var shape = IndexShape(entries: entries, entryBytes: 0, pages: grown, builtPages: built, growth: .scattered)
    shape.keysPerRow = count / max(1, entries)
    shape.keyBytes = all.reduce(0) { $0 + $1.entries * $1.bytes } / max(1, count)
    return shape
  }

  /// A tree of keys with both bounds of what they cover, two thirds full.
  private func guess(_ entries: Double) -> IndexShape {
    let layout = IndexTupleLayout(keys)
    let entry = layout.entryBytes + 4
    let pages = 1 + (entries * entry / (8152 * 0.66)).rounded(.up)
    return IndexShape(
      entries: entries, entryBytes: layout.entryBytes, pages: pages, builtPages: pages, growth: .scattered,
      isGuess: true)
  }
}

extension ColumnType {
  /// Whether equal keys of a B-tree are the same bytes, so that they may share one entry: not numbers and texts that
  /// have several spellings of one value, and not containers (nbtdedup.c).
  fileprivate var sharesEqualKeys: Bool {
    !isArray && !["numeric", "float4", "float8", "interval", "jsonb", "tsvector", "tsquery"].contains(name)
      && !name.hasSuffix("range")
  }
}
