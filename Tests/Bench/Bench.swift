import Foundation
import TestKit

/// The measures, run in turn so that a machine's mood meets all of them.
struct Bench {
  var program: String
  var runs: Int

  private struct Measure {
    var name: String
    var arguments: [String]
    /// A new one for each run. Nothing is removed in between, which a file system would still be busy with.
    var output: String?
    var figures: [Figures] = []
  }

  func run() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dbplan-bench-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var measures = try measures(in: folder)
    for run in 0..<runs {
      for position in measures.indices {
        let measure = measures[position]
        let output = measure.output.map { ["--output", "\($0)-\(run)"] } ?? []
        measures[position].figures.append(try Figures.ofSeparateRun([program] + measure.arguments + output))
      }
    }
    report(measures)
  }

  private func measures(in folder: String) throws -> [Measure] {
    let large = "\(folder)/schema.sql"
    let half = "\(folder)/half.sql"
    try write(SyntheticSchema(tableCount: 1000).sql, to: large)
    try write(SyntheticSchema(tableCount: 500).sql, to: half)
    // Written once beforehand: what people do all day is the second run.
    let examples = ["generate", "--quiet", "--output", "\(folder)/examples"]
    _ = try Figures.ofSeparateRun([program] + examples)
    let history = try repository(in: folder)
    func generate(_ schema: String) -> [String] { ["generate", "--quiet", "--schema", schema] }
    return [
      Measure(name: "inspect --format sql, 1,000 tables", arguments: ["inspect", "--quiet", "--format", "sql", large]),
      Measure(name: "generate, 500 tables", arguments: generate(half), output: "\(folder)/half"),
      Measure(name: "generate, 1,000 tables", arguments: generate(large), output: "\(folder)/large"),
      Measure(name: "generate, all examples again", arguments: examples),
      Measure(
        name: "site, 1,000 tables", arguments: ["site", "--quiet", "--schema", large], output: "\(folder)/pages"),
      Measure(
        name: "diff of two commits, 1,000 tables",
        arguments: ["diff", "HEAD~1", "HEAD", "--quiet", "--project", history, "--format", "json"]),
    ]
  }

  /// Two versions of the large schema that differ by a column, an index and a table.
  private func repository(in folder: String) throws -> String {
    let history = "\(folder)/history"
    let old = SyntheticSchema(tableCount: 1000).sql
    let name = SyntheticSchema.tableName(500)
    let new =
      old.replacingOccurrences(
        of: "CREATE TABLE \(name) (\n", with: "CREATE TABLE \(name) (\n  added_later text,\n")
      + "CREATE TABLE later (id bigint PRIMARY KEY);\nCREATE INDEX idx_later ON \(name) (title);\n"
    let git = ["/usr/bin/env", "git", "-C", history, "-c", "user.name=a", "-c", "user.email=a@b"]
    try write("schema: schema.sql\n", to: "\(history)/dbplan.yml")
    _ = try Figures.ofSeparateRun(git + ["init", "-q"])
    for text in [old, new] {
      try write(text, to: "\(history)/schema.sql")
      _ = try Figures.ofSeparateRun(git + ["add", "-A"])
      _ = try Figures.ofSeparateRun(git + ["commit", "-q", "-m", "version"])
    }
    return history
  }

  private func report(_ measures: [Measure]) {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    print("12 columns, 2 foreign keys and 1 index a table, one hub. Medians of \(runs) runs on \(cores) cores.\n")
    print("| Run | Wall s | lowest | highest | CPU s | Peak MB | to inspect |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for measure in measures {
      let wall = measure.figures.map(\.wall)
      let ratio = zip(wall, measures[0].figures).map { $0 / $1.wall }
      let cells = [
        median(wall), wall.min() ?? 0, wall.max() ?? 0, median(measure.figures.map(\.cpu)),
      ].map { String(format: "%.2f", $0) }
      let peak = String(format: "%.0f", median(measure.figures.map(\.peak)))
      print(
        "| \(measure.name) | \(cells.joined(separator: " | ")) | \(peak) | \(String(format: "%.1f", median(ratio))) |")
    }
    let growth = zip(measures[2].figures, measures[1].figures).map { $0.wall / $1.wall }
    print("\nTwice the tables take \(String(format: "%.2f", median(growth))) times as long.")
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
