import SchemaModel

/// `CREATE TABLE ... AS SELECT ...`, kept as it was written: its columns show only when the query runs.
enum TableFromQuery {
  /// The table that the statement makes.
  static func name(in raw: RawObject) -> ObjectName? {
    guard raw.kind == "CREATE TABLE AS" else { return nil }
    var scanner = SQLReferences(raw.sql)
    var isBehindTable = false
    while let chain = scanner.nextChain() {
      let words = chain.map(\.text)
      if words == ["table"] {
        isBehindTable = true
      } else if isBehindTable, words.count > 1 || !["if", "not", "exists"].contains(words[0]) {
        let schema = words.count > 1 ? words[words.count - 2] : "public"
        return ObjectName(words[words.count - 1], schema: schema)
      }
    }
    return nil
  }

  /// The statement without the rows of its query.
  static func withoutData(_ sql: String) -> String {
    var scanner = SQLReferences(sql)
    var last = ""
    while let chain = scanner.nextChain() { last = chain.count == 1 ? chain[0].text : "" }
    return last == "data" ? sql : "\(sql)\nWITH NO DATA"
  }
}
