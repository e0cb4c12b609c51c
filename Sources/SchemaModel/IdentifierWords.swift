/// The words of an identifier: `orderItemId`, `order_item_id` and `OrderItemID` are all `order item id`.
package struct IdentifierWords: Sendable, Hashable {
  package var words: [String]

  package init(_ words: some Sequence<String>) { self.words = Array(words) }

  package init(_ name: String) {
    words = Self.ofASCII(name) ?? Self.ofCharacters(name)
  }

  /// By bytes, since checks take names apart by the ten thousand; nil when a name has other letters.
  package static func ofASCII(_ name: String) -> [String]? {
    var words: [String] = []
    var current: [UInt8] = []
    var previous: UInt8 = 0
    var bytes = name.utf8.makeIterator()
    var next = bytes.next()
    while let byte = next {
      next = bytes.next()
      guard byte < 0x80 else { return nil }
      let isUpper = isUppercase(byte)
      let isBreak = !isUpper && !isLowercase(byte) && !isDigit(byte)
      let startsWord =
        isUpper && (isLowercase(previous) || isDigit(previous) || previous != 0 && isLowercase(next ?? 0))
      if isBreak || startsWord, !current.isEmpty {
        words.append(String(decoding: current, as: UTF8.self))
        current.removeAll(keepingCapacity: true)
      }
      if !isBreak { current.append(isUpper ? byte | 0x20 : byte) }
      previous = isBreak ? 0 : byte
    }
    if !current.isEmpty { words.append(String(decoding: current, as: UTF8.self)) }
    return words
  }

  private static func isUppercase(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
  private static func isLowercase(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  package static func ofCharacters(_ name: String) -> [String] {
    var words: [String] = []
    var current = ""
    var previous: Character?
    let characters = Array(name)
    for (position, character) in characters.enumerated() {
      let isBreak = !(character.isLetter || character.isNumber)
      let next = position + 1 < characters.count ? characters[position + 1] : nil
      let startsWord =
        character.isUppercase && previous != nil
        && (previous?.isLowercase == true || previous?.isNumber == true || next?.isLowercase == true)
      if (isBreak || startsWord), !current.isEmpty {
        words.append(current.lowercased())
        current = ""
      }
      if !isBreak { current.append(character) }
      previous = isBreak ? nil : character
    }
    if !current.isEmpty { words.append(current.lowercased()) }
    return words
  }

  /// The same words in a form in which singular and plural are equal. For comparing, not for showing.
  package var stems: [String] { words.map(Self.stem) }

  package var last: String? { words.last }

  package func endsWith(_ suffix: [String]) -> Bool { words.suffix(suffix.count) == suffix[...] }

  package static func stem(_ word: String) -> String {
    if let known = irregular[word] { return known }
    var stem = word
    if stem.hasSuffix("s"), !stem.hasSuffix("ss"), !stem.hasSuffix("us"), !stem.hasSuffix("is"), stem.count > 2 {
      stem.removeLast()
    }
    if stem.hasSuffix("ie"), stem.count > 3 { return stem.dropLast(2) + "y" }
    if stem.hasSuffix("e"), stem.count > 3 { stem.removeLast() }
    return stem
  }

  /// Whether a word reads as the name of many; words with one form for both count as such.
  package static func isPlural(_ word: String) -> Bool {
    if irregular[word] != nil || uncountable.contains(word) { return true }
    return word.hasSuffix("s") && !word.hasSuffix("ss") && !word.hasSuffix("us") && !word.hasSuffix("is")
  }

  private static let irregular = [
    "people": "person", "children": "child", "men": "man", "women": "woman", "analyses": "analysis", "mice": "mouse",
    "indices": "index", "criteria": "criterion", "media": "medium", "feet": "foot", "geese": "goose",
    "axes": "axis", "matrices": "matrix", "vertices": "vertex", "alumni": "alumnus", "leaves": "leaf",
  ]
  private static let uncountable: Set<String> = [
    "data", "metadata", "news", "staff", "equipment", "information", "series", "history", "stock", "inventory",
    "feedback", "content", "progress", "audit", "software", "hardware", "money", "research", "traffic", "usage",
    "membership", "log", "outbox", "inbox", "queue", "cache", "archive", "statistics", "info", "config", "settings",
  ]
}
