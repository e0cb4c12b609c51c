package import SchemaModel

extension ColumnType {
  /// The type as SQL that means the same under every search path.
  package var sql: String {
    let brackets = String(repeating: "[]", count: arrayDimensions)
    if let userType { return QuotedIdentifier.text(userType) + suffix + brackets }
    return builtIn + brackets
  }

  private var suffix: String { modifiers.isEmpty ? "" : "(\(modifiers.joined(separator: ",")))" }

  private var builtIn: String {
    switch name {
    case "timestamptz", "timetz": "\(name.dropLast(2))\(suffix) with time zone"
    case "interval": intervalText
    // Without a length `character` would mean one character.
    case "bpchar" where modifiers.isEmpty: "bpchar"
    case "char", "\"char\"": "\"char\""
    case "timestamp", "time": name + suffix
    default: isWrittenAsItIs ? element.display : QuotedIdentifier.text(name) + suffix
    }
  }

  /// The fields come as a modifier that is no number.
  private var intervalText: String {
    let fields = modifiers.filter { Int($0) == nil }.map { " \($0)" }.joined()
    let precision = modifiers.filter { Int($0) != nil }.map { "(\($0))" }.joined()
    return "interval" + fields + precision
  }

  /// Known spellings, and types that a source gave as one text with its modifiers.
  private var isWrittenAsItIs: Bool {
    QuotedIdentifier.isPlain(name) || Self.aliases[name] != nil
      || name.unicodeScalars.allSatisfy { scalar in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "(", ")", ",", " ", ".": true
        default: false
        }
      } && name.contains("(")
  }
}
