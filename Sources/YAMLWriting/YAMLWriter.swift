import Yams

/// YAML as people write it: pairs, lists and flow maps with comments. Every name and value is escaped by the YAML
/// library; what is commented out is escaped as well, so that it can be put to use by taking the `#` away.
package struct YAMLWriter {
  package private(set) var text = ""

  package init() {}

  package mutating func blank() { text += "\n" }

  /// Words for people, a line each.
  package mutating func comment(_ words: String) {
    for line in words.split(whereSeparator: \.isNewline) { text += "# \(Self.visible(String(line)))\n" }
  }

  /// YAML allows no control characters, in comments neither.
  private static func visible(_ words: String) -> String {
    String(
      String.UnicodeScalarView(
        words.unicodeScalars.map { $0.properties.generalCategory == .control && $0 != "\t" ? "?" : $0 }))
  }

  /// `key: value   # remark`
  package mutating func pair(_ key: String, _ value: String, remark: String? = nil) {
    add(Self.pair(key, value), remark: remark)
  }

  /// `key:` and the values below it.
  package mutating func list(_ key: String, _ values: [String], remark: String? = nil) {
    add("\(Self.scalar(key)):", remark: remark)
    for value in values { text += "  - \(Self.scalar(value))\n" }
  }

  /// `key:` and pairs below it.
  package mutating func map(_ key: String, _ pairs: [(key: String, value: String, remark: String?)]) {
    add("\(Self.scalar(key)):", remark: nil)
    for pair in pairs { add("  " + Self.pair(pair.key, pair.value), remark: pair.remark) }
  }

  /// `key:`, for what is written below it.
  package mutating func key(_ key: String) { text += "\(Self.scalar(key)):\n" }

  /// `key: { name: value, ... }` below the last key.
  package mutating func flow(_ key: String, _ pairs: [(key: String, value: String)], remark: String? = nil) {
    let inner = pairs.map { "\($0.key): \(Self.flowScalar($0.value))" }.joined(separator: ", ")
    add("  \(Self.scalar(key)): { \(inner) }", remark: remark)
  }

  /// An item of a list below the last key, a pair a line.
  package mutating func item(_ pairs: [(key: String, value: String, remark: String?)]) {
    for (place, pair) in pairs.enumerated() {
      add((place == 0 ? "  - " : "    ") + Self.pair(pair.key, pair.value), remark: pair.remark)
    }
  }

  /// Within braces a comma ends a value. Numbers stay as they are: what a fact is says how it is read.
  private static func flowScalar(_ value: String) -> String {
    let isNumber = value.first?.isNumber == true && value.utf8.allSatisfy { "0123456789.".utf8.contains($0) }
    return isNumber ? value : value.contains { ",[]{}".contains($0) } ? quoted(value) : scalar(value)
  }

  /// A line of YAML that is commented out.
  package mutating func example(_ line: String) { text += "# \(line)\n" }

  /// `key: <as it is>`, commented out: a place for an answer.
  package mutating func example(_ key: String, _ answer: String, indent: Int = 0) {
    text += "# \(String(repeating: " ", count: indent))\(Self.scalar(key)): \(answer)\n"
  }

  mutating func append(_ line: String) { text += line + "\n" }

  private mutating func add(_ line: String, remark: String?) {
    let remark = remark.map { "   # \(Self.visible($0.filter { !$0.isNewline }))" } ?? ""
    text += line + remark + "\n"
  }

  private static func pair(_ key: String, _ value: String) -> String { "\(scalar(key)): \(scalar(value))" }

  /// On one line, in quotes where it would otherwise be read as something else.
  static func scalar(_ value: String) -> String {
    let isPlain = value.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{2028}" }
    let node = Node(value, Tag(.str), isPlain ? .any : .doubleQuoted)
    let holder = Node([(node, Node("", Tag(.str), .doubleQuoted))])
    let written = (try? Yams.serialize(node: holder, width: -1, allowUnicode: true)) ?? ""
    // `key: ""` and a line break: the key alone is the scalar in the writer's own spelling.
    guard written.hasSuffix(": \"\"\n"), !written.hasPrefix("?") else { return quoted(value) }
    return String(written.dropLast(": \"\"\n".count))
  }

  /// Double quotes as JSON and YAML share them, for a text that is too long for a key.
  private static func quoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.properties.generalCategory == .control || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
