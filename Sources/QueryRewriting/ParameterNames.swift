/// What the parameters of a call are called: by the fields that they are compared with.
package struct ParameterNames: Sendable {
  package enum Style: Sendable {
    case camelCase, snakeCase
  }

  /// What a parameter is of the field: a value of it, several, the first or last of a range.
  package enum Part: Sendable {
    case value, several, from, to

    /// By the operator between field and parameter.
    package init(_ sign: String) {
      self =
        switch sign {
        case "<", "<=": .to
        case ">", ">=": .from
        default: .value
        }
    }
  }

  private let style: Style
  private let reserved: Set<String>
  /// The names so far, by the parameters' numbers.
  package private(set) var names: [Int: String] = [:]

  /// - Parameter reserved: Words that a variable can not be called by.
  package init(_ style: Style, reserved: Set<String>) {
    self.style = style
    self.reserved = reserved
  }

  package mutating func name(of number: Int, _ field: String, _ part: Part) -> String {
    if let known = names[number] { return known }
    let isFree = part == .value && !reserved.contains(field) && !names.values.contains(field)
    let wanted = isFree ? field : field + suffix(part)
    let name = names.values.contains(wanted) ? "\(wanted)\(number)" : wanted
    names[number] = name
    return name
  }

  private func suffix(_ part: Part) -> String {
    let word =
      switch part {
      case .value: "Value"
      case .several: "s"
      case .from: "From"
      case .to: "To"
      }
    return style == .camelCase || part == .several ? word : "_" + word.lowercased()
  }
}
