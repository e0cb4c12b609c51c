import Diagnostics
import Foundation
import SQLReading
import SQLSyntax
import SchemaModel
import TestKit

/// The SQL reader beside PostgreSQL's own parser in the same run, and how its time grows with the statements.
struct SQLReadingScale {
  var runs: Int

  /// A source and what it is read from, in order.
  private struct Source {
    var name: String
    var files: [SourceFile]
    /// What the parser is measured with: the statements, cut beforehand.
    var statements: [SQLStatement]
    var parsed: [Double] = []
    var read: [Double] = []

    init(_ name: String, _ files: [SourceFile]) {
      self.name = name
      self.files = files
      statements = files.flatMap { SQLScript($0.text).statements }
    }
  }

  private static let real = [
    ["danbooru/structure.sql"], ["pgstac/pgstac.0.10.0.sql"], ["pgstac/pgstac.0.9.12.sql"],
    ["pgstac/pgstac.0.9.12.sql", "pgstac/pgstac.0.9.12-0.10.0.sql"],
  ]

  func run() throws {
    print(
      "\nSQL reader and PostgreSQL's parser (parse and unpack), in turn in this process. Medians of \(runs) runs.\n")
    print("| Source | MB | statements | parsed ms | read ms | ratio | twice it takes |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    if let corpus = ProcessInfo.processInfo.environment["DBPLAN_CORPUS"] {
      for paths in Self.real {
        let files = try paths.map {
          SourceFile(path: $0, text: try String(contentsOfFile: "\(corpus)/sql/\($0)", encoding: .utf8))
        }
        report(measured([Source(paths.joined(separator: " and "), files)]))
      }
    } else {
      print("| DBPLAN_CORPUS is not set | | | | | | |")
    }
    report(
      measured(
        [250, 500, 1000, 2000, 4000].map { count in
          Source(
            "\(count) tables", [SourceFile(path: "schema.sql", text: SyntheticSchema(tableCount: count).sql)])
        }))
  }

  private func measured(_ sources: [Source]) -> [Source] {
    var sources = sources
    for _ in 0..<runs {
      for position in sources.indices {
        let source = sources[position]
        sources[position].parsed.append(seconds { parse(source.statements) })
        sources[position].read.append(seconds { read(source.files) })
      }
    }
    return sources
  }

  private func report(_ sources: [Source]) {
    var last: Double?
    for source in sources {
      let (parsed, read) = (median(source.parsed), median(source.read))
      let size = source.files.reduce(0) { $0 + $1.text.utf8.count }
      let cells = [
        source.name, rounded(Double(size) / 1e6), "\(source.statements.count)", rounded(parsed * 1000, 1),
        rounded(read * 1000, 1), rounded(median(zip(source.read, source.parsed).map { $0 / $1 })),
        last.map { rounded(read / $0) } ?? "",
      ]
      print("| \(cells.joined(separator: " | ")) |")
      last = read
    }
  }

  private func parse(_ statements: [SQLStatement]) {
    let count = SQLParser.run { parser in
      statements.count { statement in
        (try? parser.withStatement(statement.text, tokenCount: statement.tokenCount) { _ in true }) == true
      }
    }
    precondition(count > 100, "nothing was parsed")
  }

  private func read(_ files: [SourceFile]) {
    let reading = SQLReader().read(files)
    precondition(reading.value.tables.count > 5, "nothing was read")
  }

  private func seconds(_ work: () -> Void) -> Double {
    let time = ContinuousClock().measure(work)
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func rounded(_ value: Double, _ places: Int = 2) -> String { String(format: "%.\(places)f", value) }
}
