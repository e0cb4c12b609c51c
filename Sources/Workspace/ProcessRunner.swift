import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// What a process left behind.
package struct ProcessResult: Sendable, Hashable {
  package var status: Int32
  /// What it wrote to stdout.
  package var bytes: [UInt8]
  package var errorOutput: String

  package var output: String { String(decoding: bytes, as: UTF8.self) }

  package var isSuccess: Bool { status == 0 }

  /// Itself; an error that tells what the program said when its status was not 0.
  func successful(_ program: Program) throws(WorkspaceError) -> ProcessResult {
    guard !isSuccess else { return self }
    let message = errorOutput.split(separator: "\n").suffix(3).joined(separator: " ")
    throw .programFailed(program: program.name, status: status, message: message)
  }
}

/// Starts programs and waits for them.
package struct ProcessRunner: Sendable {
  package init() {}

  /// Runs a program to its end; a status other than 0 is a result, not an error.
  ///
  /// - Parameter variables: added to the environment; nil removes one.
  package func run(
    _ program: Program, _ arguments: [String] = [], input: String = "", in folder: String? = nil,
    variables: [String: String?] = [:], timeLimit: Duration? = nil
  ) async throws(WorkspaceError) -> ProcessResult {
    guard let path = program.locate() else { throw .missingProgram(program) }
    let call = Call(
      name: program.name, path: path, arguments: arguments, input: input, folder: folder, variables: variables)
    guard let timeLimit else { return try await call.result().get() }
    return try await limited(call, to: timeLimit)
  }

  /// As `run`, but a status other than 0 is an error that tells what the program said.
  package func output(
    of program: Program, _ arguments: [String] = [], input: String = "", in folder: String? = nil,
    timeLimit: Duration? = nil
  ) async throws(WorkspaceError) -> String {
    try await run(program, arguments, input: input, in: folder, timeLimit: timeLimit).successful(program).output
  }

  private func limited(_ call: Call, to limit: Duration) async throws(WorkspaceError) -> ProcessResult {
    let result = await withTaskGroup(of: Result<ProcessResult, WorkspaceError>?.self) { group in
      group.addTask { await call.result() }
      group.addTask {
        try? await Task.sleep(for: limit)
        return nil
      }
      let first = await group.next() ?? nil
      // Stops the clock, or kills the process.
      group.cancelAll()
      // Where every thread was busy, the process may have ended long before anybody came to look at its clock.
      let last = await group.next() ?? nil
      return first ?? last.flatMap { Self.wasStopped($0) ? nil : $0 }
    }
    guard let result else { throw .timedOut(program: call.name, seconds: Int(limit.components.seconds)) }
    return try result.get()
  }

  /// Whether a process ended because it was cancelled.
  private static func wasStopped(_ result: Result<ProcessResult, WorkspaceError>) -> Bool {
    guard case .success(let result) = result else { return true }
    return result.status == 128 + SIGKILL || result.status == 128 + SIGTERM
  }

  private struct Call: Sendable {
    var name: String
    var path: String
    var arguments: [String]
    var input: String
    var folder: String?
    var variables: [String: String?]

    func result() async -> Result<ProcessResult, WorkspaceError> {
      do {
        let input = try Self.inputFile(holding: input)
        let changes = variables.compactMap { name, value in Environment.Key(rawValue: name).map { ($0, value) } }
        let record = try await Subprocess.run(
          .path(FilePath(path)), arguments: Arguments(arguments),
          environment: .inherit.updating(Dictionary(changes) { $1 }),
          workingDirectory: folder.map { FilePath($0) },
          input: .fileDescriptor(FileDescriptor(rawValue: input), closeAfterSpawningProcess: true),
          output: .bytes(limit: .max), error: .bytes(limit: .max))
        let status =
          switch record.terminationStatus {
          case .exited(let code): code
          case .signaled(let signal): 128 + signal
          }
        return .success(
          ProcessResult(
            status: status, bytes: record.standardOutput,
            errorOutput: String(decoding: record.standardError, as: UTF8.self)))
      } catch let error as WorkspaceError {
        return .failure(error)
      } catch {
        return .failure(.programFailed(program: name, status: -1, message: "\(error)"))
      }
    }

    /// A nameless file, not a pipe: a program that stops before it has read everything would break a pipe, and a
    /// broken pipe ends this process.
    private static func inputFile(holding text: String) throws(WorkspaceError) -> Int32 {
      if text.isEmpty { return open("/dev/null", O_RDONLY | O_CLOEXEC) }
      var path = Array("\(NSTemporaryDirectory())/dbplan-input-XXXXXX".utf8CString)
      let descriptor = mkstemp(&path)
      let shown = NSTemporaryDirectory()
      guard descriptor >= 0 else { throw Disk.error(Errno.last, shown) }
      unlink(path)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      var text = text
      if let code = text.withUTF8({ Disk.writeAll($0, to: descriptor) }) {
        close(descriptor)
        throw Disk.error(code, shown)
      }
      lseek(descriptor, 0, SEEK_SET)
      return descriptor
    }
  }
}
