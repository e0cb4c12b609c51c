/// What PostgreSQL remembers of the room on pages, and how it looks for some: a tree of greatest values (fsmpage.c).
struct FreeSpaceMap {
  private let leaves: Int
  /// From 1 on, the children of each at twice its place.
  private var nodes: [UInt8]
  private var next = 0

  init(pages: Int) {
    var leaves = 1
    while leaves < pages { leaves *= 2 }
    self.leaves = leaves
    nodes = Array(repeating: 0, count: 2 * leaves)
  }

  /// A page was left with so much room, in steps of 32 bytes.
  mutating func set(_ page: Int, to room: Int) {
    var node = leaves + page
    nodes[node] = UInt8(clamping: room)
    while node > 1 {
      node /= 2
      nodes[node] = max(nodes[2 * node], nodes[2 * node + 1])
    }
  }

  /// A page that was left with so much or more; the search goes on where the last one ended.
  mutating func page(with wanted: Int) -> Int? {
    let wanted = UInt8(clamping: max(1, wanted))
    guard nodes[1] >= wanted else { return nil }
    var node = leaves + (next < leaves ? next : 0)
    while nodes[node] < wanted {
      node += 1
      // After the last of a row comes its first.
      if node & (node - 1) == 0 { node /= 2 }
      node /= 2
    }
    while node < leaves {
      node *= 2
      if nodes[node] < wanted { node += 1 }
    }
    next = node - leaves + 1
    return node - leaves
  }
}
