import Diagnostics
import IndexAnalysis
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
  private static let pendingBytes = 4_194_304.0
  private var changed: Set<ObjectName> = []

  init(plan: Plan, catalog: Catalog) {
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
      if shape.kind == .update || shape.kind == .delete { changed.insert(target) }
    }
    for batch in plan.batches {
      let mode = batch.mode?.value.lowercased() ?? ""
      if let table = batch.table?.value, !["insert", "copy", "read"].contains(mode) { changed.insert(table) }
    }
    let keepers = RetentionKeepers(plan: plan, catalog: catalog)
    for volume in plan.volumes {
      if volume.updates?.value.value ?? 0 > 0 { changed.insert(volume.table.value) }
      guard volume.retention != nil else { continue }
      if case .partitions? = keepers.keeper(of: volume.table.value) { continue }
      changed.insert(volume.table.value)
    }
  }

  private func columns(of index: Index, _ facts: TableFacts) -> Set<String> {
    let named = index.elements.compactMap(\.columnName) + index.includes
    let nouns = index.elements.flatMap { element -> [String] in
      guard case .expression(let expression) = element.key else { return [] }
      return SQLTokens(expression.sql).nouns.filter(facts.hasColumn)
    }
    return Set(named + nouns)
  }

  /// Whether no declared query or batch changes or deletes rows, and none grows too old but with its partition.
  func isAppendOnly(_ table: ObjectName) -> Bool { inserts[table] ?? 0 > 0 && !changed.contains(table) }

  func load(of index: Index, on table: ObjectName, _ facts: TableFacts, _ shape: PlannerIndex) -> WriteLoad {
    let columns = columns(of: index, facts)
    var load = WriteLoad()
    load.perSecond = inserts[table] ?? 0
    for update in updates[table] ?? [] where !update.columns.isDisjoint(with: columns) { load.perSecond += update.rate }
    guard index.method == "btree" else {
      load.keys = shape.keysPerRow
      load.lookups = index.method == "brin" ? 10 : 0
      load.entryBytes = shape.logBytesPerRow
      // Keys of many rows wait in the pending list and go to a page together (gin_pending_list_limit: 4 MiB).
      load.scatter =
        index.method == "gin"
        ? min(1, Double(shape.pages) * max(1, shape.logBytesPerRow / shape.keysPerRow - 46) / Self.pendingBytes) : 0
      return load
    }
    // Tuple header and values at a multiple of 8, and the pointer to it (itup.h).
    let key = columns.reduce(0) { $0 + facts.width(of: $1) } + (index.elements.count - columns.count) * 16
    load.entryBytes = Double((8 + max(4, key) + 7) / 8 * 8 + 4) + Self.logBytes
    let first = index.elements.first?.columnName.map(facts.correlation) ?? 0
    load.scatter = 1 - min(1, abs(first))
    return load
  }
}
