/// What kind of data a column holds.
package enum DataClass: String, Sendable, Hashable, CaseIterable, Comparable {
  case personal
  case contact
  case identity
  case health
  case biometric
  case payment
  case financial
  case secret
  case location
  case freeText = "free-text"

  /// Whether it says something of a person by itself, whoever's row it stands in.
  package var isPersons: Bool {
    switch self {
    case .personal, .contact, .identity, .health, .biometric: true
    case .payment, .financial, .secret, .location, .freeText: false
    }
  }

  /// Data of which a single leaked value does harm: columns of these are encrypted one by one.
  package var isGrave: Bool {
    switch self {
    case .identity, .health, .biometric, .payment, .secret: true
    case .personal, .contact, .financial, .location, .freeText: false
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
