/// What a migration's own statements rename, as a plan would state it: two versions alone do not tell a rename from
/// something dropped and something made.
enum StatedRenames {
  static func read(_ sql: String) -> [(old: String, new: String)] {
    var tables: [String: String] = [:]
    var found: [(old: String, new: String)] = []
    let pattern =
      #/
      ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?([\w".]+)\s+RENAME\s+
      (?:(?:COLUMN|CONSTRAINT)\s+)?(?:([\w"]+)\s+)?TO\s+([\w"]+)
      /#
      .ignoresCase()
    for match in sql.matches(of: pattern) {
      let table = plain(match.1)
      guard let part = match.2 else {
        let target = (table.split(separator: ".").dropLast().map(String.init) + [plain(match.3)]).joined(separator: ".")
        tables[target] = table
        found.append((table, target))
        continue
      }
      found.append(("\(tables[table] ?? table).\(plain(part))", "\(table).\(plain(match.3))"))
    }
    let values = #/ALTER\s+TYPE\s+([\w".]+)\s+RENAME\s+VALUE\s+'([^']+)'\s+TO\s+'([^']+)'/#.ignoresCase()
    found += sql.matches(of: values).map { ("\(plain($0.1)).\($0.2)", "\(plain($0.1)).\($0.3)") }
    let indexes = #/ALTER\s+INDEX\s+(?:IF\s+EXISTS\s+)?([\w".]+)\s+RENAME\s+TO\s+([\w"]+)/#.ignoresCase()
    found += sql.matches(of: indexes).map { (plain($0.1), plain($0.2)) }
    // A column may be renamed before its table: both are stated by the table's names before and after.
    let later = Dictionary(tables.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    return found.map { old, new in
      guard let dot = new.lastIndex(of: "."), let table = later[String(new[..<dot])] else { return (old, new) }
      return (old, table + new[dot...])
    }
  }

  /// A name as it is stored.
  private static func plain(_ name: Substring) -> String {
    name.split(separator: ".").map { part in
      part.hasPrefix("\"") ? String(part.dropFirst().dropLast()) : part.lowercased()
    }.joined(separator: ".")
  }
}
