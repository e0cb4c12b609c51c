/// Items on pages as PostgreSQL puts them: on the page of the last one, else on one that is known to have room, else on
/// a new one (RelationGetBufferForTuple).
enum PageFilling {
  /// How many pages a row takes, of rows whose items repeat `rows` again and again.
  ///
  /// - Parameters:
  ///   - reserve: bytes of a page that are left free for later versions of its rows.
  static func pagesPerRow(_ rows: [[Int]], reserve: Int = 0) -> Double {
    let room = PageLayout.page - PageLayout.header
    if rows.count == 1, rows[0].count == 1 {
      return 1 / Double(max(1, (room - reserve) / (rows[0][0] + PageLayout.linePointer)))
    }
    guard let least = rows.lazy.joined().min() else { return 0 }
    var free = room
    var open: [Int] = []
    var pages = 1
    var count = 0
    var index = 0
    while pages < mostPages, count < mostRows {
      for item in rows[index] {
        let needed = item + PageLayout.linePointer
        if free - reserve < needed, free < room {
          if free - reserve >= least + PageLayout.linePointer { open.append(free) }
          // The map of free space knows it in steps of 32 bytes.
          let wanted = (item + reserve + 31) / 32
          if let found = open.firstIndex(where: { ($0 - PageLayout.linePointer) / 32 >= wanted }) {
            free = open.remove(at: found)
          } else {
            free = room
            pages += 1
          }
        }
        free -= needed
      }
      count += 1
      index = index + 1 == rows.count ? 0 : index + 1
    }
    return (Double(pages) - Double(free) / Double(room)) / Double(max(1, count))
  }

  private static let mostPages = 96
  private static let mostRows = 4096
}
