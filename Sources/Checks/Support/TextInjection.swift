/// Values in the text of a query, as the languages of applications put them there.
struct TextInjection {
  var what: String
  /// The place, as it is written.
  var text: String

  /// In SQL: `$1` and what drivers write for it are parameters, everything else is text.
  static func inSQL(_ sql: String) -> TextInjection? {
    if let found = sql.firstMatch(of: #/\$\{[^}]*\}/#) {
      return TextInjection(what: "interpolated", text: String(found.output))
    }
    if let found = sql.firstMatch(of: #/'%?%(?:s|\(\w+\)s)%?'/#) {
      return TextInjection(what: "formatted within quotes", text: String(found.output))
    }
    if let found = sql.firstMatch(of: #/['"]\s*\+\s*[A-Za-z_][\w.]*\s*\+\s*['"]/#) {
      return TextInjection(what: "concatenated", text: String(found.output))
    }
    if let found = sql.firstMatch(of: #/[=<>(,]\s*\{[A-Za-z_][\w.]*\}/#) {
      return TextInjection(what: "interpolated", text: String(found.output))
    }
    return nil
  }

  /// In a call: tagged templates and bound parameters are safe; strings that are made are not.
  static func inCall(_ call: String) -> TextInjection? {
    if let found = call.firstMatch(of: #/\$(?:query|execute)RawUnsafe/#) {
      return TextInjection(what: "a raw call that takes any string", text: String(found.output))
    }
    if let found = call.firstMatch(of: #/(?:Prisma|Sql)\.raw\(\s*[^"'`\s)]/#) {
      return TextInjection(what: "raw text from a variable", text: String(found.output))
    }
    guard call.contains(#/(?:execute|query|text|raw|exec_driver_sql|scalars?)\s*\(/#) else { return nil }
    if let found = call.firstMatch(of: #/\(\s*[rR]?[fF][rR]?(?:"[^"]*\{|'[^']*\{)/#) {
      return TextInjection(what: "an f-string", text: String(found.output))
    }
    if let found = call.firstMatch(of: #/["']\s*\.format\(/#) {
      return TextInjection(what: "formatted", text: String(found.output))
    }
    if let found = call.firstMatch(of: #/\(\s*(?:"+(?:[^"\\]|\\.)*"+|'+(?:[^'\\]|\\.)*'+)\s*%\s*[\w(]/#) {
      return TextInjection(what: "formatted", text: String(found.output))
    }
    if let found = call.firstMatch(of: #/\(\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)\s*\+\s*[\w.]+/#) {
      return TextInjection(what: "concatenated", text: String(found.output))
    }
    if let found = call.firstMatch(of: #/\(\s*`[^`]*\$\{[^}]*\}/#) {
      return TextInjection(what: "interpolated", text: String(found.output))
    }
    return nil
  }
}
