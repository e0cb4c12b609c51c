import SchemaModel

/// A way to write names of several words.
enum LetterCase: String, Sendable {
  case snake = "snake_case"
  case upper = "UPPER_CASE"
  case camel = "camelCase"
  case pascal = "PascalCase"

  init?(_ convention: String) {
    switch convention {
    case "snake_case", "snake": self = .snake
    case "UPPER_CASE", "upper_case", "SCREAMING_SNAKE_CASE", "UPPER": self = .upper
    case "camelCase", "camel": self = .camel
    case "PascalCase", "pascal": self = .pascal
    default: return nil
    }
  }

  func allows(_ name: String) -> Bool {
    let characters = name.drop { $0 == "_" }
    guard let first = characters.first, characters.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
      return false
    }
    switch self {
    case .snake: return characters.allSatisfy { !$0.isUppercase }
    case .upper: return characters.allSatisfy { !$0.isLowercase }
    case .camel: return !first.isUppercase && !characters.contains("_")
    case .pascal: return !first.isLowercase && !characters.contains("_")
    }
  }

  func spelling(of name: String) -> String {
    let words = NameWords(name).words
    switch self {
    case .snake: return words.joined(separator: "_")
    case .upper: return words.map { $0.uppercased() }.joined(separator: "_")
    case .camel: return (words.first ?? "") + words.dropFirst().map(Self.capital).joined()
    case .pascal: return words.map(Self.capital).joined()
    }
  }

  private static func capital(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
