/// The pages of a B-tree that the planner looks at: the height in its meta page, and the way from the root to one leaf
/// without entries, which it goes when it asks for the least or the greatest value (nbtree.h, bufpage.h).
struct BTreeSkeleton {
  private static let pageSize = 8192
  private static let headerSize = 24
  /// Where BTPageOpaqueData begins.
  private static let special = 8192 - 16
  private static let leafFlag: UInt16 = 1
  private static let rootFlag: UInt16 = 2

  let height: Int

  /// Pages that are written behind the meta page.
  var pageCount: Int { height + 1 }

  /// Writes them; the first page of the file is the meta page that CREATE INDEX has made.
  func write(to file: SparseFile) throws(PlanningError) {
    for page in 1...pageCount { try file.write(bytes(ofPage: page), page: page) }
    // BTMetaPageData: magic, version, root, level, fast root, fast level.
    let root = Self.bytes(UInt32(1)) + Self.bytes(UInt32(height))
    try file.write(root + root, page: 0, offset: Self.headerSize + 8)
  }

  /// The root is page 1, the leaf the last.
  private func bytes(ofPage page: Int) -> [UInt8] {
    let level = pageCount - page
    let isLeaf = level == 0
    var bytes = [UInt8](repeating: 0, count: Self.pageSize)
    func put(_ value: some FixedWidthInteger, at offset: Int) {
      bytes.replaceSubrange(offset..<offset + value.bitWidth / 8, with: Self.bytes(value))
    }
    let upper = isLeaf ? Self.special : Self.special - 8
    put(UInt16(isLeaf ? Self.headerSize : Self.headerSize + 4), at: 12)
    put(UInt16(upper), at: 14)
    put(UInt16(Self.special), at: 16)
    // The size and, in its last bits, the version of the layout.
    put(UInt16(Self.pageSize | 4), at: 18)
    if !isLeaf {
      // One line pointer (offset, LP_NORMAL, length) to a tuple without keys: less than every value.
      put(UInt32(upper) | 1 << 15 | 8 << 17, at: Self.headerSize)
      put(UInt16(truncatingIfNeeded: (page + 1) >> 16), at: upper)
      put(UInt16(truncatingIfNeeded: page + 1), at: upper + 2)
      // INDEX_ALT_TID_MASK: the number of its keys, none, stands where an offset would.
      put(UInt16(0x2000 | 8), at: upper + 6)
    }
    put(UInt32(level), at: Self.special + 8)
    put((isLeaf ? Self.leafFlag : 0) | (page == 1 ? Self.rootFlag : 0), at: Self.special + 12)
    return bytes
  }

  /// In the order of this machine, which is the server's too.
  private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    let count = value.bitWidth / 8
    return (0..<count).map { index in
      let shift = 8 * (isLittleEndian ? index : count - 1 - index)
      return UInt8(truncatingIfNeeded: value >> shift)
    }
  }

  private static let isLittleEndian = 1.littleEndian == 1
}
