import CPostgresQuery
import Dispatch

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A thread that does one piece of work after the other.
///
/// Unchecked: `work` is written before `requested` is signalled and read after it was waited for, and written again only
/// after `finished`; the two semaphores order every access.
final class LargeStackThread: @unchecked Sendable {
  let stackSize: Int
  private let requested = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)
  private var work: (() -> Void)?

  /// nil when the machine gives no thread with that stack.
  init?(stackSize: Int) {
    self.stackSize = stackSize
    guard start() else { return nil }
  }

  /// Does the work on the thread and waits for it.
  func perform(_ body: () -> Void) {
    withoutActuallyEscaping(body) { body in
      work = body
      requested.signal()
      finished.wait()
      work = nil
    }
  }

  private func serve() {
    while true {
      requested.wait()
      work?()
      finished.signal()
    }
  }

  private func start() -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, stackSize) == 0,
      pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED)) == 0
    else { return false }
    let context = Unmanaged.passRetained(self)
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(
        &thread, &attributes,
        { context in
          Unmanaged<LargeStackThread>.fromOpaque(context).takeRetainedValue().serve()
          return nil
        }, context.toOpaque())
    #else
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { context in
          if let context { Unmanaged<LargeStackThread>.fromOpaque(context).takeRetainedValue().serve() }
          return nil
        }, context.toOpaque())
    #endif
    if status != 0 { context.release() }
    return status == 0
  }
}
