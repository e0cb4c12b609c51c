import DesignPatterns
import Diagnostics
import PlanModel
import SchemaModel

/// What a row's parent says, said again in the row.
struct CopiedColumn: Check {
  let metadata = CheckMetadata(
    code: "copied-column", severity: .note,
    summary: "A column repeats what the row's parent says in a column of the same name.",
    why: """
      The copy depends on the parent's key and not on the row's own: when the parent changes, every copy is wrong until \
      something finds it.
      """,
    fix: """
      Read it through the foreign key. Where it is meant to stay as it was (a name on an invoice), waive it and say so; where \
      it is kept for speed, declare it under `derived:` with what keeps it.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
      CREATE TABLE orders (
        id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id), customer_name text NOT NULL);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
      CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id));
      """),
    sources: ["E. F. Codd, Further Normalization of the Data Base Relational Model (1971), 4 Third Normal Form"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let kept = Set(subject.plan.derived.map(\.column.value))
    return subject.tables.flatMap { table in
      Normalisation.copies(in: table, of: subject.catalog).compactMap { copy in
        guard let column = table.columns[copy.column], !kept.contains(ColumnReference(table.name, copy.column)) else {
          return nil
        }
        return finding(
          on: table.name, copy.column,
          "\(table.name.display).\(copy.column) repeats \(copy.key.target.display).\(copy.source), which \(copy.key.columns.joined(separator: ", ")) leads to",
          evidence: ["both are \(column.type.short)", subject.rowsText(of: table.name)],
          fix: .yaml(
            "derived:",
            "  \(table.name.display).\(copy.column): { kept_by: trigger }   # or waive it where it must stay as it was"),
          at: column.span ?? table.span)
      }
    }
  }
}
