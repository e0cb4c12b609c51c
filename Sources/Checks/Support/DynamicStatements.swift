/// A statement that a PL/pgSQL function makes of text and runs.
struct DynamicStatement {
  /// The expression behind EXECUTE.
  var text: String
  /// Parts of it that come from variables and are not quoted.
  var open: [String]
}

enum DynamicStatements {
  static func `in`(_ function: String) -> [DynamicStatement] {
    let text = uncommented(function)
    return text.matches(of: #/(?i)\bEXECUTE\s+(?!FUNCTION\b|PROCEDURE\b|ON\b)/#).map { match in
      let expression = expression(text[match.range.upperBound...])
      return DynamicStatement(text: expression, open: open(expression, in: text))
    }
  }

  private static func uncommented(_ text: String) -> String {
    var text = text
    text.replace(#/--[^\n]*/#, with: "")
    text.replace(#/(?s)\/\*.*?\*\//#, with: "")
    return text
  }

  /// Up to the statement's end, or to where its parameters or its result begin.
  private static func expression(_ text: Substring) -> String {
    let pieces = pieces(text, at: [";"])
    let whole = pieces.first ?? ""
    // What is in strings does not count.
    var result = ""
    for (number, part) in whole.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { result += "'" }
      if number % 2 == 0, let stop = part.firstMatch(of: #/(?i)(?:^|\s)(?:USING|INTO|LOOP)\s/#) {
        return (result + part[..<stop.range.lowerBound]).trimmed
      }
      result += part
    }
    return result.trimmed
  }

  private static func open(_ expression: String, in function: String) -> [String] {
    if let call = expression.wholeMatch(of: #/(?is)(?:pg_catalog\.)?format\s*\((.*)\)/#) {
      return openArguments(String(call.output.1), in: function)
    }
    let parts = pieces(Substring(expression), at: ["||"])
    guard parts.count > 1 else { return [] }
    return parts.map(\.trimmed).flatMap { part -> [String] in
      if let call = part.wholeMatch(of: #/(?is)(?:pg_catalog\.)?format\s*\((.*)\)/#) {
        return openArguments(String(call.output.1), in: function)
      }
      return isSafe(part, in: function) ? [] : [part]
    }
  }

  /// What stands for `%s`.
  private static func openArguments(_ list: String, in function: String) -> [String] {
    let arguments = pieces(Substring(list), at: [","]).map(\.trimmed)
    guard let format = arguments.first else { return [] }
    var next = 1
    return format.matches(of: #/%(?:(\d+)\$)?-?\d*([sIL%])/#).compactMap { match in
      guard match.output.2 != "%" else { return nil }
      let position = match.output.1.flatMap { Int($0) } ?? next
      next = position + 1
      guard match.output.2 == "s", arguments.indices.contains(position) else { return nil }
      return isSafe(arguments[position], in: function) ? nil : arguments[position]
    }
  }

  /// A constant, quoted, or of a type whose text can hold no statement.
  private static func isSafe(_ part: String, in function: String) -> Bool {
    if part.isEmpty || part.hasPrefix("'") || part.hasPrefix("E'") || part.hasPrefix("$") || Int(part) != nil {
      return true
    }
    if part.contains(#/(?i)^\(?\s*(?:pg_catalog\.)?quote_(?:ident|literal|nullable)\s*\(/#) { return true }
    if part.contains(#/(?i)^(?:CASE|format)\b/#) { return true }
    let types = #/(?i)::\s*(?:pg_catalog\.)?(?:reg\w+|oid|int\w*|bigint|smallint|date|boolean|bool)\b/#
    if part.contains(types) || part.contains(#/(?i)^(?:pg_get_\w+|TG_RELID|count|length|extract|to_regclass)\b/#) {
      return true
    }
    guard part.wholeMatch(of: #/\w+/#) != nil else { return false }
    let declared = try? Regex(
      "(?i)\\b\(part)\\s+(?:constant\\s+)?(?:pg_catalog\\.)?(?:reg\\w+|oid|int(?:eger|2|4|8)?|bigint|smallint|numeric|date|boolean)\\b"
    )
    return declared.map { function.contains($0) } ?? false
  }

  /// Parts at separators that stand in no string and no brackets.
  private static func pieces(_ text: Substring, at separators: [String]) -> [String] {
    var parts = [""]
    var depth = 0
    var isQuoted = false
    var position = text.startIndex
    while position < text.endIndex {
      let character = text[position]
      if character == "'" { isQuoted.toggle() }
      if !isQuoted {
        if "([".contains(character) { depth += 1 }
        if ")]".contains(character) { depth -= 1 }
        if depth <= 0, let found = separators.first(where: { text[position...].hasPrefix($0) }) {
          if found == ";" { return parts }
          parts.append("")
          position = text.index(position, offsetBy: found.count)
          continue
        }
      }
      parts[parts.count - 1].append(character)
      position = text.index(after: position)
    }
    return parts
  }
}

extension String {
  fileprivate var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
