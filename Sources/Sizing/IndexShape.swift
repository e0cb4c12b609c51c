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
  /// Whether no layout stands behind it: GiST, SP-GiST and methods of extensions.
  package var isGuess = false

  package var bytes: Double { pages * PageLayout.bytes }
  package var builtBytes: Double { builtPages * PageLayout.bytes }
}
