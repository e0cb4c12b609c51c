/// Pages of a BRIN index (brin_page.h, brin_tuple.h): the meta page, the map of ranges, and a summary of each range.
enum BRINSize {
  static func pages(heapPages: Double, pagesPerRange: Double, valueBytes: [Double]) -> Double {
    let ranges = max(1, (heapPages / max(1, pagesPerRange)).rounded(.up))
    let mapped = (ranges / 1360).rounded(.up)
    let header = roundUp(5 + (valueBytes.count * 2 + 7) / 8, to: 8)
    let summary = roundUp(header + Int(valueBytes.reduce(0) { $0 + 2 * $1 }), to: 8)
    let perPage = Double((PageLayout.page - PageLayout.header - 8) / (summary + PageLayout.linePointer))
    return 1 + mapped + max(1, (ranges / max(1, perPage)).rounded(.up))
  }
}
