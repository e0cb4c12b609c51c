package import Checks
package import Diagnostics
package import JSONWriting

/// A remark on lines of a file, as the log of a workflow run tells it to the forge.
package struct WorkflowAnnotation: Sendable, Hashable {
  package var severity: Severity
  package var location: ReportLocation?
  package var title: String
  /// Plain text; it may have several lines.
  package var message: String

  package init(_ severity: Severity, at location: ReportLocation?, title: String, _ message: String) {
    self.severity = severity
    self.location = location
    self.title = title
    self.message = message
  }

  package init(_ finding: Finding, _ locator: ReportLocator) {
    self.init(
      finding.severity, at: finding.span.flatMap { locator.location(of: $0) }, title: finding.code,
      FindingSentences.text(of: finding))
  }

  package init(_ problem: Diagnostic, _ locator: ReportLocator) {
    self.init(
      problem.severity, at: problem.span.flatMap { locator.location(of: $0) }, title: problem.code,
      FindingSentences.text(of: problem))
  }

  /// One line: `::error file=db/a.sql,line=3,endLine=4,title=under-indexing::what is wrong`.
  package var command: String {
    var properties: [(String, String)] = []
    if let location {
      properties = [("file", location.path), ("line", "\(location.line)"), ("endLine", "\(location.lastLine)")]
      // Columns are for remarks within one line.
      if let end = location.end, end.line == location.line, end.column > location.column {
        properties += [("col", "\(location.column)"), ("endColumn", "\(end.column)")]
      }
    }
    properties.append(("title", title))
    let list = properties.map { "\($0)=\(Self.escaped($1, isProperty: true))" }.joined(separator: ",")
    return "::\(Self.command(of: severity)) \(list)::\(Self.escaped(message, isProperty: false))"
  }

  package var json: JSONValue {
    .present([
      "severity": .string(severity.rawValue), "path": location.map { .string($0.path) },
      "line": location.map { .int($0.line) }, "endLine": location.map { .int($0.lastLine) }, "title": .string(title),
      "message": .string(message),
    ])
  }

  private static func command(of severity: Severity) -> String {
    switch severity {
    case .note: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// A line break would begin a command of its own; within properties `:` and `,` would end one.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case ":" where isProperty: escaped += "%3A"
      case ",": escaped += isProperty ? "%2C" : ","
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
