import DataProtection
import Diagnostics
import PlanModel
import SchemaModel

/// An erasure in words.
enum ErasureProse {
  /// `its row stays, held by roster_entries, blanks 5 columns, deletes from guardians`.
  static func outcome(_ erasure: Erasure) -> Prose {
    var parts: [Prose] = []
    let others = Array(erasure.steps.dropLast(erasure.steps.last?.holding.path.isEmpty == true ? 1 : 0))
    if erasure.deletesRow {
      parts.append("its row goes")
    } else {
      let isKept = erasure.obstacles.contains(.kept(erasure.subject.root))
      let why = unique(erasure.obstacles.map(\.table).filter { $0 != erasure.subject.root }.map(\.display))
      parts.append(isKept ? "its row is kept" : "its row stays")
      if !why.isEmpty { parts[0].append(", held by \(codes: why, limit: 3)") }
    }
    let blanked = erasure.steps.filter { !$0.isDelete }
    let count = blanked.reduce(0) { total, step in
      if case .blank(let values) = step.action { total + values.count } else { total }
    }
    if count > 0 {
      parts.append(
        "blanks \(Format.counted(count, "column")) of \(codes: blanked.map(\.holding.table.display), limit: 4)")
    }
    let deleted = others.filter(\.isDelete).map(\.holding.table.display)
    if !deleted.isEmpty { parts.append("deletes from \(codes: deleted, limit: 4)") }
    if !erasure.leftovers.isEmpty { parts.append("\(Format.counted(erasure.leftovers.count, "place")) left") }
    return .joined(parts, separator: ", ")
  }

  static func sources(_ erasure: Erasure, _ subject: PlanSubject) -> [Source?] {
    let stated = erasure.subject.columns.prefix(2).map { $0.subject?.span.plan ?? $0.column.span.plan }
    let stops = erasure.obstacles.prefix(2).compactMap { obstacle -> Source? in
      guard case .stopped(let table, let name) = obstacle else { return nil }
      return subject.catalog.tables[table]?.foreignKeys.first { $0.name == name }?.span.schema
    }
    return stated + stops
  }

  static func reason(_ obstacle: Erasure.Obstacle) -> Prose {
    switch obstacle {
    case .stopped(let table, let key): "\(code: key) of \(code: table.display) stops it"
    case .kept(let table): "\(code: table.display) has columns to keep"
    case .others(let table): "rows of \(code: table.display) are other people's"
    case .refused(let table, let key): "\(code: key) can not be emptied in \(code: table.display)"
    }
  }

  static func leftover(_ leftover: Erasure.Leftover, _ subject: PlanSubject) -> Prose {
    switch leftover {
    case .unblanked(let place): "\(code: place.display): a key, or of a type without an empty value"
    case .unowned(let place): "\(code: place.display): near, and no \(code: "subject") says whose"
    case .copied(let place): "\(code: place.display): same name and class, no foreign key"
    case .document(let place): "\(code: place.display): JSON of rows that stay"
    case .audited(let tables):
      "old values of \(codes: tables.map(\.display)) in the audit log\(subject.plan.audit?.keep.map { ", \($0.value.shown)" as Prose } ?? "")"
    case .unreached(let place): "\(code: place.display): no foreign key leads to its subject"
    }
  }

  static func effect(_ effect: Erasure.Effect) -> Prose {
    switch effect.key.onDelete {
    case .cascade: "rows go, too"
    case .setNull: "set null"
    case .setDefault: "set to its default"
    case .restrict, .noAction: "**stops it** (\(effect.key.onDelete.rawValue))"
    }
  }
}
