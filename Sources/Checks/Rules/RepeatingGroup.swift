import DesignPatterns
import Diagnostics
import PlanModel
import SchemaModel

/// One thing in several numbered columns.
struct RepeatingGroup: Check {
  let metadata = CheckMetadata(
    code: "repeating-group", severity: .note,
    summary: "Three or more numbered columns hold values of one kind.",
    why: """
      A search has to name every one of them, an index serves one, nothing keeps a value from standing in two, and the one \
      more that somebody needs is a migration.
      """,
    fix:
      "Give the values a table of their own with a key to this one and a position; or one array where they are never searched.",
    bad: CheckExample(
      .sql, "CREATE TABLE contacts (id bigint PRIMARY KEY, phone_1 text, phone_2 text, phone_3 text);"),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE contacts (id bigint PRIMARY KEY);
      CREATE TABLE contact_phones (
        contact_id bigint NOT NULL REFERENCES contacts (id) ON DELETE CASCADE, position smallint NOT NULL,
        phone text NOT NULL, PRIMARY KEY (contact_id, position));
      """),
    sources: ["E. F. Codd, A Relational Model of Data for Large Shared Data Banks (1970), 1.4 Normal Form"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.flatMap { table in
      Normalisation.repeatingGroups(in: table).map { group in
        let columns = group.columns.compactMap { table.columns[$0] }
        let nulls = columns.compactMap { column in
          subject.statistics(of: column.name, in: table.name)?.nulls.map {
            "\(column.name) is missing in \($0.value.written)"
          }
        }
        return finding(
          on: table.name, group.columns.joined(separator: ", "),
          "\(table.name.display) says \(group.stem) in \(group.columns.count) columns",
          evidence: [nulls.isEmpty ? nil : nulls.joined(separator: ", "), subject.rowsText(of: table.name)],
          fix: fix(table, group, columns), at: columns.first?.span ?? table.span)
      }
    }
  }

  private func fix(_ table: Table, _ group: Normalisation.RepeatingGroup, _ columns: [Column]) -> Fix? {
    guard let key = table.primaryKey, key.columns.count == 1, let id = table.columns[key.columns[0]],
      let type = columns.first?.type
    else { return nil }
    let child = ObjectName("\(table.name.name)_\(group.stem)", schema: table.name.schema)
    let reference = "\(SchemaModel.NameWords.singular(table.name.name))_id"
    return .sql(
      "CREATE TABLE \(SQLText.name(child)) (",
      "  \(SQLText.name(reference)) \(id.type.short) NOT NULL REFERENCES \(SQLText.name(table.name)) (\(SQLText.name(id.name))) ON DELETE CASCADE,",
      "  position smallint NOT NULL, \(SQLText.name(group.stem)) \(type.short) NOT NULL,",
      "  PRIMARY KEY (\(SQLText.name(reference)), position));")
  }
}
