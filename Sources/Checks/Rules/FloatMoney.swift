import Diagnostics
import SchemaModel

/// Amounts of money in binary fractions.
struct FloatMoney: Check {
  let metadata = CheckMetadata(
    code: "float-money", severity: .warning,
    summary: "A column that is named after an amount of money is a floating-point number.",
    why: """
      0.1 has no exact binary form: sums drift from the sum of the printed amounts, equality fails, and rounding differs from \
      the law's.
      """,
    fix: "Use numeric with the currency's digits, or bigint in the smallest unit.",
    bad: CheckExample(.sql, "CREATE TABLE products (id bigint PRIMARY KEY, unit_price double precision NOT NULL);"),
    good: CheckExample(.sql, "CREATE TABLE products (id bigint PRIMARY KEY, unit_price numeric(12,2) NOT NULL);"),
    sources: ["PostgreSQL manual: 8.1.3 Floating-Point Types", "PostgreSQL manual: 8.1.2 Arbitrary Precision Numbers"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.flatMap { table in
      table.columns.compactMap { column -> Finding? in
        let type = subject.resolved(column.type)
        guard ["float4", "float8"].contains(type.name), !column.type.isArray, isMoney(column.name) else { return nil }
        let name = SQLText.name(column.name)
        return finding(
          on: table.name, column.name,
          "\(table.name.display).\(column.name) is a \(column.type.short), which can not hold cents exactly",
          evidence: [subject.rowsText(of: table.name)],
          fix: subject.isPrisma(table)
            ? .prisma(
              in: table,
              "\(column.field?.name ?? column.name) Decimal\(column.isNullable ? "?" : "") @db.Decimal(12, 2)")
            : .sql("ALTER TABLE \(SQLText.name(table.name)) ALTER COLUMN \(name) TYPE numeric(12,2);"),
          at: column.span ?? table.span)
      }
    }
  }

  /// The name ends in a word for money, or is a total that says of what.
  private func isMoney(_ name: String) -> Bool {
    let words = NameWords(name).words
    guard let last = words.last else { return false }
    let nouns: Set<String> = [
      "price", "amount", "cost", "fee", "fees", "salary", "balance", "revenue", "wage", "budget", "subtotal", "payment",
      "refund", "usd", "eur", "gbp", "dollars", "euros",
    ]
    if nouns.contains(last) { return true }
    let owners: Set<String> = ["order", "invoice", "net", "gross", "tax", "cart", "grand", "sub"]
    return last == "total" && words.dropLast().contains(where: owners.contains)
  }
}
