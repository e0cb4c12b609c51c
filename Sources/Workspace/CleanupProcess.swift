import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A process that waits, and runs a shell script when it is told to or when this process is gone, however it ended.
///
/// It holds the reading end of a pipe whose writing end only this process has: a kill that nothing can catch closes
/// that pipe as well. It has a session of its own, so that no key of a terminal reaches it.
package struct CleanupProcess: Sendable {
  private let writing: Int32
  private let waiting: Task<Void, Never>

  /// - Parameter arguments: `$1`, `$2`, ... of the script.
  package init(script: String, arguments: [String]) throws(WorkspaceError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Disk.error(Errno.last, "a pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (reading, writing) = (ends[0], ends[1])
    self.writing = writing
    let whole = "trap '' INT TERM HUP QUIT\nwhile read -r line; do :; done\n" + script
    // Not part of the task at hand: cancelling that must not kill what cleans up after it.
    waiting = Task.detached {
      var options = PlatformOptions()
      options.createSession = true
      _ = try? await Subprocess.run(
        .path("/bin/sh"), arguments: Arguments(["-c", whole, "sh"] + arguments),
        workingDirectory: "/", platformOptions: options,
        input: .fileDescriptor(FileDescriptor(rawValue: reading), closeAfterSpawningProcess: true),
        output: .discarded, error: .discarded)
    }
  }

  /// Has the script run and waits for its end.
  package func finish() async {
    close(writing)
    await waiting.value
  }
}
