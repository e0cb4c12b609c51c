package import AccessControl
import SQLWriting

/// What a session says at the beginning of a transaction, as plain SQL with parameters.
package enum SessionScript {
  /// nil when there is nothing to say.
  package static func text(_ design: SessionDesign) -> String? {
    guard !design.settings.isEmpty || !design.roles.isEmpty else { return nil }
    var lines = ["BEGIN;"]
    var first: [String] = []
    if let role = design.roles.first(where: \.isTaken) {
      let others = design.roles.filter { $0.isTaken && $0 != role }.map { QuotedIdentifier.text($0.name) }
      lines.append("SET LOCAL ROLE \(QuotedIdentifier.text(role.name));")
      if !others.isEmpty { first.append("-- Or, whoever asks: \(others.joined(separator: ", ").oneLine)") }
    }
    let calls = design.settings.enumerated().map { "set_config(\(SQLLiteral.text($1.name)), $\($0 + 1), true)" }
    if !calls.isEmpty { lines.append("SELECT \(calls.joined(separator: ",\n  "));") }
    return (first + lines + ["-- the statements of the transaction", "COMMIT;"]).joined(separator: "\n") + "\n"
  }
}

extension String {
  /// A comment ends with its line.
  fileprivate var oneLine: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }))
  }
}
