package import Checks
package import Diagnostics

/// What a finding or a problem says, for places that show plain text.
package enum FindingSentences {
  /// What is wrong, what shows it, and what to do about it; a paragraph each.
  package static func text(of finding: Finding) -> String {
    paragraphs(finding.message, finding.evidence, finding.fix)
  }

  package static func text(of diagnostic: Diagnostic) -> String {
    paragraphs(diagnostic.message, diagnostic.why, diagnostic.fix)
  }

  private static func paragraphs(_ message: String, _ why: String?, _ fix: String?) -> String {
    var paragraphs = [sentence(message)]
    if let why { paragraphs.append(sentence(why)) }
    if let fix { paragraphs.append(fix.contains("\n") ? "Fix:\n\(fix)" : "Fix: \(fix)") }
    return paragraphs.joined(separator: "\n")
  }

  private static func sentence(_ text: String) -> String {
    guard let last = text.last, !".!?".contains(last) else { return text }
    return text + "."
  }
}
