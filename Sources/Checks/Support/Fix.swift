import Diagnostics
import PlanModel
import SchemaModel

/// What to do about one finding: lines to copy, or a sentence.
struct Fix: Sendable {
  var text: String
  var language: Finding.FixLanguage?

  static func sql(_ lines: String...) -> Fix { Fix(text: lines.joined(separator: "\n"), language: .sql) }
  static func yaml(_ lines: String...) -> Fix { Fix(text: lines.joined(separator: "\n"), language: .yaml) }
  static func words(_ text: String) -> Fix { Fix(text: text, language: nil) }

  /// Lines of one model of a Prisma schema.
  static func prisma(in table: Table, _ lines: String...) -> Fix {
    let model = table.model?.name ?? table.name.name
    return Fix(text: (["// model \(model)"] + lines).joined(separator: "\n"), language: .prisma)
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

  /// `CREATE INDEX CONCURRENTLY ...`; on a partitioned table without CONCURRENTLY, which PostgreSQL refuses there.
  func createIndex(
    _ table: Table, _ columns: [String], descending: Set<String> = [], unique: Bool = false, method: String? = nil,
    suffix: String = ""
  ) -> String {
    let kind = unique ? "UNIQUE INDEX" : "INDEX"
    let concurrently = table.partitionKey == nil ? " CONCURRENTLY" : ""
    let using = method.map { " USING \($0)" } ?? ""
    let list = columns.map { SQLText.name($0) + (descending.contains($0) ? " DESC" : "") }.joined(separator: ", ")
    return "CREATE \(kind)\(concurrently) \(SQLText.name(indexName(table, columns))) ON \(SQLText.name(table.name))"
      + "\(using) (\(list))\(suffix);"
  }

  /// The name that the plan's convention gives an index, cut to PostgreSQL's 63 bytes.
  func indexName(_ table: Table, _ columns: [String]) -> String {
    let template = plan.conventions.indexName?.value ?? "idx_{table}_{columns}"
    let name = Self.filled(template, table: table.name.name, columns: columns)
    return name.utf8.count > 63 ? String(name.prefix(63)) : name
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
