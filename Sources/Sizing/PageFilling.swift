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
    let rounds = (most > room / 16 ? 20_480 : 4096) / max(1, rows.count)
    var filling = PageFilling(reserve: reserve)
    var first = 0.0
    for round in 0..<rounds {
      if rows.count == RowSample.size {
        for row in RowSample.order(of: round) { filling.add(rows[row]) }
      } else {
        for row in rows { filling.add(row) }
      }
      if round == 0 { first = filling.pages }
    }
    return (filling.pages - first) / Double((rounds - 1) * rows.count)
  }

  private static let room = PageLayout.page - PageLayout.header

  private let reserve: Int
  /// Bytes that are free on the page of the last item.
  private var free = room
  private var current = 0
  /// What the map of free space knows of each page: in steps of 32 bytes, since it was left; and how many pages have how
  /// much.
  private var known = [0]
  private var exact = [room]
  private var counts = [1] + Array(repeating: 0, count: 256)
  /// The page that the map looks at first.
  private var next = 0

  private init(reserve: Int) { self.reserve = reserve }

  private var pages: Double { Double(known.count) - Double(free) / Double(Self.room) }

  private mutating func add(_ row: [Int]) {
    for item in row {
      let needed = item + PageLayout.linePointer
      if free - reserve < needed, free < Self.room { turn(to: (item + reserve + 31) / 32) }
      free -= needed
    }
  }

  private mutating func turn(to wanted: Int) {
    exact[current] = free
    counts[known[current]] -= 1
    known[current] = max(0, free - PageLayout.linePointer) / 32
    counts[known[current]] += 1
    if let found = page(with: wanted) {
      current = found
      next = found + 1
    } else {
      current = known.count
      known.append(0)
      exact.append(Self.room)
      counts[0] += 1
    }
    free = exact[current]
  }

  /// The next page around that is known to have so much.
  private func page(with wanted: Int) -> Int? {
    guard wanted < counts.count, counts[max(1, wanted)...].contains(where: { $0 > 0 }) else { return nil }
    return known[min(next, known.count)...].firstIndex { $0 >= wanted } ?? known.firstIndex { $0 >= wanted }
  }
}
