import Diagnostics

/// Collects what a reading has to say. One lives as long as one reading, and never leaves it.
final class Report {
  let files: [SourceFile]
  private var diagnostics: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  init(files: [SourceFile]) { self.files = files }

  func warning(_ code: String, _ message: String, at place: Place, why: String? = nil, fix: String? = nil) {
    add(.warning, code, message, at: place, why: why, fix: fix)
  }

  func add(
    _ severity: Severity, _ code: String, _ message: String, at place: Place, why: String? = nil, fix: String? = nil
  ) {
    guard files.indices.contains(place.file) else { return }
    let diagnostic = files[place.file].diagnostic(
      severity, code: code, message, at: place.start..<max(place.start, place.end), why: why, fix: fix)
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  func add(_ diagnostic: Diagnostic) {
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  func span(_ place: Place) -> SourceSpan? {
    files.indices.contains(place.file) ? files[place.file].span(place.start..<max(place.start, place.end)) : nil
  }

  /// The text of a place as it was written.
  func text(_ place: Place) -> String {
    guard files.indices.contains(place.file) else { return "" }
    let bytes = files[place.file].text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: min(max(0, place.start), bytes.count))
    let end = bytes.index(bytes.startIndex, offsetBy: min(max(place.start, place.end), bytes.count))
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// In order of position.
  var sorted: [Diagnostic] {
    let order = Dictionary(files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    return diagnostics.enumerated().sorted { left, right in
      let (a, b) = (left.element.span, right.element.span)
      let (x, y) = (a.flatMap { order[$0.path] } ?? -1, b.flatMap { order[$0.path] } ?? -1)
      return (x, a?.offset ?? -1, left.offset) < (y, b?.offset ?? -1, right.offset)
    }.map(\.element)
  }
}
