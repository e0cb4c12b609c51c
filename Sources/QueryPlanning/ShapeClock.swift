import PlannerStatistics
import SQLSyntax
import SQLWriting

/// Stops the clock of a statement at the day of a shape: plans are the same on every day then.
struct ShapeClock {
  let today: Moment

  /// `now()`, `CURRENT_TIMESTAMP`, `CURRENT_DATE` and the like as constants; within functions and views time goes on.
  func stop(in sql: String) -> String {
    let bytes = Array(sql.utf8)
    let tokens = SQLScanner.tokens(in: sql).filter { $0.kind != .comment }
    var result: [UInt8] = []
    var end = 0
    for (position, token) in tokens.enumerated() where token.range.lowerBound >= end {
      let word = String(decoding: bytes[token.range], as: UTF8.self).lowercased()
      func isThere(_ text: String, _ distance: Int) -> Bool {
        let index = position + distance
        guard tokens.indices.contains(index) else { return false }
        return bytes[tokens[index].range].elementsEqual(text.utf8)
      }
      guard !isThere(".", -1), let constant = constant(for: word) else { continue }
      let isCall = isThere("(", 1) && isThere(")", 2)
      guard isCall == Self.calls.contains(word) else { continue }
      result += bytes[end..<token.range.lowerBound] + Array(constant.utf8)
      end = isCall ? tokens[position + 2].range.upperBound : token.range.upperBound
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }

  private static let calls: Set<String> = [
    "now", "transaction_timestamp", "statement_timestamp", "clock_timestamp",
  ]

  private func constant(for word: String) -> String? {
    switch word {
    case "current_date": "CAST(\(SQLLiteral.text(today.date)) AS date)"
    case "localtimestamp": "CAST(\(SQLLiteral.text(today.timestamp)) AS timestamp)"
    case "current_timestamp": "CAST(\(SQLLiteral.text(today.timestamp)) AS timestamptz)"
    default: Self.calls.contains(word) ? "CAST(\(SQLLiteral.text(today.timestamp)) AS timestamptz)" : nil
    }
  }
}
