/// How an index lies on its pages at a number of entries.
package struct IndexShape: Sendable, Hashable {
  package enum Growth: String, Sendable, Hashable {
    /// Keys arrive in order, so that pages are as full as a build leaves them.
    case ordered
    /// Keys arrive anywhere, so that full pages are halved.
    case scattered
    /// Keys arrive before the ones there are: every page that is left is half full.
    case backwards
  }

  package var entries: Double
  /// Average bytes of an entry with its header and padding, without the line pointer.
  package var entryBytes: Double
  /// Pages once rows have arrived one by one.
  package var pages: Double
  /// Pages after CREATE INDEX or REINDEX.
  package var builtPages: Double
  package var growth: Growth
  /// Whether equal keys share entries.
  package var isDeduplicated = false
  /// How many keys a row gives to an index that takes values apart; a part of one where many rows share a summary.
  package var keysPerRow = 1.0
  /// Bytes of such a key; nil where a row has one entry.
  package var keyBytes: Double?
  /// Whether no layout stands behind it: GiST, SP-GiST and methods of extensions.
  package var isGuess = false

  package var bytes: Double { pages * PageLayout.bytes }
  /// What a row that is inserted writes to the log for it: 46 bytes and the entry (nbtxlog.h). Of a GIN index with
  /// `fastupdate` each key goes to the pending list and, sorted, to its place: 48 to 72 bytes in PostgreSQL 15.
  package var logBytesPerRow: Double { keyBytes.map { keysPerRow * (54 + $0) } ?? 46 + max(16, entryBytes) }
  package var builtBytes: Double { builtPages * PageLayout.bytes }
}
