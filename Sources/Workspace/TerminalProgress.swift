import Foundation

/// One line on stderr that tells what is being done, and only when a person sits at the terminal.
package struct TerminalProgress: Sendable {
  private let isShown: Bool

  package init(isQuiet: Bool = false) {
    let terminal = ProcessInfo.processInfo.environment["TERM"]
    isShown = !isQuiet && terminal != nil && terminal != "dumb" && isatty(STDERR_FILENO) == 1
  }

  /// Replaces the line.
  package func show(_ text: String) {
    guard isShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text.prefix(78))".utf8))
  }

  /// Takes the line away.
  package func clear() { show("") }
}
