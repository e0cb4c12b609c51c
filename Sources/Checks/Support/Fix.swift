import Diagnostics
import PlanModel
import QueryRewriting
import SchemaModel

/// What to do about one finding: lines to copy, or a sentence.
struct Fix: Sendable {
  var text: String
  var language: Finding.FixLanguage?
  /// The query in another form, when that is what the lines are.
  var rewrite: String?

  static func sql(_ lines: String...) -> Fix { .sql(lines: lines) }
  static func sql(lines: [String]) -> Fix { Fix(text: lines.joined(separator: "\n"), language: .sql) }
  static func yaml(_ lines: String...) -> Fix { Fix(text: lines.joined(separator: "\n"), language: .yaml) }

  /// A query in another form, beneath what is to be known of it and what has to be there first.
  static func query(_ rewrite: Rewrite, after statements: [String] = [], notes: [String] = []) -> Fix {
    let remarks = (notes + rewrite.notes).map { "-- \($0)" }
    return Fix(
      text: (statements + remarks + [rewrite.sql]).joined(separator: "\n"), language: .sql, rewrite: rewrite.sql)
  }

  static func words(_ text: String) -> Fix { Fix(text: text, language: nil) }

  /// Lines of one model of a Prisma schema.
  static func prisma(in table: Table, _ lines: String...) -> Fix { prisma(in: table, lines: lines) }

  static func prisma(in table: Table, lines: [String]) -> Fix {
    let model = table.model?.name ?? table.name.name
    return Fix(text: (["// model \(model)"] + lines).joined(separator: "\n"), language: .prisma)
  }
}

extension ReferentialAction {
  /// As `onDelete` takes it.
  var prismaName: String {
    switch self {
    case .noAction: "NoAction"
    case .restrict: "Restrict"
    case .cascade: "Cascade"
    case .setNull: "SetNull"
    case .setDefault: "SetDefault"
    }
  }
}

extension CheckSubject {
  /// An index on columns, in the language of the schema.
  func indexFix(_ table: Table, _ columns: [String], descending: Set<String> = []) -> Fix {
    if isPrisma(table) {
      let fields = zip(columns, fields(of: table, columns)).map { column, field in
        descending.contains(column) ? "\(field)(sort: Desc)" : field
      }
      return .prisma(in: table, "@@index([\(fields.joined(separator: ", "))])")
    }
    return .sql(createIndex(table, columns, descending: descending))
  }

  /// `CREATE INDEX CONCURRENTLY ...`; without CONCURRENTLY on a table that the plan makes, where nobody waits, and on a
  /// partitioned one, where PostgreSQL refuses it.
  func createIndex(
    _ table: Table, _ columns: [String], descending: Set<String> = [], unique: Bool = false, named: String? = nil,
    method: String? = nil,
    suffix: String = ""
  ) -> String {
    let kind = unique ? "UNIQUE INDEX" : "INDEX"
    let concurrently = table.partitionKey == nil && !isNew(table.name) ? " CONCURRENTLY" : ""
    let using = method.map { " USING \($0)" } ?? ""
    let name = named ?? indexName(table, columns, unique: unique)
    let list = columns.map { SQLText.name($0) + (descending.contains($0) ? " DESC" : "") }.joined(separator: ", ")
    return "CREATE \(kind)\(concurrently) \(SQLText.name(name)) ON \(SQLText.name(table.name))"
      + "\(using) (\(list))\(suffix);"
  }

  /// The name that the plan's convention gives an index, cut to PostgreSQL's 63 bytes and free in the table's schema.
  /// A unique one ends in `_key` where the convention ends in `_idx` or there is none, as PostgreSQL's own do.
  func indexName(
    _ table: Table, _ columns: [String], unique: Bool = false, besides proposed: Set<String> = []
  ) -> String {
    var template = plan.conventions.indexName?.value ?? (unique ? "{table}_{columns}_key" : "idx_{table}_{columns}")
    if unique, template.hasSuffix("_idx") { template = template.dropLast("_idx".count) + "_key" }
    return freeIndexName(
      Self.filled(template, table: table.name.name, columns: columns), for: table, orWith: unique ? "_key" : "",
      besides: proposed)
  }

  /// A constraint on a table: without rows to check first where the plan makes the table.
  /// - Parameters:
  ///   - wanted: its name, changed where the table has it.
  ///   - definition: `CHECK (...)` or `FOREIGN KEY ... REFERENCES ...`.
  func addConstraint(_ wanted: String, _ definition: String, to table: Table) -> [String] {
    let name = SQLText.name(TakenNames.freeConstraint(wanted, of: table))
    let owner = SQLText.name(table.name)
    let line = "ALTER TABLE \(owner) ADD CONSTRAINT \(name) \(definition)"
    // PostgreSQL refuses a foreign key of a partitioned table that is not validated at once.
    let isWhole = table.partitionKey != nil && definition.hasPrefix("FOREIGN KEY")
    if isNew(table.name) || isWhole { return [line + ";"] }
    return [line + " NOT VALID;", "ALTER TABLE \(owner) VALIDATE CONSTRAINT \(name);"]
  }

  /// An index on an expression, columns that the query pins in front.
  func createIndex(_ table: Table, leading: [String] = [], on expression: String, named suffix: String) -> String {
    let concurrently = table.partitionKey == nil && !isNew(table.name) ? " CONCURRENTLY" : ""
    let elements = leading.map { SQLText.name($0) } + ["(\(expression))"]
    return "CREATE INDEX\(concurrently) \(SQLText.name(indexName(table, leading + [suffix]))) ON "
      + "\(SQLText.name(table.name)) (\(elements.joined(separator: ", ")));"
  }

  static func filled(_ template: String, table: String, columns: [String]) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      switch rest[rest.index(after: open)..<close] {
      case "table": result += table
      case "columns": result += columns.joined(separator: "_")
      default: result += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// The ORM's names of columns.
  func fields(of table: Table, _ columns: [String]) -> [String] {
    columns.map { table.columns[$0]?.field?.name ?? $0 }
  }

  /// A field's line of a Prisma model with one attribute added.
  func fieldLine(_ column: Column, type: String? = nil, adding attribute: String) -> String {
    guard let field = column.field else { return "\(column.name) \(attribute)" }
    let type = (type ?? field.type) + (column.type.isArray ? "[]" : column.isNullable ? "?" : "")
    let map = field.name == column.name ? "" : " @map(\"\(column.name)\")"
    return "\(field.name) \(type)\(map) \(attribute)"
  }
}
