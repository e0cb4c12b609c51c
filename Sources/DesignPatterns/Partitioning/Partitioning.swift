import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// Range partitions by the time at which rows came.
enum Partitioning {
  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    subject.tables.compactMap { table in
      guard let layout = PartitionLayout(table, in: subject) else { return nil }
      if case .decided = layout.reason { return pattern(layout, subject) }
      return PartitionTrade(layout, in: subject).isWorthIt ? pattern(layout, subject) : nil
    }
  }

  static func pattern(_ layout: PartitionLayout, _ subject: PatternSubject) -> DesignPattern {
    let table = layout.table
    let new = PartitionedTable(layout)
    let volume = subject.volumes[table.name]
    var pattern = DesignPattern(
      .partitioning, on: table.name, layout.time.column.name,
      title: "range partitions by \(layout.interval.rawValue) of \(code: layout.time.column.name)",
      because: because(layout, subject), gain: gain(layout, subject), cost: cost(layout, new, subject))
    pattern.details =
      [
        arithmetic(layout).from([volume?.growth?.span, volume?.retention?.span] + subject.sizeSources(of: table)),
        keys(new, by: layout.time.column), incoming(layout, subject), indexes(layout, subject), noDefault(layout),
        oldRows(layout, subject),
      ] + queries(layout, subject) + [locks(layout)]
    if subject.catalog.origin.language == .prisma { pattern.details.append(prisma(table, new)) }
    if table.rowSecurity.isEnabled { pattern.details.append(policies(layout)) }
    pattern.scripts = PartitionScripts(layout, in: subject).all
    return pattern
  }

  private static func because(_ layout: PartitionLayout, _ subject: PatternSubject) -> Claim {
    let volume = subject.volumes[layout.table.name]
    let rows: Claim = "\(rows: layout.arrivals * CalendarUnit.month) rows a month arrive"
    let stay: Claim = layout.retention.map { ", each stays \(written: $0.value.written)" } ?? ""
    let spans = [volume?.growth?.span, volume?.retention?.span]
    switch layout.reason {
    case .decided(let decision):
      return Claim("\(decision.id.value) decides it; \(rows)\(stay)").from([decision.chosen?.span] + spans)
    case .large(let bytes, let limit):
      let memory = subject.plan.deployment?.memory
      let of: Claim = memory.map { " (a quarter of \(written: $0.value.written) memory)" } ?? ""
      return Claim("\(bytes: bytes) at 36 months, \(bytes: limit)\(of) is the limit; \(rows)\(stay)").from(
        [memory?.span] + spans + subject.sizeSources(of: layout.table))
    case .deletes(let rate):
      return
        Claim(
          "\(rows: rate) rows a month arrive and as many have to go after \(written: layout.retention?.value.written ?? ""); the limit for deletes is \(rows: PartitionLayout.dearDeletes)"
        )
        .from(spans)
    }
  }

  private static func gain(_ layout: PartitionLayout, _ subject: PatternSubject) -> Claim {
    let entries = layout.rowsPerPartition * Double(SizeEstimator.indexes(of: layout.table).count)
    let sources = subject.sizeSources(of: layout.table)
    if layout.retention != nil {
      return
        Claim(
          "\(bytes: layout.bytesPerPartition) go by DETACH and DROP in place of \(rows: layout.rowsPerPartition) deleted rows and \(rows: entries) index entries left to vacuum, each \(layout.interval.rawValue)"
        )
        .from(sources)
    }
    return
      Claim(
        "reads of one \(layout.interval.rawValue) meet \(rows: layout.rowsPerPartition) rows and \(bytes: layout.bytesPerPartition)"
      )
      .from(sources)
  }

  private static func cost(_ layout: PartitionLayout, _ new: PartitionedTable, _ subject: PatternSubject) -> Claim {
    let rows = subject.rows(of: layout.table.name, afterMonths: PatternSubject.horizon) ?? 0
    let wider = SizeEstimator.indexes(of: new.table).reduce(0.0) { sum, index in
      guard let old = SizeEstimator.indexes(of: layout.table).first(where: { $0.name == index.name }) else {
        return sum
      }
      return sum + subject.estimator.estimate(index, of: layout.table, rows: rows)
        - subject.estimator.estimate(old, of: layout.table, rows: rows)
    }
    let dropped = (subject.references[layout.table.name] ?? []).filter { $0.key.isEnforced }.count
    let keys: Claim = dropped == 0 ? "" : dropped == 1 ? ", 1 foreign key to it" : ", \(dropped) foreign keys to it"
    return Claim("\(bytes: max(0, wider)) more in its keys at 36 months, a job each \(layout.interval.rawValue)\(keys)")
      .from(
        subject.sizeSources(of: layout.table))
  }

  /// Why this interval: what the next wider and the next narrower one would be.
  private static func arithmetic(_ layout: PartitionLayout) -> Claim {
    let name = layout.interval.rawValue
    let held: Claim =
      layout.retention.map { "\(written: $0.value.written) / \(name) = \(layout.held) full" }
      ?? "36 months / \(name) = \(layout.held) full"
    var claim: Claim =
      "a \(name) holds \(rows: layout.rowsPerPartition) rows, \(bytes: layout.bytesPerPartition); \(held), 1 that fills, \(PartitionLayout.ahead) ahead: \(layout.count) partitions"
    let perSecond = layout.bytesPerPartition / layout.interval.seconds
    let order = CalendarInterval.allCases
    guard let place = order.firstIndex(of: layout.interval) else { return claim }
    let span = Double(layout.held) * layout.interval.seconds
    if place + 1 < order.count {
      let wide = order[place + 1]
      let kept = Int((span / wide.seconds).rounded())
      claim =
        "\(claim); a \(wide.rawValue): \(kept) full of \(bytes: perSecond * wide.seconds), rows up to a \(wide.rawValue) too old"
    }
    if place > 0 {
      let narrow = order[place - 1]
      claim =
        "\(claim); a \(narrow.rawValue): \(Int((span / narrow.seconds).rounded())) of \(bytes: perSecond * narrow.seconds)"
    }
    return claim
  }

  static func keys(_ new: PartitionedTable, by column: Column) -> Claim {
    let changed =
      new.changedKeys.map { (name: $0.old.name, columns: $0.new.columns, old: $0.old.columns, span: $0.old.span) }
      + new.changedIndexes.map {
        (
          name: $0.old.name, columns: $0.new.elements.map(\.display), old: $0.old.elements.map(\.display),
          span: $0.old.span
        )
      }
    guard !changed.isEmpty else {
      return Claim("\(code: column.name) is in every unique key already").from([column.span])
    }
    var claim: Claim = ""
    for (position, key) in changed.enumerated() {
      claim =
        "\(claim)\(position == 0 ? "" : "; ")\(code: key.name) becomes \(code: "(\(key.columns.joined(separator: ", ")))")"
    }
    let weaker = changed.map { "(\($0.old.joined(separator: ", ")))" }
    return Claim("\(claim): \(codes: weaker) alone is unique within a partition only").from(changed.map(\.span))
  }

  private static func incoming(_ layout: PartitionLayout, _ subject: PatternSubject) -> Claim {
    let incoming = (subject.references[layout.table.name] ?? []).filter { $0.key.isEnforced }
    guard !incoming.isEmpty else {
      return Claim("no foreign key points at \(table: layout.table.name), none is lost").from([layout.table.span])
    }
    var claim: Claim = ""
    for (position, reference) in incoming.enumerated() {
      let width = layout.time.column.type.name == "date" ? 4.0 : 8.0
      let rows = subject.rows(of: reference.table, afterMonths: PatternSubject.horizon)
      let price: Claim = rows.map { ", \(bytes: $0 * width) in \(rows: $0) rows" } ?? ""
      claim =
        "\(claim)\(position == 0 ? "" : "; ")\(code: reference.key.name) of \(table: reference.table) goes, or its table takes a copy of \(code: layout.time.column.name)\(price)"
    }
    return claim.from(
      incoming.flatMap {
        [
          $0.key.span, subject.volumes[$0.table]?.rows?.span, subject.volumes[$0.table]?.growth?.span,
          subject.volumes[$0.table]?.retention?.span,
        ]
      })
  }

  private static func indexes(_ layout: PartitionLayout, _ subject: PatternSubject) -> Claim {
    let indexes = SizeEstimator.indexes(of: layout.table)
    let later = subject.rows(of: layout.table.name, afterMonths: PatternSubject.horizon) ?? 0
    let whole = subject.estimator.estimate(layout.table, rows: later).indexes
    let part = subject.estimator.estimate(layout.table, rows: layout.rowsPerPartition).indexes
    return
      Claim(
        "new rows enter \(bytes: part) of the \(indexes.count) indexes of one partition, not \(bytes: whole) of the whole"
      )
      .from(subject.sizeSources(of: layout.table))
  }

  private static func noDefault(_ layout: PartitionLayout) -> Claim {
    let end = layout.bounds(of: PartitionLayout.ahead - 1).to
    return
      Claim(
        "no DEFAULT partition, beside which DETACH CONCURRENTLY is refused; so rows of \("\(end)") and later need the job of \("\(layout.boundary)") to have run"
      )
      .from([layout.time.column.span])
  }

  private static func oldRows(_ layout: PartitionLayout, _ subject: PatternSubject) -> Claim {
    let volume = subject.volumes[layout.table.name]
    let rows: Claim = volume?.rows.map { "\(rows: $0.value.value) rows stay where they are: " } ?? ""
    let batches = subject.retentions.batches(deletingFrom: layout.table.name)
    let end = layout.interval.advanced(layout.boundary, by: layout.held)
    let until: Claim =
      layout.retention == nil
      ? ""
      : batches.isEmpty
        ? "; all of it can be dropped on \("\(end)")"
        : "; \(names: batches.map(\.name.value)) goes on there, until all of it is dropped on \("\(end)")"
    return
      Claim(
        "\(rows)the table becomes \(code: layout.oldName.display), attached below \("\(layout.boundary)") by a check that was validated before\(until)"
      )
      .from([volume?.rows?.span, volume?.retention?.span] + batches.map(\.name.span))
  }

  private static func locks(_ layout: PartitionLayout) -> Claim {
    let parents = layout.table.foreignKeys.filter(\.isEnforced).map(\.target.display)
    let others: Claim =
      parents.isEmpty ? "" : ", SHARE ROW EXCLUSIVE on \(codes: Array(Set(parents)).sorted()) for its foreign keys"
    return Claim("the swap takes ACCESS EXCLUSIVE on \(table: layout.table.name)\(others), each for an instant").from(
      [layout.table.span] + layout.table.foreignKeys.map(\.span))
  }

  static func prisma(_ table: Table, _ new: PartitionedTable) -> Claim {
    let fields = (new.table.primaryKey?.columns ?? []).map { table.columns[$0]?.field?.name ?? $0 }
    return
      Claim(
        "Prisma declares no partitions; its model \(code: table.model?.name ?? table.name.name) says \(code: "@@id([\(fields.joined(separator: ", "))])"), and migrate has to be kept from the rest"
      )
      .from([table.span])
  }

  private static func policies(_ layout: PartitionLayout) -> Claim {
    let policies = layout.table.policies.map(\.name)
    let names: Claim = policies.isEmpty ? "" : " by \(codes: policies)"
    return Claim(
      "row security holds for reads through \(table: layout.table.name)\(names); \(code: layout.oldName.display) and its sisters get no policy when they are made, so no role is granted one"
    )
    .from([layout.table.span] + layout.table.policies.map(\.span))
  }
}
