#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Wakes up a thread that waits for a socket, from any other thread.
final class Interruption: Sendable {
  private let reading: Int32
  private let writing: Int32

  /// nil when the process has no file descriptor left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    (reading, writing) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(reading)
    close(writing)
  }

  func interrupt() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  /// Forgets interruptions that came too late or were meant for another task.
  func clear() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(reading, &bytes, bytes.count) > 0 {}
  }

  enum Event {
    case ready
    case interrupted
    case timedOut
  }

  /// Waits until the socket can be read (or written), somebody interrupts, or time is up.
  func wait(for socket: Int32, isWriting: Bool, until deadline: ContinuousClock.Instant?) -> Event {
    var watched = [
      pollfd(fd: socket, events: Int16(POLLIN) | (isWriting ? Int16(POLLOUT) : 0), revents: 0),
      pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let left = deadline.map { Self.milliseconds($0 - .now) } ?? -1
      if left == 0 { return .timedOut }
      let count = poll(&watched, nfds_t(watched.count), left)
      if count < 0, errno == EINTR { continue }
      if count == 0 { continue }
      return watched[1].revents != 0 ? .interrupted : .ready
    }
  }

  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    return Int32(min(3_600_000, seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
  }
}
