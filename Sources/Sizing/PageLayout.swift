/// Numbers of PostgreSQL's pages at the usual block size (bufpage.h, htup_details.h, heaptoast.h, nbtree.h).
package enum PageLayout {
  package static let bytes = 8192.0
  static let page = 8192
  /// The page header, and a line pointer for each item.
  static let header = 24
  static let linePointer = 4
  /// A value up to this many bytes has a length header of one byte and no alignment.
  static let longestShort = 126.0
  /// A row longer than this is made shorter, and what a row then may have.
  static let toastThreshold = 2032
  static let toastPointer = 18
  static let toastChunk = 1996
  /// What index pages keep at their end.
  static let special = 16
}
