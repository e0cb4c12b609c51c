import CPostgresQuery

/// The memory of the trees of one parser: taken in large pieces, given back as a whole.
///
/// A tree has some ten nodes for each token. To ask the system for each of them, and to give each back, takes as long
/// as to read them.
final class TreeArena {
  private struct Piece {
    var start: UnsafeMutableRawPointer
    var size: Int
  }

  private static let firstSize = 1 << 18
  private static let alignment = 16

  private var pieces: [Piece] = []
  /// The piece that is being filled, and how far.
  private var piece = 0
  private var used = 0

  deinit { for piece in pieces { piece.start.deallocate() } }

  /// Calls `body` with an allocator whose memory is free again afterwards. Calls may stand within calls.
  func withAllocator<Value>(_ body: (UnsafeMutablePointer<ProtobufCAllocator>) -> Value) -> Value {
    let mark = (piece, used)
    defer {
      (piece, used) = mark
      // A huge statement's memory is not kept for the small ones after it.
      while pieces.count > max(piece + 1, 4), let last = pieces.popLast() { last.start.deallocate() }
    }
    var allocator = ProtobufCAllocator(
      alloc: { data, size in data.map { Unmanaged<TreeArena>.fromOpaque($0).takeUnretainedValue().take(size) } },
      free: { _, _ in },
      allocator_data: Unmanaged.passUnretained(self).toOpaque())
    return withUnsafeMutablePointer(to: &allocator, body)
  }

  private func take(_ size: Int) -> UnsafeMutableRawPointer {
    let size = (size + Self.alignment - 1) & ~(Self.alignment - 1)
    while piece < pieces.count {
      if used + size <= pieces[piece].size {
        defer { used += size }
        return pieces[piece].start + used
      }
      piece += 1
      used = 0
    }
    let capacity = max(size, pieces.last.map { $0.size * 2 } ?? Self.firstSize)
    pieces.append(
      Piece(start: .allocate(byteCount: capacity, alignment: Self.alignment), size: capacity))
    used = size
    return pieces[piece].start
  }
}
