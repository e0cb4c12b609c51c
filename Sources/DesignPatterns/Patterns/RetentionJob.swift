import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// Deletes what is older than its retention in small transactions, beside whoever holds a row.
enum RetentionJob {
  /// Rows of one transaction.
  static let batch = 5_000.0
  private static let fewRows = 100_000.0

  /// - Parameter partitioned: tables whose partitions do it.
  static func patterns(in subject: PatternSubject, besides partitioned: Set<ObjectName>) -> [DesignPattern] {
    subject.tables.compactMap { table in
      partitioned.contains(table.name) ? nil : pattern(table, subject)
    }
  }

  static func pattern(_ table: Table, _ subject: PatternSubject) -> DesignPattern? {
    guard table.partitionKey == nil, let key = table.primaryKey, let volume = subject.volumes[table.name],
      let retention = volume.retention, let arrivals = subject.arrivals(of: table.name), arrivals > 0,
      let time = TimeColumn.best(of: table, in: subject)
    else { return nil }
    let batches = subject.retentions.batches(deletingFrom: table.name)
    let isReached = RowProjection(volume, isKept: false).outgrowsRetention(withinMonths: PatternSubject.horizon)
    guard !batches.isEmpty || isReached && subject.retentions.keeper(of: table.name) == nil else { return nil }
    let job = Job(table: table, key: key, time: time, retention: retention, arrivals: arrivals, batches: batches)
    var pattern = DesignPattern(
      .retentionJob, on: table.name, time.column.name,
      title: ArchiveTable(of: table, in: subject).map {
        "moves to \(code: $0.name.display) by \(code: time.column.name) in batches of \(rows: batch)"
      } ?? "deletes by \(code: time.column.name) in batches of \(rows: batch)", because: because(job),
      gain: gain(job, subject), cost: cost(job, subject))
    pattern.details = details(job, subject)
    if let archive = ArchiveTable(of: table, in: subject) {
      pattern.details.insert(archived(job, archive, subject), at: 0)
    }
    pattern.scripts = scripts(job, subject)
    return pattern
  }

  private struct Job {
    var table: Table
    var key: KeyConstraint
    var time: TimeColumn
    var retention: Located<Duration>
    var arrivals: Double
    var batches: [Batch]

    /// Of one run: as the plan says, else of a day.
    var rows: Double { batches.first?.rows?.value.value ?? arrivals * CalendarUnit.day }
  }

  private static func because(_ job: Job) -> Claim {
    if let batch = job.batches.first {
      return Claim(
        "\(batch.name.value) deletes \(rows: job.rows) rows each \(batch.every?.value ?? "run") and has no SQL"
      )
      .from([batch.name.span, batch.rows?.span, batch.every?.span])
    }
    return Claim(
      "\(rows: job.arrivals * CalendarUnit.day) rows a day grow older than \(written: job.retention.value.written) and nothing deletes them"
    ).from([job.retention.span])
  }

  private static func gain(_ job: Job, _ subject: PatternSubject) -> Claim {
    let runs = (job.rows / batch).rounded(.up)
    guard let within = job.batches.first?.within else {
      return Claim("\(transactions(runs)) of at most \(rows: batch) rows").from(job.batches.map(\.rows?.span))
    }
    return Claim(
      "\(transactions(runs)) of at most \(rows: batch) rows; \(written: within.value.written) leave each \(duration: within.value.value / max(1, runs))"
    ).from([within.span] + job.batches.map(\.rows?.span))
  }

  private static func transactions(_ runs: Double) -> Claim {
    runs == 1 ? "1 transaction" : "\(rows: runs) transactions"
  }

  private static func cost(_ job: Job, _ subject: PatternSubject) -> Claim {
    let entries = job.rows * Double(SizeEstimator.indexes(of: job.table).count)
    let dead: Claim = "\(rows: job.rows) dead rows and \(rows: entries) index entries for vacuum each run"
    guard let index = missingIndex(job, subject), let rows = subject.rows(of: job.table.name, afterMonths: 36) else {
      return dead.from(job.batches.map(\.rows?.span))
    }
    let bytes = subject.estimator.estimate(index, of: job.table, rows: rows)
    return Claim(
      "\(dead); an index of \(bytes: bytes) at 36 months, since none leads with \(code: job.time.column.name)"
    )
    .from(
      job.batches.map(\.rows?.span) + [subject.volumes[job.table.name]?.rows?.span, job.time.correlation?.span]
        + [subject.volumes[job.table.name]?.growth?.span, job.retention.span]
        + subject.estimator.sources(of: index, of: job.table).map { Optional($0) })
  }

  private static func details(_ job: Job, _ subject: PatternSubject) -> [Claim] {
    let spared = wanted(job, subject).map { condition, query in
      let state = "\(condition.column.column) = \(condition.constant ?? "")"
      return Claim("rows with \(code: state) stay whatever their age: \(query.name.value) asks for them").from([
        query.sql?.span
      ])
    }
    return spared
      + (subject.references[job.table.name] ?? []).filter { $0.key.isEnforced }.map { child, key in
        let what: Claim =
          switch key.onDelete {
          case .cascade: "its rows go with it"
          case .setNull, .setDefault: "\(codes: key.columns) is emptied"
          case .noAction, .restrict: "a row that is still named stays and stops its batch"
          }
        return Claim("\(table: child) points at it by \(code: key.name), ON DELETE \(key.onDelete.rawValue): \(what)")
          .from([
            key.span
          ])
      }
  }

