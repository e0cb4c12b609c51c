/// Pages of a B-tree (nbtsort.c, nbtsplitloc.c).
struct BTreeSize: Sendable {
  /// Average bytes of an index tuple with its header, rounded up to 8.
  var entry: Double
  /// The same of what separates two pages one level up.
  var pivot: Double
  /// Whether entries differ in length; a page then is left before the one that would not fit.
  var varies = false
  var fillFactor = 90
  /// Entries of equal keys share tuples; nil when they do not.
  var duplicates: DuplicateKeys?
  /// The places among the keys at which rows arrive; nil when they arrive at any.
  var places: ArrivalPlaces?
  /// Rows on a page of the table.
  var rowsPerPage = 0.0
  /// Entries that miss a value and so share tuples with more others: their share, their bytes, and their keys.
  var nulls = 0.0
  var nullEntry = 16.0
  var nullKeys: DuplicateKeys?

  /// Room for items on a page that has a right neighbour: its high key takes a line pointer, and as much as an entry.
  private static let room = Double(PageLayout.page - PageLayout.header - PageLayout.special)

  /// Pages when it is built over rows that are there, or keys arrive in their order; the first page is the meta page.
  func builtPages(entries: Double) -> Double {
    guard entries > 0 else { return 1 }
    var leaves =
      entries * (1 - nulls) / (duplicates.map { entriesOnLeaf($0, entry: entry) } ?? plainEntries(onLeafWith: reserve))
    if let nullKeys { leaves += entries * nulls / entriesOnLeaf(nullKeys, entry: nullEntry) }
    leaves = max(1, leaves.rounded(.up))
    return 1 + leaves + inner(leaves, fanout: ((Self.room - 8 - 2457) / (pivot + 4)).rounded(.down))
  }

  /// Pages when keys arrived in no order: a page that is full becomes two halves.
  func grownPages(entries: Double, _ known: KnownLayouts) -> Double {
    guard entries > 0 else { return 1 }
    let perLeaf = duplicates.map { fullLeaf($0) } ?? (Self.room / (entry + 4) - 1)
    var leaves = scattered(entries * (1 - nulls), perLeaf, known)
    if let nullKeys { leaves += entries * nulls / entriesOnLeaf(nullKeys, entry: nullEntry) }
    leaves = max(1, leaves.rounded(.up))
    return 1 + leaves + inner(leaves, fanout: ((Self.room / (pivot + 4)) * 0.69).rounded(.down))
  }

  /// Leaves of keys that arrive in no order, or in an order of their own at each of some places. Where a place has less
  /// than a page it shares pages with others.
  private func scattered(_ entries: Double, _ perLeaf: Double, _ known: KnownLayouts) -> Double {
    let random = RandomGrowth.pages(entries: entries, capacity: perLeaf)
    guard let places, places.count > 0 else { return random }
    let pages = entries / places.count / perLeaf
    switch places.order {
    case .equal: return pages > 0.5 ? min(random, places.count * max(1, pages / 0.95 + (pages < 1 ? 0 : 0.4))) : random
    case .ordered, .backwards:
      guard pages > PlaceGrowth.leastPages, entries >= places.count else { return random }
      return known.leaves(
        of: PlaceGrowth(
          capacity: max(2, Int(perLeaf)), fillFactor: Double(fillFactor) / 100, places: places.count,
          entriesPerPlace: entries / places.count, isBackwards: places.order == .backwards,
          adjacency: varies || entry > Self.longestInOrder ? nil : places.adjacency(rowsPerPage: rowsPerPage)))
    }
  }

  /// Entries of two numbers of eight bytes: of longer ones PostgreSQL does not look whether they come in order.
  private static let longestInOrder = 24.0

  private var reserve: Double { Double(PageLayout.page * (100 - fillFactor) / 100) }

  private func plainEntries(onLeafWith reserve: Double) -> Double {
    let exact = (Self.room - 8 - reserve) / (entry + 4)
    return max(1, varies ? exact - 0.5 : exact.rounded(.down))
  }

  private func inner(_ leaves: Double, fanout: Double) -> Double {
    var total = 0.0
    var level = leaves
    while level > 1 {
      level = (level / max(2, fanout)).rounded(.up)
      total += level
    }
    return total
  }

  /// Rows a finished leaf has when equal keys share tuples: pages are filled one after the other, and the last tuple of
  /// each goes to the next.
  private func entriesOnLeaf(_ keys: DuplicateKeys, entry: Double) -> Double {
    let most = max(2, ((808 - entry) / 6).rounded(.down))
    var filling = LeafFilling(reserve: Int(reserve))
    var value = 0
    while filling.tuples < 3000, value < keys.groups.count * 40 {
      var rest = keys.groups[value % keys.groups.count]
      value += 1
      while rest > 0, filling.tuples < 3000 {
        let rows = min(rest, most)
        let posting = rows > 1 ? Int(rows) * 6 : 0
        filling.add(bytes: roundUp(Int(entry.rounded()) + posting, to: 8), posting: posting, rows: rows)
        rest -= rows
      }
    }
    return filling.rowsPerPage
  }

  /// Rows of a full leaf on which all equal keys share tuples.
  private func fullLeaf(_ keys: DuplicateKeys) -> Double {
    let most = max(2, ((1352 - entry) / 6).rounded(.down))
    var bytes = 0.0
    var rows = 0.0
    for group in keys.groups {
      let tuples = (group / most).rounded(.up)
      let last = group - (tuples - 1) * most
      bytes += (tuples - 1) * (entry + most * 6 + 4)
      bytes += 4 + Double(roundUp(Int(entry.rounded()) + (last > 1 ? Int(last) * 6 : 0), to: 8))
      rows += group
    }
    return max(2, (Self.room - entry - 4) * rows / max(1, bytes))
  }
}

/// One leaf after the other as a build fills them (_bt_buildadd).
private struct LeafFilling {
  let reserve: Int
  var tuples = 0
  private var free = empty
  private var onPage = 0
  private var rowsOnPage = 0.0
  private var last = (bytes: 0, posting: 0, rows: 0.0)
  private var pages = 0.0
  private var rows = 0.0

  /// The line pointers of the high key and of the next tuple are taken.
  private static let empty = PageLayout.page - PageLayout.header - PageLayout.special - 8

  init(reserve: Int) { self.reserve = reserve }

  mutating func add(bytes: Int, posting: Int, rows new: Double) {
    if free < bytes + 8 || (free + last.posting < reserve && onPage > 1) {
      pages += 1
      rows += rowsOnPage - last.rows
      free = Self.empty - last.bytes - PageLayout.linePointer
      onPage = 1
      rowsOnPage = last.rows
    }
    free -= bytes + PageLayout.linePointer
    onPage += 1
    rowsOnPage += new
    tuples += 1
    last = (bytes, posting, new)
  }

  var rowsPerPage: Double { pages > 0 ? rows / pages : max(1, rowsOnPage) }
}
