import Diagnostics

/// Collects what a reading has to say. One lives as long as one reading, and never leaves it.
final class Report {
  /// Prisma looks at a schema in steps, and shows nothing of a later one while an earlier one has errors.
  enum Step {
    case names
    case configuration
    case types
    case attributes
    case rules
  }

  let files: [SourceFile]
  private var found: [(diagnostic: Diagnostic, place: Place, step: Step)] = []
  /// What is looked at just now.
  private(set) var step = Step.names

  /// How many more names are looked for: a file full of errors must not take long.
  private var suggestions = 100

  init(files: [SourceFile]) { self.files = files }

  /// "did you mean", when one of the candidates is close to the name.
  func suggestion(for name: String, among candidates: @autoclosure () -> [String]) -> String? {
    guard suggestions > 0 else { return nil }
    suggestions -= 1
    let candidates = candidates()
    guard candidates.count <= 2_000 else { return nil }
    return NearestName.of(name, among: candidates).map { "did you mean `\($0)`?" }
  }

  func error(_ code: String, _ message: String, at place: Place, why: String? = nil, fix: String? = nil) {
    add(.error, code, message, at: place, why: why, fix: fix)
  }

  func warning(_ code: String, _ message: String, at place: Place, why: String? = nil, fix: String? = nil) {
    add(.warning, code, message, at: place, why: why, fix: fix)
  }

  func add(
    _ severity: Severity, _ code: String, _ message: String, at place: Place, why: String? = nil, fix: String? = nil
  ) {
    found.append(
      (files[place.file].diagnostic(severity, code: code, message, at: place.range, why: why, fix: fix), place, step))
  }

  /// Counts what the body says to another step of Prisma's than the one at hand.
  func during<Value>(_ other: Step, _ body: () -> Value) -> Value {
    let before = step
    step = other
    defer { step = before }
    return body()
  }

  func span(_ place: Place) -> SourceSpan { files[place.file].span(place.range) }

  /// The text of a place as it was written.
  func text(_ place: Place) -> String {
    let bytes = files[place.file].text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: place.range.lowerBound)
    let end = bytes.index(start, offsetBy: place.range.count)
    return String(files[place.file].text[start..<end])
  }

  /// In order of position.
  /// - Parameter stopping: leave out the steps that Prisma does not come to.
  func sorted(stopping: Bool) -> [Diagnostic] {
    let failed = Set(found.filter { $0.diagnostic.severity == .error }.map(\.step))
    // Diagnostics are large: their numbers are sorted, not they.
    let shown = found.indices.filter { !stopping || Self.isReached(found[$0].step, after: failed) }
    let keys = shown.map { (found[$0].place.file, found[$0].place.range.lowerBound, $0) }
    return keys.sorted { $0 < $1 }.map { found[$0.2].diagnostic }
  }

  private static func isReached(_ step: Step, after failed: Set<Step>) -> Bool {
    switch step {
    case .names, .configuration: true
    case .types: !failed.contains(.names)
    case .attributes: failed.isDisjoint(with: [.names, .types])
    case .rules: failed.isDisjoint(with: [.names, .configuration, .types, .attributes])
    }
  }
}