  /// What the archive takes in, in a month.
  private static func archived(_ job: Job, _ archive: ArchiveTable, _ subject: PatternSubject) -> Claim {
    let rows = job.arrivals * CalendarUnit.month
    let bytes = rows * Double(subject.estimator.tupleBytes(of: job.table) + 8)
    return Claim(
      "each row goes to \(code: archive.name.display) in the transaction that deletes it: \(rows: rows) rows and about \(bytes: bytes) a month, which nothing takes away again; no foreign key points there and none leads out"
    ).from([archive.stated.span, subject.volumes[job.table.name]?.growth?.span])
  }

  /// A small BRIN where rows come in the order of time, else a B-tree; nil where an index leads with the column.
  private static func missingIndex(_ job: Job, _ subject: PatternSubject) -> Index? {
    let column = job.time.column.name
    let leads = (job.table.indexes + SizeEstimator.indexes(of: job.table)).contains {
      $0.elements.first?.columnName == column && $0.predicate == nil
    }
    // A few thousand rows are read from end to end in no time.
    guard !leads, (subject.rows(of: job.table.name, afterMonths: PatternSubject.horizon) ?? 0) >= fewRows else {
      return nil
    }
    let name = subject.freeName("\(job.table.name.name)_\(column)_age", in: job.table.name.schema)
    var index = Index(name, elements: [IndexElement(column: column)])
    if (job.time.correlation?.value ?? 0) >= 0.9 { index.method = "brin" }
    return index
  }

  /// Rows that a queue has still to hand out, or of a state that is rare and that declared reads ask for, are not too old.
  private static func wanted(_ job: Job, _ subject: PatternSubject) -> [(condition: QueryShape.Predicate, query: Query)]
  {
    var seen: Set<String> = []
    return (subject.queriesByTable[job.table.name] ?? []).flatMap { query in
      let isQueue = query.shape?.lockClause?.uppercased().contains("SKIP LOCKED") == true
      return (query.shape?.predicates ?? []).filter { predicate in
        guard predicate.column.table == job.table.name, predicate.comparison == .equality, predicate.function == nil,
          !predicate.isAlternative, let constant = predicate.constant, constant.hasPrefix("'")
        else { return false }
        let plain = constant.filter { $0 != "'" }
        let share = subject.statistics[predicate.column]?.values.first { $0.value == plain }?.share.value
        return (isQueue || (share ?? 1) <= 0.1) && seen.insert(predicate.column.column + constant).inserted
      }.map { ($0, query) }
    }
  }

  private static func kept(_ job: Job, _ subject: PatternSubject) -> String {
    wanted(job, subject).map { condition, _ in
      " AND \(QuotedIdentifier.text(condition.column.column)) <> \(condition.constant ?? "")"
    }.joined()
  }

  private static func scripts(_ job: Job, _ subject: PatternSubject) -> [PatternScript] {
    let table = job.table.name
    let name = QuotedIdentifier.text(
      ObjectName(PatternSubject.cut("forget_\(table.name)", to: 63), schema: table.schema))
    let type = subject.catalog.typeBeneathDomains(job.time.column.type).sql
    let keys = QuotedIdentifier.list(job.key.columns)
    let time = QuotedIdentifier.text(job.time.column.name)
    var apply = ScriptBuilder()
    let index = missingIndex(job, subject)
    if let index { apply.add(subject.writer.createIndex(index, on: table, concurrently: true)) }
    let archive = ArchiveTable(of: job.table, in: subject)
    if let archive { apply.add(archive.creation) }
    let deletion = """
      DELETE FROM \(QuotedIdentifier.text(table))
       WHERE (\(keys)) IN (
         SELECT \(keys) FROM \(QuotedIdentifier.text(table))
          WHERE \(time) < older_than\(kept(job, subject))
          ORDER BY \(time)
          LIMIT batch
          FOR UPDATE SKIP LOCKED)
      """
    let statement = (archive?.keeping(deletion) ?? deletion).replacing("\n", with: "\n    ")
    apply.add(
      """
      CREATE PROCEDURE \(name)(older_than \(type), batch integer)
      LANGUAGE plpgsql
      AS $procedure$
      DECLARE
        gone bigint;
      BEGIN
        LOOP
          \(statement);
          GET DIAGNOSTICS gone = ROW_COUNT;
          COMMIT;
          EXIT WHEN gone < batch;
        END LOOP;
      END
      $procedure$
      """)
    var keep = ScriptBuilder()
    let days = Int((job.retention.value.value / CalendarUnit.day).rounded())
    keep.add("CALL \(name)((now() - interval '\(days) days')::\(type), \(Int(batch)))")
    var back = ScriptBuilder()
    back.add("DROP PROCEDURE \(name)(\(type), integer)")
    if let archive { back.add(archive.restoration) }
    if let index {
      back.add("DROP INDEX CONCURRENTLY \(QuotedIdentifier.text(ObjectName(index.name, schema: table.schema)))")
    }
    return [PatternScript(.apply, apply.text), PatternScript(.keep, keep.text), PatternScript(.back, back.text)]
  }
}
