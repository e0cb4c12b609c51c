package import Foundation

/// What a program that may not come to a good end did: it is kept from taking the machine with it.
package struct GuardedRun: Sendable {
  package enum End: Sendable, Hashable {
    case exited(Int32)
    case signaled(Int32)
    /// It was still running when the guard's patience ended.
    case hung
  }

  package var end: End
  package var output: Data
  package var errorOutput: Data
  /// The most memory the process itself had at once, in bytes; 0 where the system does not say.
  package var peakMemory: Int
  package var seconds: Double

  /// What a run may take of the machine, and how long it is waited for.
  package struct Limits: Sendable {
    /// Addresses in bytes, of the process and of each of its children; a program that wants more gets none.
    package var addressSpace: Int
    package var patience: Duration
    /// The user who runs it; nil for the one who runs the tests.
    package var user: UInt32?

    package init(addressSpace: Int, patience: Duration, user: UInt32? = nil) {
      self.addressSpace = addressSpace
      self.patience = patience
      self.user = user
    }
  }

  package struct NotStarted: Error, CustomStringConvertible {
    var code: Int32
    package var description: String { "the process could not be started: \(String(cString: strerror(code)))" }
  }

  /// Runs a program to its end or to the end of the patience; its outputs go through files of `scratch`.
  package static func of(
    _ program: String, _ arguments: [String], in folder: String, scratch: String, limits: Limits
  ) async throws -> GuardedRun {
    let change = limits.user.map { ["setpriv", "--reuid=\($0)", "--regid=\($0)", "--clear-groups"] } ?? []
    let script = #"ulimit -v "$1" && cd "$2" && shift 2 && exec "$@""#
    let command =
      ["sh", "-c", script, "sh", "\(limits.addressSpace >> 10)", folder] + change + [program] + arguments
    let output = "\(scratch)/stdout"
    let errorOutput = "\(scratch)/stderr"
    let clock = ContinuousClock()
    let start = clock.now
    let process = try spawn(command, output: output, errorOutput: errorOutput)
    var peak = 0
    var status: Int32 = 0
    var isHung = false
    while waitpid(process, &status, WNOHANG) == 0 {
      peak = max(peak, memory(of: process))
      if clock.now - start > limits.patience {
        isHung = true
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        break
      }
      try? await Task.sleep(for: .milliseconds(5))
    }
    let signal = status & 0x7F
    return GuardedRun(
      end: isHung ? .hung : signal == 0 ? .exited((status >> 8) & 0xFF) : .signaled(signal),
      output: FileManager.default.contents(atPath: output) ?? Data(),
      errorOutput: FileManager.default.contents(atPath: errorOutput) ?? Data(), peakMemory: peak,
      seconds: (clock.now - start) / .seconds(1))
  }

  /// Starts a process in a group of its own, so that its children end with it.
  private static func spawn(_ command: [String], output: String, errorOutput: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    for (descriptor, path) in [(STDOUT_FILENO, output), (STDERR_FILENO, errorOutput)] {
      posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words = command.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, environ)
    guard code == 0 else { throw NotStarted(code: code) }
    return process
  }

  /// What Linux says a process has had of memory at most since it began.
  private static func memory(of process: pid_t) -> Int {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }.map { $0 << 10 } ?? 0
  }
}
