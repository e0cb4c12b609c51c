import Diagnostics
import PlanModel
import SchemaModel

/// Primary keys that are made otherwise than the conventions say.
struct ConventionID: Check {
  let metadata = CheckMetadata(
    code: "convention-id", severity: .note,
    summary: "A primary key is not generated the way the plan's conventions say.",
    why: """
      Code that makes, sorts or logs identifiers relies on one kind of them. A random uuid among time-ordered ones also \
      scatters inserts over the whole index.
      """,
    fix: """
      Give the key the default of the convention; existing values may stay. Keys that nothing generates, composite keys and \
      keys shared with another table are not reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
      plan: "conventions: { id: uuid }"),
    good: CheckExample(
      .sql, "CREATE TABLE orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid());", plan: "conventions: { id: uuid }"),
    sources: ["PostgreSQL manual: 8.12 UUID Type", "PostgreSQL manual: 9.14 UUID Functions"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let conventions = subject.plan.conventions
    guard let stated = conventions.id?.value, let wanted = KeyStrategy(convention: stated) else { return [] }
    let allowed = [wanted.kind] + conventions.otherIDs.compactMap { KeyStrategy(convention: $0.value)?.kind }
    return subject.tables.compactMap { table in
      guard let key = table.primaryKey, key.columns.count == 1, let column = table.columns[key.columns[0]],
        table.model?.isImplicit != true, !table.foreignKeys.contains(where: { $0.columns == key.columns }),
        let found = KeyStrategy(column)
      else { return nil }
      let place = "\(table.name.display).\(column.name)"
      if !allowed.contains(found.kind) {
        return finding(
          on: table.name, column.name, "\(place) is filled by \(found.source), the convention is \(stated)",
          evidence: [subject.rowsText(of: table.name)], fix: fix(table, column, wanted.kind, subject),
          at: column.span ?? table.span)
      }
      guard found.isUUID, conventions.nativeUUID?.value == true, subject.isText(column.type) else { return nil }
      return finding(
        on: table.name, column.name, "\(place) keeps its uuid as \(column.type.short), the convention is native_uuid",
        evidence: ["37 bytes instead of 16 in each row and reference", subject.rowsText(of: table.name)],
        fix: subject.isPrisma(table)
          ? .prisma(
            in: table,
            subject.fieldLine(column, adding: "@id @default(\(column.field?.defaultSource ?? "uuid()")) @db.Uuid"))
          : .sql(
            "ALTER TABLE \(SQLText.name(table.name)) ALTER COLUMN \(SQLText.name(column.name)) TYPE uuid "
              + "USING \(SQLText.name(column.name))::uuid;"), at: column.span ?? table.span)
    }
  }

  private func fix(_ table: Table, _ column: Column, _ kind: KeyStrategy.Kind, _ subject: CheckSubject) -> Fix {
    if subject.isPrisma(table) {
      let attributes: [KeyStrategy.Kind: (type: String, text: String)] = [
        .uuid4: ("String", "@id @default(uuid()) @db.Uuid"), .uuid7: ("String", "@id @default(uuid(7)) @db.Uuid"),
        .cuid: ("String", "@id @default(cuid())"), .nanoid: ("String", "@id @default(nanoid())"),
        .ulid: ("String", "@id @default(ulid())"), .sequence: ("BigInt", "@id @default(autoincrement())"),
      ]
      let wanted = attributes[kind] ?? ("String", "@id")
      return .prisma(in: table, subject.fieldLine(column, type: wanted.type, adding: wanted.text))
    }
    let target = "ALTER TABLE \(SQLText.name(table.name)) ALTER COLUMN \(SQLText.name(column.name))"
    guard kind == .uuid4, subject.resolved(column.type).name == "uuid" else {
      return .words(
        "let the application or a default make \(kind.rawValue) values for \(table.name.display).\(column.name)")
    }
    return .sql("\(target) SET DEFAULT gen_random_uuid();")
  }
}
