internal import Diagnostics

/// Collects what a reading has to say.
struct ReadingLog {
  private(set) var diagnostics: [Diagnostic] = []
  /// Aliases show the same mistake many times; it is said once.
  private var seen: Set<Diagnostic> = []

  mutating func error(_ code: String, _ message: String, at node: YAMLNode, why: String? = nil, fix: String? = nil) {
    report(.error, code, message, at: node, why: why, fix: fix)
  }

  mutating func warning(_ code: String, _ message: String, at node: YAMLNode, why: String? = nil, fix: String? = nil) {
    report(.warning, code, message, at: node, why: why, fix: fix)
  }

  mutating func append(_ more: [Diagnostic]) {
    for diagnostic in more where seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  private mutating func report(
    _ severity: Severity, _ code: String, _ message: String, at node: YAMLNode, why: String?, fix: String?
  ) {
    let range = node.range.isEmpty ? node.range.lowerBound..<node.range.lowerBound + 1 : node.range
    append([node.file.diagnostic(severity, code: code, message, at: range, why: why, fix: fix)])
  }
}

extension String {
  /// Short enough to stand in a message.
  var excerpt: String {
    let line = prefix { $0 != "\n" }
    return line.count > 60 ? "\(line.prefix(57))..." : String(line)
  }
}
