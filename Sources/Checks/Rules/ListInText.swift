import DesignPatterns
import Diagnostics
import PlanModel
import SchemaModel

/// Several values in one text.
struct ListInText: Check {
  let metadata = CheckMetadata(
    code: "list-in-text", severity: .warning,
    summary: "A text column holds a list of values.",
    why: """
      No foreign key holds the values to exist, a search for one reads every row and finds 12 in 112, and two writers who \
      each add one lose one of them.
      """,
    fix: "A table with a row for each value and its foreign keys; an array where the values are nobody's keys.",
    bad: CheckExample(.sql, "CREATE TABLE posts (id bigint PRIMARY KEY, tag_ids text NOT NULL);"),
    good: CheckExample(.sql, "CREATE TABLE posts (id bigint PRIMARY KEY, tags text[] NOT NULL);"),
    sources: ["Bill Karwin, SQL Antipatterns (2010), 2 Jaywalking"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.flatMap { table in
      let lists = Normalisation.textLists(in: table, of: subject.catalog) { name in
        subject.statistics(of: name, in: table.name)?.values.map(\.value) ?? []
      }
      return lists.compactMap { list in
        table.columns[list.column].map { finding(table, $0, list, subject) }
      }
    }
  }

  private func finding(
    _ table: Table, _ column: Column, _ list: Normalisation.TextList, _ subject: CheckSubject
  ) -> Finding {
    let evidence =
      switch list.evidence {
      case .name: "the name says several, the type \(column.type.short) says one"
      case .comment: "its comment: \(column.comment ?? "")"
      case .values: "the plan's values of \(column.name) hold separators"
      }
    let target = target(of: column, subject)
    return finding(
      on: table.name, column.name, "\(table.name.display).\(column.name) holds a list in a text",
      evidence: [evidence, subject.rowsText(of: table.name)], fix: target.flatMap { fix(table, $0) },
      at: column.span ?? table.span)
  }

  /// The table that the values are keys of, by name.
  private func target(of column: Column, _ subject: CheckSubject) -> Table? {
    let words = NameWords(column.name).words
    guard words.last == "ids" else { return nil }
    let stem = NameWords(words.dropLast()).stems
    return subject.catalog.tables.first { NameWords($0.name.name).stems == stem }
  }

  private func fix(_ table: Table, _ target: Table) -> Fix? {
    guard let own = table.primaryKey?.columns, own.count == 1, let other = target.primaryKey?.columns, other.count == 1,
      let left = table.columns[own[0]], let right = target.columns[other[0]]
    else { return nil }
    func column(_ table: Table) -> String { "\(SchemaModel.NameWords.singular(table.name.name))_id" }
    let name = ObjectName("\(table.name.name)_\(target.name.name)", schema: table.name.schema)
    return .sql(
      "CREATE TABLE \(SQLText.name(name)) (",
      "  \(SQLText.name(column(table))) \(left.type.short) NOT NULL REFERENCES \(SQLText.name(table.name)) (\(SQLText.name(own[0]))) ON DELETE CASCADE,",
      "  \(SQLText.name(column(target))) \(right.type.short) NOT NULL REFERENCES \(SQLText.name(target.name)) (\(SQLText.name(other[0]))) ON DELETE RESTRICT,",
      "  PRIMARY KEY (\(SQLText.name(column(table))), \(SQLText.name(column(target)))));")
  }
}
