import Diagnostics
import Foundation
import SQLReading
import SQLSyntax
import TestKit

/// The SQL reader beside PostgreSQL's own parser in the same run, and how its time grows with the statements.
struct SQLReadingScale {
  var runs: Int

  private static let files = ["sql/danbooru/structure.sql", "sql/pgstac/pgstac.0.10.0.sql"]

  func run() throws {
    print("\nSQL reader, in this process. The least of \(runs) runs.\n")
    print("| Source | MB | parsed s | read s | ratio |")
    print("|---|--:|--:|--:|--:|")
    if let corpus = ProcessInfo.processInfo.environment["DBPLAN_CORPUS"] {
      for path in Self.files {
        report(path, try String(contentsOfFile: "\(corpus)/\(path)", encoding: .utf8))
      }
    } else {
      print("| DBPLAN_CORPUS is not set | | | | |")
    }
    let half = SyntheticSchema(tableCount: 1000).sql
    let whole = SyntheticSchema(tableCount: 2000).sql
    report("2,000 synthetic statements", half)
    report("4,000 synthetic statements", whole)
    let growth = least { read(whole) } / least { read(half) }
    print("\nTwice the statements take the SQL reader \(rounded(growth)) times as long.")
  }

  private func report(_ name: String, _ text: String) {
    let parsed = least { parse(text) }
    let read = least { read(text) }
    let size = rounded(Double(text.utf8.count) / 1e6)
    print("| \(name) | \(size) | \(rounded(parsed, 3)) | \(rounded(read, 3)) | \(rounded(read / parsed)) |")
  }

  /// The parser's own work, statement by statement: parse and unpack.
  private func parse(_ text: String) {
    let script = SQLScript(text)
    let count = SQLParser.run { parser in
      script.statements.count { statement in
        (try? parser.withStatement(statement.text, tokenCount: statement.tokenCount) { _ in true }) == true
      }
    }
    precondition(count > 100, "nothing was parsed")
  }

  private func read(_ text: String) {
    let reading = SQLReader().read([SourceFile(path: "schema.sql", text: text)])
    precondition(reading.value.tables.count > 5, "nothing was read")
  }

  private func least(_ work: () -> Void) -> Double {
    (0..<max(runs, 3)).map { _ in
      let time = ContinuousClock().measure(work)
      return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }.min() ?? 0
  }

  private func rounded(_ value: Double, _ places: Int = 2) -> String { String(format: "%.\(places)f", value) }
}
