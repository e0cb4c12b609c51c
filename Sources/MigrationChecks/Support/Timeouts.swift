/// The time limits of a session as its statements set them.
struct Timeouts {
  private(set) var lock = TimeoutState.unset
  private(set) var statement = TimeoutState.unset
  /// What they fall back to at the end of the transaction.
  private var outer: (lock: TimeoutState, statement: TimeoutState)?

  mutating func begin() { outer = (lock, statement) }

  mutating func end(rolledBack: Bool) {
    guard let outer else { return }
    if localLock || rolledBack { lock = outer.lock }
    if localStatement || rolledBack { statement = outer.statement }
    self.outer = nil
    localLock = false
    localStatement = false
  }

  private var localLock = false
  private var localStatement = false

  /// - Parameter isInTransaction: SET LOCAL has no effect outside.
  mutating func apply(_ setting: Setting, isInTransaction: Bool) {
    if setting.isLocal, !isInTransaction { return }
    let state = Self.state(setting.value)
    switch setting.name {
    case "lock_timeout":
      lock = state
      localLock = setting.isLocal
    case "statement_timeout":
      statement = state
      localStatement = setting.isLocal
    case "", "all":
      if setting.value == nil, setting.name == "all" { (lock, statement) = (.unset, .unset) }
    default: break
    }
  }

  private static func state(_ value: String?) -> TimeoutState {
    guard let value else { return .unset }
    let text = value.filter { !$0.isWhitespace }.lowercased()
    let digits = text.prefix { $0.isNumber || $0 == "." }
    guard let number = Double(digits), let factor = units[String(text.dropFirst(digits.count))] else {
      return .unknown(value)
    }
    return number == 0 ? .zero : .set(number * factor, value)
  }

  private static let units: [String: Double] = [
    "": 1, "ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000, "us": 0.001,
  ]
}
