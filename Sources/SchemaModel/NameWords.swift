/// Names in the styles of a database and of the languages models are written in.
package enum NameWords {
  /// `order_items` and `orderItems` as words.
  package static func split(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previous: Unicode.Scalar?
    for scalar in name.unicodeScalars {
      let isWordCharacter = isLetter(scalar) || isDigit(scalar)
      if !isWordCharacter || (isUpper(scalar) && previous.map { !isUpper($0) } ?? false) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isWordCharacter { word.unicodeScalars.append(scalar) }
      previous = scalar
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  package static func pascal(_ words: [String]) -> String { words.map { capital($0) }.joined() }

  package static func camel(_ words: [String]) -> String {
    guard let first = words.first else { return "" }
    return first.lowercased() + words.dropFirst().map { capital($0) }.joined()
  }

  /// A name in one word with a small first letter.
  package static func lowerFirst(_ name: String) -> String { name.prefix(1).lowercased() + name.dropFirst() }

  package static func capital(_ word: String) -> String {
    let isShouted = word.count > 1 && word == word.uppercased()
    return word.prefix(1).uppercased() + (isShouted ? word.dropFirst().lowercased() : String(word.dropFirst()))
  }

  /// The singular of an English noun, as far as its spelling tells.
  package static func singular(_ word: String) -> String {
    let lower = word.lowercased()
    if let known = irregular[lower] { return known }
    if unchanging.contains(lower) { return word }
    if lower.hasSuffix("ies"), lower.count > 4 { return word.dropLast(3) + "y" }
    for ending in ["sses", "xes", "ches", "shes", "zzes", "uses"] where lower.hasSuffix(ending) && lower.count > 4 {
      return String(word.dropLast(ending == "uses" && !lower.hasSuffix("tuses") ? 1 : 2))
    }
    if lower.hasSuffix("ss") || lower.hasSuffix("us") || lower.hasSuffix("is") || !lower.hasSuffix("s") { return word }
    return lower.count > 2 ? String(word.dropLast()) : word
  }

  package static func plural(_ word: String) -> String {
    let lower = word.lowercased()
    if let known = irregularPlurals[lower] { return known }
    if lower.hasSuffix("y"), let before = lower.dropLast().last, !"aeiou".contains(before) {
      return word.dropLast() + "ies"
    }
    for ending in ["s", "x", "ch", "sh", "z"] where lower.hasSuffix(ending) { return word + "es" }
    return word + "s"
  }

  private static let irregular = [
    "people": "person", "children": "child", "men": "man", "women": "woman", "indices": "index", "matrices": "matrix",
    "analyses": "analysis", "bases": "base", "cases": "case", "leaves": "leaf", "caches": "cache",
  ]
  private static let irregularPlurals = Dictionary(uniqueKeysWithValues: irregular.map { ($0.value, $0.key) })
  private static let unchanging: Set<String> = ["data", "series", "news", "media", "metadata", "statistics", "species"]

  package static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }
  package static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  private static func isUpper(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isUppercase }

  /// `OrderItems` and `order-items` as `order_items`.
  package static func snake(_ words: [String]) -> String { words.map { $0.lowercased() }.joined(separator: "_") }

  /// Whether a text can stand as a name in a Prisma schema.
  package static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isLetter(first) else { return false }
    return text.unicodeScalars.allSatisfy { isLetter($0) || isDigit($0) || $0 == "_" }
  }
}
