import Synchronization

/// Runs work on a thread with a large stack.
///
/// The parser and the walk over its tree recurse once per operator of a chain. Address space is reserved, memory is
/// only taken for what is used. Threads are kept for the next piece of work: libpg_query makes a thread-specific key on
/// each thread that parses and never gives it back, and a process has about a thousand of them.
enum LargeStack {
  /// Stack sizes in bytes, tried in turn: a machine may limit the address space.
  private static let sizes = [1 << 30, 1 << 28, 1 << 26]
  /// Threads that wait for work.
  private static let idle = Mutex<[LargeStackThread]>([])

  /// Calls `body` with the size of the stack it runs on, and waits for it.
  static func run<Value>(_ body: (Int) -> Value) -> Value {
    let known = idle.withLock { $0.popLast() }
    guard let thread = known ?? sizes.lazy.compactMap(LargeStackThread.init).first else {
      // No thread to be had: the caller's own stack is at least half a megabyte.
      return body(1 << 19)
    }
    var value: Value?
    thread.perform { value = body(thread.stackSize) }
    idle.withLock { $0.append(thread) }
    guard let value else { preconditionFailure("the work of a thread was done before it was waited for") }
    return value
  }
}
