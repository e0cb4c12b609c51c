import PlanModel
import SchemaModel
import Sizing

/// The working behind a table's size, in its sheet: a row byte by byte, what a day writes, what waits for vacuum, and an
/// order of the columns that pads less.
enum SizeFacts {
  static func lines(of table: Table, _ subject: PlanSubject) -> [Prose] {
    guard let rows = subject.rows(of: table.name), let volume = subject.volumes[table.name] else { return [] }
    // Of a table that is still empty, the rows of its first year.
    let counted = rows > 0 ? rows : subject.rows(of: table.name, afterMonths: 12) ?? 0
    guard counted > 0 else { return [] }
    return [layout(of: table, counted, subject)] + writes(to: table, volume, counted, subject)
      + order(of: table, subject)
  }

  /// `88 B a row; header 24, values 61, padding 3; 88 a page; heap 41 MiB, indexes 12 MiB`
  private static func layout(of table: Table, _ rows: Double, _ subject: PlanSubject) -> Prose {
    let shape = subject.estimator.shape(of: table, rows: rows)
    let size = subject.estimator.estimate(table, rows: rows)
    let toast = size.toast > 0 ? ", TOAST \(Format.bytes(size.toast))" : ""
    return Prose(
      "\(Format.decimal(shape.tupleBytes)) B a row; header \(Format.decimal(shape.headerBytes)), values \(Format.decimal(shape.valueBytes)), padding \(Format.decimal(shape.paddingBytes)); \(Format.decimal(shape.rowsPerPage)) a page; at \(Format.count(rows)) rows heap \(Format.bytes(size.heap))\(toast); indexes \(Format.bytes(size.indexes))"
    )
  }

  private static func writes(
    to table: Table, _ volume: Volume, _ rows: Double, _ subject: PlanSubject
  ) -> [Prose] {
    let queries = subject.queriesByTable[table.name] ?? []
    guard let writes = subject.estimator.writes(of: table, volume, queries: queries), writes.logBytes > 0 else {
      return []
    }
    var terms: [String] = []
    if writes.inserts > 0 {
      terms.append("\(Format.count(writes.inserts)) inserts × \(Format.bytes(writes.bytesPerInsert))")
    }
    if writes.updates > 0 {
      let hot = writes.isHeapOnly ? ", heap only" : ""
      terms.append("\(Format.count(writes.updates)) updates × \(Format.bytes(writes.bytesPerUpdate))\(hot)")
    }
    var lines: [Prose] = [
      Prose("WAL \(Format.bytes(writes.logBytes)) a day: \(terms.joined(separator: "; "))")
    ]
    if writes.updates > 0 {
      let dead = subject.estimator.deadRows(of: table, rows: rows)
      lines.append(
        Prose(
          "autovacuum at \(Format.count(dead.threshold)) + \(Format.decimal(dead.share)) × \(Format.count(rows)) dead rows; \(Format.bytes(dead.bytes)) of heap, after \(Format.duration(dead.rows / (writes.updates / CalendarUnit.day)))"
        ))
    }
    return lines
  }

  private static func order(of table: Table, _ subject: PlanSubject) -> [Prose] {
    guard let rows = subject.rows(of: table.name, afterMonths: RetentionFacts.horizon),
      let order = subject.estimator.betterOrder(of: table, rows: rows)
    else { return [] }
    let saved = order.bytesNow - order.bytesThen
    return [
      "columns as \(codes: order.columns) pad less: \(Format.decimal(saved)) B of a row, \(Format.bytes(order.saved)) at 36 months; an existing table has to be rewritten for it"
    ]
  }
}
