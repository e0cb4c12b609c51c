import ArgumentParser
import Diagnostics
import Foundation
import Workspace

/// What a run says: the product on stdout, talk and problems on stderr.
struct Console: Sendable {
  let isQuiet: Bool
  private let formatter: DiagnosticFormatter

  init(_ options: SharedOptions) {
    isQuiet = options.quiet
    let usesColor =
      switch options.color {
      case .always: true
      case .never: false
      case .auto: isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
      }
    formatter = DiagnosticFormatter(usesColor: usesColor)
  }

  func product(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

  func talk(_ text: String) {
    if !isQuiet { FileHandle.standardError.write(Data((text + "\n").utf8)) }
  }

  /// Problems are told even when quiet; notes are not.
  func report(_ diagnostics: [Diagnostic]) {
    let told = isQuiet ? diagnostics.filter { $0.severity != .note } : diagnostics
    guard !told.isEmpty else { return }
    FileHandle.standardError.write(Data(formatter.format(told).utf8))
  }

  func formatted(_ diagnostics: [Diagnostic]) -> String { formatter.format(diagnostics) }
}

/// How a run ends when it does not end well.
enum RunExit {
  static let findings = ExitCode(1)
  static let badInput = ExitCode(2)
  static let couldNotWork = ExitCode(3)
}

extension AsyncParsableCommand {
  /// Runs work at the edge; its failure is told in a sentence and ends the run with exit code 3.
  /// - Parameter failure: what stdout says then, under a format for programs.
  func working<Value>(
    _ console: Console, failure: ((Diagnostic) -> String)? = nil, _ work: () async throws(WorkspaceError) -> Value
  ) async throws -> Value {
    do {
      return try await work()
    } catch {
      let problem = Diagnostic(.error, code: FailureJSON.couldNotWork, error.description)
      if let failure { console.product(failure(problem)) }
      console.report([problem])
      throw RunExit.couldNotWork
    }
  }
}
