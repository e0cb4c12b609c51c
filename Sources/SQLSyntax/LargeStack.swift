#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Runs work on a thread of its own with a large stack.
///
/// The parser and the walk over its tree recurse once per operator of a chain. Address space is reserved, memory is
/// only taken for what is used.
enum LargeStack {
  /// Stack sizes in bytes, tried in turn: a machine may limit the address space.
  private static let sizes = [1 << 30, 1 << 28, 1 << 26]

  /// Calls `body` with the size of the stack it runs on, and waits for it.
  static func run<Value>(_ body: (Int) -> Value) -> Value {
    for size in sizes {
      if let value = run(stackSize: size, body) { return value }
    }
    // No thread to be had: the caller's own stack is at least half a megabyte.
    return body(1 << 19)
  }

  private static func run<Value>(stackSize: Int, _ body: (Int) -> Value) -> Value? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, stackSize) == 0 else { return nil }
    return withoutActuallyEscaping(body) { body in
      var value: Value?
      let job = Job { value = body(stackSize) }
      let context = Unmanaged.passRetained(job).toOpaque()
      guard start(&attributes, context) else {
        Unmanaged<Job>.fromOpaque(context).release()
        return nil
      }
      return value
    }
  }

  /// Starts the thread and waits until it has ended; false when it could not be started.
  private static func start(_ attributes: inout pthread_attr_t, _ context: UnsafeMutableRawPointer) -> Bool {
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(
        &thread, &attributes,
        { context in
          Unmanaged<Job>.fromOpaque(context).takeRetainedValue().work()
          return nil
        }, context)
      guard status == 0, let thread else { return false }
    #else
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { context in
          if let context { Unmanaged<Job>.fromOpaque(context).takeRetainedValue().work() }
          return nil
        }, context)
      guard status == 0 else { return false }
    #endif
    return pthread_join(thread, nil) == 0
  }

  private final class Job {
    let work: () -> Void

    init(_ work: @escaping () -> Void) { self.work = work }
  }
}
