import Diagnostics
import PlanModel
import PlannerStatistics
import SchemaModel
import Sizing

/// How often rows of a table are written so that an index of some columns is, too.
struct WriteRates: Sendable {
  private var inserts: [ObjectName: Double] = [:]
  private var updates: [ObjectName: [(columns: Set<String>, rate: Double)]] = [:]
  /// What the log holds of an entry beside itself: record header, block reference (xlogrecord.h).
  private static let logBytes = 52.0

  init(plan: Plan) {
    for volume in plan.volumes {
      let rate =
        switch volume.growth?.value {
        case .rows(let rate)?: rate.value
        case .share(let share, let period)?: (volume.rows?.value.value ?? 0) * share.value / period
        case nil: 0.0
        }
      inserts[volume.table.value] = rate
    }
    for query in plan.queries {
      guard let shape = query.shape, let rate = query.rate?.value.value else { continue }
      guard let target = shape.relations.first(where: \.isWritten)?.name else { continue }
      switch shape.kind {
      case .insert: inserts[target] = max(inserts[target] ?? 0, rate)
      case .update: updates[target, default: []].append((Set(shape.columnsWritten.map(\.column)), rate))
      default: break
      }
    }
  }

  func load(of index: Index, on table: ObjectName, _ facts: TableFacts) -> WriteLoad {
    let columns = Set(index.elements.compactMap(\.columnName) + index.includes)
    var load = WriteLoad()
    load.perSecond = inserts[table] ?? 0
    for update in updates[table] ?? [] where !update.columns.isDisjoint(with: columns) { load.perSecond += update.rate }
    // Tuple header and values at a multiple of 8, and the pointer to it (itup.h).
    let key = columns.reduce(0) { $0 + facts.width(of: $1) } + (index.elements.count - columns.count) * 16
    load.entryBytes = Double((8 + max(4, key) + 7) / 8 * 8 + 4) + Self.logBytes
    let first = index.elements.first?.columnName.map(facts.correlation) ?? 0
    load.scatter = 1 - min(1, abs(first))
    return load
  }
}
