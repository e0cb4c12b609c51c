import SchemaModel

/// A constant of SQL and the casts behind it: `'a'::text`, `(-1)`, `0::numeric`.
struct SQLConstant {
  /// What a string in quotes holds, else the number or word itself.
  let text: String
  let isQuoted: Bool
  /// The types it is cast to, as they are written, innermost first.
  let casts: [String]

  /// nil for any other expression.
  init?(_ sql: String) {
    var rest = sql[...]
    if rest.first == "'" {
      guard let text = Self.takeString(&rest) else { return nil }
      (self.text, isQuoted) = (text, true)
    } else {
      let end = rest.firstRange(of: "::")?.lowerBound ?? rest.endIndex
      var word = rest[..<end]
      if word.first == "(", word.last == ")" { word = word.dropFirst().dropLast() }
      guard !word.isEmpty, word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }) else {
        return nil
      }
      (text, isQuoted) = (String(word), false)
      rest = rest[end...]
    }
    var casts: [String] = []
    while !rest.isEmpty {
      guard rest.hasPrefix("::") else { return nil }
      rest = rest.dropFirst(2)
      let end = rest.firstRange(of: "::")?.lowerBound ?? rest.endIndex
      casts.append(String(rest[..<end]))
      rest = rest[end...]
    }
    self.casts = casts
  }

  /// Whether its casts say no more than the column's own type does; a whole number is the same in every type of numbers.
  func isOf(_ type: ColumnType) -> Bool {
    let isWhole = Int(text) != nil && Self.numbers.contains(type.name) && !type.isArray
    return casts.allSatisfy { word in
      guard let cast = Self.type(word) else { return false }
      if isWhole, Self.numbers.contains(cast.name), cast.modifiers.isEmpty, !cast.isArray { return true }
      return cast.name == type.name && cast.arrayDimensions.signum() == type.arrayDimensions.signum()
        && (cast.modifiers.isEmpty || cast.modifiers == type.modifiers)
        && (cast.schema ?? type.schema ?? "") == (type.schema ?? "")
    }
  }

  private static let numbers: Set<String> = ["int2", "int4", "int8", "numeric"]

  private static func takeString(_ rest: inout Substring) -> String? {
    var value = ""
    rest = rest.dropFirst()
    while let quote = rest.firstIndex(of: "'") {
      value += rest[..<quote]
      rest = rest[rest.index(after: quote)...]
      guard rest.first == "'" else { return value }
      value += "'"
      rest = rest.dropFirst()
    }
    return nil
  }

  /// A type as it is written in a cast; without a schema for a name that has none there.
  private static func type(_ text: String) -> ColumnType? {
    var rest = text[...]
    var dimensions = 0
    while rest.hasSuffix("[]") {
      rest = rest.dropLast(2)
      dimensions += 1
    }
    var modifiers: [String] = []
    if let open = rest.firstIndex(of: "("), let close = rest.lastIndex(of: ")"), open < close {
      modifiers = rest[rest.index(after: open)..<close].split(separator: ",").map { $0.filter { $0 != " " } }
      rest = rest[..<open] + rest[rest.index(after: close)...]
    }
    let words = rest.lowercased().split(separator: " ").joined(separator: " ")
    if let name = ColumnType.aliases[words] {
      return ColumnType(name, modifiers: modifiers, arrayDimensions: dimensions)
    }
    guard let parts = RegclassText.parts(of: String(rest)), let name = parts.last, parts.count < 3 else { return nil }
    let schema = parts.count == 2 && parts[0] != "pg_catalog" ? parts[0] : nil
    return ColumnType(name, schema: schema, modifiers: modifiers, arrayDimensions: dimensions)
  }
}
