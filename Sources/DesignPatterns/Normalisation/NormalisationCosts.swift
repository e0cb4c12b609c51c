import Diagnostics
import PlanModel
package import SchemaModel
import Sizing

/// What a shape costs as it is, and what its normal form would.
package struct NormalisationFact: Sendable {
  package var id: String
  /// Of a value that the plan says is stored: that one. The claim is then about it and does not name it.
  package var stored: ColumnReference?
  package var claim: Claim
}

package enum NormalisationCosts {
  package static func facts(in subject: PatternSubject) -> [NormalisationFact] {
    subject.tables.flatMap { table in
      groups(table, subject) + lists(table, subject) + copies(table, subject) + subtypes(table, subject)
    } + subject.plan.derived.compactMap { stored($0, subject) }
  }

  /// Columns of a group against a row for each value that is there.
  private static func groups(_ table: Table, _ subject: PatternSubject) -> [NormalisationFact] {
    Normalisation.repeatingGroups(in: table).map { group in
      let columns = group.columns.compactMap { table.columns[$0] }
      let rows = subject.rows(of: table.name)
      let width = columns.first.map { subject.estimator.columnWidth($0, of: table) } ?? 0
      let filled = columns.reduce(0.0) { sum, column in
        sum + 1 - (subject.statistics[ColumnReference(table.name, column.name)]?.nulls?.value.value ?? 0)
      }
      let price: Claim =
        rows.map {
          ": \(bytes: $0 * filled * width) in its rows, or \(rows: $0 * filled) rows of \(bytes: $0 * filled * (width + 44)) read by one more search"
        } ?? ""
      return NormalisationFact(
        id: "group.\(table.name.qualified).\(group.stem)",
        claim: Claim(
          "\(table: table.name) says \(code: group.stem) \(group.columns.count) times (\(codes: group.columns))\(price)"
        )
        .from(
          columns.map(\.span) + columns.map { subject.statistics[ColumnReference(table.name, $0.name)]?.nulls?.span }
            + columns.map { subject.statistics[ColumnReference(table.name, $0.name)]?.width?.span } + [
              subject.volumes[table.name]?.rows?.span
            ]))
    }
  }

  private static func lists(_ table: Table, _ subject: PatternSubject) -> [NormalisationFact] {
    let found = Normalisation.textLists(in: table, of: subject.catalog) { name in
      subject.statistics[ColumnReference(table.name, name)]?.values.map(\.value) ?? []
    }
    return found.compactMap { list in
      guard let column = table.columns[list.column] else { return nil }
      let rows = subject.rows(of: table.name)
      let price: Claim =
        rows.map { "; who has one value is asked of \(rows: $0) rows: \(reading: $0)" } ?? ""
      return NormalisationFact(
        id: "list.\(table.name.qualified).\(column.name)",
        claim: Claim(
          "\(code: "\(table.name.display).\(column.name)") holds several values in one text, which no key can check\(price)"
        ).from([
          column.span, subject.volumes[table.name]?.rows?.span,
        ]))
    }
  }

  private static func copies(_ table: Table, _ subject: PatternSubject) -> [NormalisationFact] {
    let kept = Set(subject.plan.derived.map(\.column.value))
    return Normalisation.copies(in: table, of: subject.catalog).compactMap { copy in
      guard let column = table.columns[copy.column], !kept.contains(ColumnReference(table.name, copy.column)) else {
        return nil
      }
      let rows = subject.rows(of: table.name)
      let width = subject.estimator.columnWidth(column, of: table)
      let parents = subject.rows(of: copy.key.target)
      let change: Claim =
        rows.flatMap { rows in
          parents.map { parents in ", and one that changes \(rows: max(1, rows / max(1, parents))) rows" }
        } ?? ""
      let price: Claim = rows.map { ": \(bytes: $0 * width) against one more search for each row read\(change)" } ?? ""
      return NormalisationFact(
        id: "copy.\(table.name.qualified).\(copy.column)",
        claim: Claim(
          "\(code: "\(table.name.display).\(copy.column)") repeats \(code: "\(copy.key.target.display).\(copy.source)")\(price)"
        ).from([
          column.span, copy.key.span, subject.volumes[table.name]?.rows?.span,
          subject.volumes[copy.key.target]?.rows?.span,
          subject.statistics[ColumnReference(table.name, copy.column)]?.width?.span,
        ]))
    }
  }

  private static func subtypes(_ table: Table, _ subject: PatternSubject) -> [NormalisationFact] {
    Normalisation.subtypes(in: table, of: subject.catalog).map { subtype in
      let rows = subject.rows(of: table.name)
      let known = subject.statistics[ColumnReference(table.name, subtype.kindColumn)]?.values.first {
        $0.value == subtype.label
      }
      let share: Claim =
        rows.flatMap { rows in known.map { ", \(rows: rows * $0.share.value) of \(rows: rows) rows" } } ?? ""
      return NormalisationFact(
        id: "subtype.\(table.name.qualified).\(subtype.label)",
        claim: Claim(
          "\(codes: subtype.columns) of \(table: table.name) are there for \(code: "\(subtype.kindColumn) = \(subtype.label)") only\(share): a table of their own could ask for them"
        )
        .from(subtype.columns.map { table.columns[$0]?.span } + [known?.span, subject.volumes[table.name]?.rows?.span]))
    }
  }

  /// A value that the plan says is stored: its bytes against the rows that its query would read.
  private static func stored(_ derived: DerivedColumn, _ subject: PatternSubject) -> NormalisationFact? {
    let name = derived.column.value
    guard let table = subject.tables.first(where: { $0.name == name.table }), let column = table.columns[name.column],
      let rows = subject.rows(of: table.name)
    else { return nil }
    let bytes = rows * subject.estimator.columnWidth(column, of: table)
    let children = (subject.references[table.name] ?? []).filter { reference in
      derived.sql.map { words(in: $0.value).contains(reference.table.name) } ?? false
    }
    let read = (subject.queriesByTable[table.name] ?? []).filter { query in
      query.shape?.isRead == true && query.shape?.columnsReturned.contains(name) == true
    }
    guard let child = children.first, let all = subject.rows(of: child.table), rows > 0 else { return nil }
    let per = subject.volumes[child.table]?.per.first { $0.value.table == table.name }
    let each = per?.value.count.value ?? all / rows
    let rate = read.reduce(0) { $0 + ($1.busiest?.value.value ?? 0) }
    let saved: Claim =
      rate > 0
      ? "; \(names: read.map(\.name.value)) would read \(rows: each * rate) rows a second of \(table: child.table) for it"
      : "; no declared query returns it, and to compute it reads \(rows: each) rows of \(table: child.table)"
    return NormalisationFact(
      id: "stored.\(name.display)", stored: name,
      claim: Claim("it takes \(bytes: bytes) in \(rows: rows) rows\(saved)").from(
        [
          derived.column.span, derived.sql?.span, subject.volumes[table.name]?.rows?.span,
          subject.statistics[name]?.width?.span,
        ]
          + (per == nil ? [subject.volumes[child.table]?.rows?.span] : [per?.span]) + read.map(\.busiest?.span)
          + read.map(\.sql?.span)))
  }

  private static func words(in text: String) -> Set<String> {
    Set(text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }
}
