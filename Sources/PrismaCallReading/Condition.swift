/// A condition on rows, put together before its text is written.
indirect enum Condition: Sendable {
  case test(String)
  case all([Condition])
  case any([Condition])
  case not(Condition)

  static let always = Condition.all([])

  /// Without conditions that hold anyhow.
  private var parts: [Condition] {
    guard case .all(let items) = self else { return [self] }
    return items.flatMap(\.parts)
  }

  /// nil when every row passes.
  var text: String? {
    let parts = parts
    if parts.isEmpty { return nil }
    return parts.count == 1 ? parts[0].written : parts.map(\.operand).joined(separator: " AND ")
  }

  private var written: String {
    switch self {
    case .test(let text): text
    case .all: text ?? "true"
    case .any(let items):
      items.isEmpty
        ? "false" : items.count == 1 ? items[0].written : items.map(\.alternative).joined(separator: " OR ")
    case .not(let inner): "NOT (\(inner.text ?? "true"))"
    }
  }

  /// Beside AND.
  private var operand: String {
    if case .any(let items) = self, items.count > 1 { return "(\(written))" }
    return written
  }

  /// Beside OR, where AND binds tighter.
  private var alternative: String {
    if case .any(let items) = self, items.count > 1 { return "(\(written))" }
    return written
  }
}
