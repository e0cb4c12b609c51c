/// Writes diagnostics for a terminal: position, message, code, the line, a caret, why and fix.
package struct DiagnosticFormatter: Sendable {
  package var usesColor: Bool

  package init(usesColor: Bool) { self.usesColor = usesColor }

  /// Of thousands that say the same of a file, the first hundred and how many there are more.
  package func format(_ diagnostics: [Diagnostic]) -> String {
    var told: [Kind: Int] = [:]
    var order: [Kind] = []
    var texts: [String] = []
    for diagnostic in diagnostics {
      let kind = Kind(path: diagnostic.span?.path ?? "", code: diagnostic.code, severity: diagnostic.severity)
      told[kind, default: 0] += 1
      let count = told[kind] ?? 0
      if count <= Self.mostAlike { texts.append(format(diagnostic)) }
      if count == Self.mostAlike + 1 { order.append(kind) }
    }
    for kind in order {
      let more = (told[kind] ?? 0) - Self.mostAlike
      let words = "\(more) more of this kind are not shown"
      texts.append(
        "\(bold(kind.path.isEmpty ? "" : "\(visible(kind.path)): "))\(paint(kind.severity.rawValue, kind.severity)): "
          + "\(bold(words)) [\(kind.code)]\n")
    }
    return texts.joined(separator: "\n")
  }

  private struct Kind: Hashable {
    var path: String
    var code: String
    var severity: Severity
  }

  private static let mostAlike = 100

  package func format(_ diagnostic: Diagnostic) -> String {
    var lines: [String] = []
    let position = diagnostic.span.map { "\(visible($0.position)): " } ?? ""
    let severity = paint(diagnostic.severity.rawValue, diagnostic.severity)
    lines.append("\(bold(position))\(severity): \(bold(line(diagnostic.message))) [\(diagnostic.code)]")
    if let span = diagnostic.span, let source = diagnostic.sourceLine {
      let number = String(span.line)
      let margin = String(repeating: " ", count: number.count)
      let shown = window(source, around: span)
      lines.append(" \(number) | \(shown.text)")
      lines.append(" \(margin) | \(caret(under: span, in: shown, severity: diagnostic.severity))")
    }
    for place in diagnostic.related {
      lines.append(
        "  see: \(place.span.map { "\(visible($0.position)): " } ?? "")\(visible(place.words))")
    }
    if let why = diagnostic.why { lines.append("  why: \(visible(why))") }
    if let fix = diagnostic.fix { lines.append("  fix: \(visible(fix))") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A long line is shown as the 120 columns around the span.
  private func window(_ line: SourceExcerpt, around span: SourceSpan) -> SourceExcerpt {
    let scalars = Array(line.text.unicodeScalars)
    let start = max(0, min(span.column - line.droppedColumns - 40, scalars.count - 120))
    let shown = scalars[start..<min(start + 120, scalars.count)].map { $0 == "\t" || !isControl($0) ? $0 : "?" }
    return SourceExcerpt(String(String.UnicodeScalarView(shown)), droppedColumns: start + line.droppedColumns)
  }

  private func caret(under span: SourceSpan, in line: SourceExcerpt, severity: Severity) -> String {
    let scalars = Array(line.text.unicodeScalars)
    let lead = max(0, min(span.column - 1 - line.droppedColumns, scalars.count))
    let padding = scalars.prefix(lead).map { $0 == "\t" ? "\t" : " " }.joined()
    let width = max(1, min(span.length, scalars.count - lead))
    return padding + paint("^" + String(repeating: "~", count: width - 1), severity)
  }

  /// A message quotes what it is about, which may be many lines; it is one.
  private func line(_ message: String) -> String {
    let lines = message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    return visible(String(lines[0])) + (lines.count > 1 ? " ..." : "")
  }

  /// Control characters of an input never reach a terminal, nor does a whole file that is one name.
  private func visible(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(Self.longestWords).map { $0 == "\n" || !isControl($0) ? $0 : "?" }
    return String(String.UnicodeScalarView(shown)) + (shown.count < Self.longestWords ? "" : " ...")
  }

  private static let longestWords = 2000

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    return [.control, .format].contains(scalar.properties.generalCategory)
  }

  private func bold(_ text: String) -> String { usesColor && !text.isEmpty ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func paint(_ text: String, _ severity: Severity) -> String {
    guard usesColor else { return text }
    let color =
      switch severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    return "\u{1B}[1;\(color)m\(text)\u{1B}[0m"
  }
}
