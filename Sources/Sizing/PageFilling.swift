/// Items on pages as PostgreSQL puts them: on the page of the last one, else on one that is known to have room, else on
/// a new one (RelationGetBufferForTuple).
struct PageFilling {
  /// How many pages a row takes, of rows that come again and again, each time in another order.
  ///
  /// The first of them fill pages whose rest the later ones use: they are not counted.
  ///
  /// - Parameters:
  ///   - reserve: bytes of a page that are left free for later versions of its rows.
  static func pagesPerRow(_ rows: [[Int]], reserve: Int = 0) -> Double {
    if rows.count == 1, rows[0].count == 1 {
      return 1 / Double(max(1, (room - reserve) / (rows[0][0] + PageLayout.linePointer)))
    }
    guard let most = rows.lazy.joined().max() else { return 0 }
    // How well those fit that take much of a page differs more from page to page.
    let rounds = max(2, (most > room / 16 ? 20_480 : 4096) / rows.count)
    var items: [Int] = []
    let starts = rows.map { row in
      items += row
      return items.count - row.count
    }
    let ends = Array(starts.dropFirst()) + [items.count]
    let bytes = items.reduce(0) { $0 + $1 + PageLayout.linePointer }
    var filling = PageFilling(reserve: reserve, bytes: bytes * rounds)
    var first = 0.0
    for round in 0..<rounds {
      let order = rows.count == RowSample.size ? RowSample.order(of: round) : Array(rows.indices)
      for row in order { filling.add(items, starts[row]..<ends[row]) }
      if round == 0 { first = filling.pages }
    }
    return (filling.pages - first) / Double((rounds - 1) * rows.count)
  }

  private static let room = PageLayout.page - PageLayout.header

  private let reserve: Int
  /// Bytes that are free on each page, and the page of the last item.
  private var free = [room]
  private var current = 0
  private var map: FreeSpaceMap

  private init(reserve: Int, bytes: Int) {
    self.reserve = reserve
    // Two pages one after the other hold more than one has room for.
    map = FreeSpaceMap(pages: 2 * bytes / (Self.room - reserve) + 2)
  }

  private var pages: Double { Double(free.count) - Double(free[current]) / Double(Self.room) }

  private mutating func add(_ items: [Int], _ row: Range<Int>) {
    for index in row {
      let item = items[index]
      let needed = item + PageLayout.linePointer
      if free[current] - reserve < needed, free[current] < Self.room { turn(to: (item + reserve + 31) / 32) }
      free[current] -= needed
    }
  }

  private mutating func turn(to wanted: Int) {
    map.set(current, to: max(0, free[current] - PageLayout.linePointer) / 32)
    if let found = map.page(with: wanted) {
      current = found
    } else {
      current = free.count
      free.append(Self.room)
    }
  }
}
