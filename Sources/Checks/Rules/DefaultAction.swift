import Diagnostics
import PlanModel
import SchemaModel

/// Relations whose onDelete nobody set.
struct DefaultAction: Check {
  let metadata = CheckMetadata(
    code: "default-action", severity: .note,
    summary: "A relation of a Prisma schema leaves onDelete to Prisma's default.",
    why: """
      Prisma fills in SetNull when the relation is optional and Restrict when it is required. Making a field optional later \
      then changes what a delete does, and a reviewer can not tell a choice from an oversight.
      """,
    fix: "Write the onDelete that is meant: Restrict, Cascade, SetNull or NoAction.",
    bad: CheckExample(
      .prisma,
      """
      model Customer {
        id     Int     @id
        orders Order[]
      }
      model Order {
        id         Int      @id
        customerId Int
        customer   Customer @relation(fields: [customerId], references: [id])
        @@index([customerId])
      }
      """),
    good: CheckExample(
      .prisma,
      """
      model Customer {
        id     Int     @id
        orders Order[]
      }
      model Order {
        id         Int      @id
        customerId Int
        customer   Customer @relation(fields: [customerId], references: [id], onDelete: Restrict)
        @@index([customerId])
      }
      """),
    sources: ["Prisma documentation: Referential actions", "PostgreSQL manual: 5.4.5 Foreign Keys"])

  func findings(in subject: CheckSubject) -> [Finding] {
    guard subject.catalog.origin.language == .prisma else { return [] }
    return subject.tables.filter { $0.model != nil && $0.model?.isImplicit != true }.flatMap { table in
      table.foreignKeys.filter { !$0.isOnDeleteExplicit }.map { key in
        let columns = key.columns.joined(separator: ", ")
        let effect = Self.effects[key.onDelete] ?? key.onDelete.rawValue
        let planned = subject.plan.relations.first { rule in
          rule.column.value.table == table.name && key.columns.contains(rule.column.value.column)
        }?.onDelete?.value
        let rows = subject.rowsText(of: table.name)
        return finding(
          on: table.name, columns,
          "onDelete of \(table.name.display).\(columns) was never set; deleting a row of \(key.target.display) \(effect)",
          evidence: [key.relation.map { "field \($0.field)" }, rows],
          fix: fix(table, key, planned ?? key.onDelete, subject), at: key.span ?? table.span)
      }
    }
  }

  private static let effects: [ReferentialAction: String] = [
    .setNull: "sets it to null", .restrict: "is refused while rows point at it", .cascade: "deletes the rows with it",
    .noAction: "is refused while rows point at it", .setDefault: "sets it to its default",
  ]

  private func fix(_ table: Table, _ key: ForeignKey, _ action: ReferentialAction, _ subject: CheckSubject) -> Fix {
    let target = subject.catalog.tables[key.target]
    let fields = subject.fields(of: table, key.columns).joined(separator: ", ")
    let references = (target.map { subject.fields(of: $0, key.targetColumns) } ?? key.targetColumns).joined(
      separator: ", ")
    let field = key.relation?.field ?? key.target.name
    let model = target?.model?.name ?? key.target.name
    let isOptional = key.columns.contains { table.columns[$0]?.isNullable ?? false }
    let name = key.relation?.name.map { "\"\($0)\", " } ?? ""
    return .prisma(
      in: table,
      "\(field) \(model)\(isOptional ? "?" : "") @relation(\(name)fields: [\(fields)], references: [\(references)], "
        + "onDelete: \(action.prismaName))")
  }
}
