import PlanModel
import SchemaModel

/// How long work on a table takes, from its bytes and a rate: bytes a second of a busy server to those of an idle one.
struct WorkTime {
  enum Work {
    case scan
    case build
    case rewrite
  }

  private let context: MigrationContext

  init(_ context: MigrationContext) { self.context = context }

  /// Bytes a row when neither the plan nor sizing says more.
  private static let width = 100.0

  /// Bytes that are there; nil where the plan states no rows.
  func bytes(of table: ObjectName) -> Double? {
    context.rows(of: table).map { context.facts.bytes[table] ?? $0 * Self.width }
  }

  /// Bytes a second; a disk that the plan states is not read faster than it can be.
  func rate(_ work: Work) -> ClosedRange<Double> {
    let rate =
      switch work {
      case .scan: 100e6...2000e6
      case .build: 50e6...300e6
      case .rewrite: 15e6...60e6
      }
    guard let disk = context.facts.disk else { return rate }
    return min(rate.lowerBound, disk)...min(rate.upperBound, max(disk, rate.lowerBound))
  }

  func seconds(_ bytes: Double, _ work: Work) -> ClosedRange<Double> {
    let rate = rate(work)
    return bytes / rate.upperBound...bytes / rate.lowerBound
  }

  /// `168M rows, 48.4 GiB`; nil where the plan states no rows.
  func volume(of table: ObjectName) -> String? {
    context.rows(of: table).map { rows in
      "\(Format.count(rows)) rows" + (context.facts.bytes[table].map { ", \(Format.bytes($0))" } ?? "")
    }
  }
}
