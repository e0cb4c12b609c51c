/// One row of a query: its fields by name, as what they mean.
struct Row {
  let columns: [String: Int]
  let values: [String?]

  /// The text of a field; nil for NULL, and for what the query does not have.
  subscript(_ name: String) -> String? { columns[name].flatMap { values[$0] } }

  func text(_ name: String) -> String { self[name] ?? "" }
  func isTrue(_ name: String) -> Bool { self[name] == "t" || self[name] == "true" }
  func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
  func list(_ name: String) -> [String] { self[name].map(ArrayText.elements) ?? [] }

  /// The numbers of an `int2vector` or `oidvector`.
  func vector(_ name: String) -> [Int] { text(name).split(separator: " ").compactMap { Int($0) } }
}

extension Row {
  static func all(_ result: DatabaseRows?) -> [Row] {
    let columns = Dictionary(
      (result?.columns ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return (result?.rows ?? []).map { Row(columns: columns, values: $0) }
  }
}

extension DatabaseSnapshot {
  func rows(_ query: CatalogQuery) -> [Row] { Row.all(rows[query]) }
}

/// Arrays as PostgreSQL writes them: `{a,"b, c",NULL}`.
enum ArrayText {
  /// The elements of an array of one dimension; NULL elements are empty.
  static func elements(_ text: String) -> [String] {
    guard text.utf8.first == UInt8(ascii: "{"), text.utf8.count > 2 else { return [] }
    var elements: [String] = []
    var current: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    var isEscaped = false
    func finish() {
      let element = String(decoding: current, as: UTF8.self)
      elements.append(element == "NULL" && !wasQuoted ? "" : element)
      current = []
      wasQuoted = false
    }
    for byte in text.utf8.dropFirst().dropLast() {
      if isEscaped {
        current.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        wasQuoted = true
      } else if byte == UInt8(ascii: ","), !isQuoted {
        finish()
      } else {
        current.append(byte)
      }
    }
    finish()
    return elements
  }

  /// Options as PostgreSQL stores them, `{fillfactor=70,"a=b c"}`, by name.
  static func options(_ list: [String]) -> [String: String] {
    var options: [String: String] = [:]
    for item in list {
      let halves = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      options[String(halves[0])] = halves.count > 1 ? String(halves[1]) : "true"
    }
    return options
  }
}
