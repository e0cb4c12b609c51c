import Foundation
import TestKit
import Testing

/// Every PostgreSQL source of `DBPLAN_CORPUS`: what PostgreSQL has after loading it, what it has after loading what was
/// written of it, and what the SQL reader understood, compared object by object. A fixed sample, or with
/// `DBPLAN_PROVE=1` all.
@Suite struct LiveReadingTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  @Test(
    .enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"),
    .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func postgresHasWhatWasRead() async throws {
    let root = try #require(CorpusSource.root)
    let all = CorpusSource.all(under: root).filter(\.isSQL)
    #expect(all.count > 200)
    let sources = Self.isProof ? all : CorpusSource.sample(of: all, count: 20)
    let measure = LiveMeasure(root: root, preludes: try CorpusPreludes())
    let outcomes = try await outcomes(of: sources, measure)
    var report = LiveReport(exceptions: try LiveExceptions())
    for outcome in outcomes { report.add(outcome) }
    print(report.table)
    for line in report.unexcused {
      Issue.record("\(line)")
      print(line)
    }
    guard Self.isProof else { return }
    for line in report.unneeded { Issue.record("the exception is not needed any more: \(line)") }
  }

  /// Two servers at once; on each, one source after the other finds an empty database.
  private func outcomes(of sources: [CorpusSource], _ measure: LiveMeasure) async throws -> [LiveOutcome] {
    try await withThrowingTaskGroup(of: [LiveOutcome].self) { group in
      for job in 0..<2 {
        group.addTask {
          try await ThrowawayPostgres.run { server in
            var outcomes: [LiveOutcome] = []
            for number in stride(from: job, to: sources.count, by: 2) {
              outcomes.append(try await measure.measure(sources[number], on: server))
            }
            return outcomes
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }.sorted { $0.source.path < $1.source.path }
    }
  }
}

/// Reviewed differences: `comparison | source | object and property | reason` a line in a list.
struct LiveExceptions {
  struct Entry: Hashable {
    var comparison: String
    var source: String
    var object: String
    var reason: String

    var line: String { "\(comparison) | \(source) | \(object)" }
  }

  let entries: [Entry]

  init(
    _ file: String = "live-exceptions.txt", and more: String? = nil, beside test: String = #filePath
  ) throws {
    let files = [file] + [more].compactMap(\.self)
    entries = try files.flatMap { try CorpusTable.rows(of: $0, beside: test) }.map { fields in
      guard fields.count == 4 else { throw CorpusTable.Malformed(line: fields.joined(separator: " | ")) }
      return Entry(comparison: fields[0], source: fields[1], object: fields[2], reason: fields[3])
    }
  }

  func entry(_ comparison: String, _ source: String, _ object: String) -> Entry? {
    entries.first {
      $0.comparison == comparison && CorpusTable.matches(source, $0.source) && CorpusTable.matches(object, $0.object)
    }
  }
}

/// The figures of all sources.
struct LiveReport {
  let exceptions: LiveExceptions
  private(set) var unexcused: [String] = []
  private var counts: [LiveComparison: [String: (objects: Int, equal: Int)]] = [:]
  private var excused: [LiveExceptions.Entry: Int] = [:]
  private var loaded = 0
  private var sources = 0

  init(exceptions: LiveExceptions) { self.exceptions = exceptions }

  mutating func add(_ outcome: LiveOutcome) {
    sources += 1
    if let failure = outcome.failure {
      note(failure.step, outcome.source.path, failure.message, shown: failure.message)
      return
    }
    loaded += 1
    for (comparison, found) in outcome.comparisons {
      for (kind, count) in found.counts {
        let known = counts[comparison, default: [:]][kind] ?? (0, 0)
        counts[comparison, default: [:]][kind] = (known.objects + count.objects, known.equal + count.equal)
      }
      for difference in found.differences {
        let object = "\(difference.key.kind) \(difference.key.name) \(difference.property)"
        note(comparison.rawValue, outcome.source.path, object, shown: difference.line)
      }
    }
  }

  private mutating func note(_ comparison: String, _ source: String, _ object: String, shown: String) {
    if let entry = exceptions.entry(comparison, source, object) {
      excused[entry, default: 0] += 1
    } else {
      unexcused.append("\(source): \(comparison): \(shown)")
    }
  }

  var unneeded: [String] { exceptions.entries.filter { excused[$0] == nil }.map(\.line) }

  /// Objects compared, equal and different, by kind.
  var table: String {
    var lines = ["sources: \(sources), loaded: \(loaded)"]
    for comparison in LiveComparison.allCases {
      lines.append("\n| \(comparison.title) | objects | equal | different |\n|---|--:|--:|--:|")
      let kinds = counts[comparison] ?? [:]
      for (kind, count) in kinds.sorted(by: { $0.key < $1.key }) {
        lines.append("| \(kind) | \(count.objects) | \(count.equal) | \(count.objects - count.equal) |")
      }
      let (all, equal) = kinds.values.reduce((0, 0)) { ($0.0 + $1.objects, $0.1 + $1.equal) }
      lines.append("| all | \(all) | \(equal) | \(all - equal) |")
    }
    for (entry, count) in excused.sorted(by: { $0.key.source < $1.key.source }) {
      lines.append("  except \(entry.comparison): \(entry.source): \(entry.object) (\(count)): \(entry.reason)")
    }
    return lines.joined(separator: "\n")
  }
}
