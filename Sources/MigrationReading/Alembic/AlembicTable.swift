import SQLWriting

/// Columns, types and table constraints of SQLAlchemy in a revision, as SQL.
struct AlembicTable {
  private(set) var problem: String?
  /// Enum types that creating the table makes.
  private(set) var enums: [String] = []
  /// Columns with `index=True`.
  private(set) var indexed: [String] = []

  mutating func body(_ items: [PythonValue]) -> [String]? {
    var lines: [String] = []
    let keys = items.filter { $0.word == "PrimaryKeyConstraint" }.flatMap(\.arguments).compactMap(\.text)
    for item in items {
      switch item.word {
      case "Column":
        guard let line = column(item, keys: keys) else { return nil }
        lines.append(line)
      case "PrimaryKeyConstraint": lines.append(key(item, "PRIMARY KEY"))
      case "UniqueConstraint": lines.append(key(item, "UNIQUE") + Self.actions(item))
      case "CheckConstraint":
        guard let condition = item.argument(0, "sqltext")?.string else { continue }
        lines.append("\(named(item))CHECK (\(condition))")
      case "ForeignKeyConstraint":
        guard let line = foreignKey(item) else { return nil }
        lines.append(line)
      case "Index": continue
      default:
        problem = "a part of this table is not followed"
      }
    }
    return lines
  }

  private func named(_ item: PythonValue) -> String {
    item.keyword("name")?.text.map { "CONSTRAINT \(QuotedIdentifier.text($0)) " } ?? ""
  }

  private func key(_ item: PythonValue, _ kind: String) -> String {
    "\(named(item))\(kind) (\(QuotedIdentifier.list(item.arguments.compactMap(\.text))))"
  }

  private func foreignKey(_ item: PythonValue) -> String? {
    guard let columns = item.argument(0, "columns")?.list?.compactMap(\.text),
      let targets = item.argument(1, "refcolumns")?.list?.compactMap(\.text), let first = targets.first
    else { return nil }
    let table = first.split(separator: ".").dropLast().map { QuotedIdentifier.text(String($0)) }.joined(separator: ".")
    let others = targets.compactMap { $0.split(separator: ".").last.map(String.init) }
    return "\(named(item))FOREIGN KEY (\(QuotedIdentifier.list(columns))) REFERENCES \(table) "
      + "(\(QuotedIdentifier.list(others)))\(Self.actions(item))"
  }

  /// What a key does when the other side goes, and when it is checked.
  static func actions(_ item: PythonValue) -> String {
    var text = ""
    if let action = item.keyword("onupdate")?.text { text += " ON UPDATE \(action)" }
    if let action = item.keyword("ondelete")?.text { text += " ON DELETE \(action)" }
    if item.keyword("deferrable")?.isTrue == true { text += " DEFERRABLE" }
    if let initially = item.keyword("initially")?.text { text += " INITIALLY \(initially)" }
    return text
  }

  /// - Parameter isAlone: ADD COLUMN, which makes no sequence and no enum type.
  mutating func column(_ item: PythonValue, keys: [String] = [], isAlone: Bool = false) -> String? {
    guard item.word == "Column", let name = item.argument(0, "name")?.text else {
      problem = "a column that is no literal Column(...) is not followed"
      return nil
    }
    let rest = item.arguments.dropFirst()
    let isKey = item.keyword("primary_key")?.isTrue == true
    let type = rest.first { !Self.items.contains($0.word ?? "") }
    var sql = type.map { self.type($0, makes: !isAlone) } ?? "text"
    let isNumbered =
      !isAlone && (isKey || keys == [name]) && item.keyword("autoincrement")?.bool != false
      && !rest.contains { $0.word == "ForeignKey" || $0.word == "Identity" } && item.keyword("server_default") == nil
    if isNumbered, let serial = Self.serials[sql] { sql = serial }
    var line = "\(QuotedIdentifier.text(name)) \(sql)"
    for part in rest { line += extra(part) }
    if let value = item.keyword("server_default"), value.none != true {
      if value.word == "Identity" || value.word == "Computed" {
        line += extra(value)
      } else if let sql = Self.defaultValue(value), !sql.isEmpty {
        line += " DEFAULT \(sql)"
      } else {
        problem = "a computed server_default is not followed"
      }
    }
    if item.keyword("nullable")?.bool == false { line += " NOT NULL" }
    if isKey { line += " PRIMARY KEY" }
    if item.keyword("unique")?.isTrue == true { line += " UNIQUE" }
    if item.keyword("index")?.isTrue == true { indexed.append(name) }
    return line
  }

  private static let items: Set<String> = ["ForeignKey", "Identity", "Computed", "Sequence", "CheckConstraint"]
  private static let serials = ["INTEGER": "SERIAL", "BIGINT": "BIGSERIAL", "SMALLINT": "SMALLSERIAL"]

  private func extra(_ part: PythonValue) -> String {
    switch part.word {
    case "ForeignKey":
      guard let path = part.argument(0, "column")?.text?.split(separator: "."), path.count >= 2 else { return "" }
      let table = path.dropLast().map { QuotedIdentifier.text(String($0)) }.joined(separator: ".")
      return " \(named(part))REFERENCES \(table) (\(QuotedIdentifier.text(String(path[path.count - 1]))))"
        + Self.actions(part)
    case "Identity":
      let always = part.keyword("always")?.isTrue == true
      return " GENERATED \(always ? "ALWAYS" : "BY DEFAULT") AS IDENTITY"
    case "Computed": return part.argument(0, "sqltext")?.string.map { " GENERATED ALWAYS AS (\($0)) STORED" } ?? ""
    case "CheckConstraint": return part.argument(0, "sqltext")?.string.map { " \(named(part))CHECK (\($0))" } ?? ""
    default: return ""
    }
  }

  /// Empty for None; nil when it is computed.
  static func defaultValue(_ value: PythonValue) -> String? {
    if value.none == true { return "" }
    if let literal = value.literal { return literal }
    if let text = value.text { return SQLLiteral.text(text) }
    if let call = value.call, call.contains("func."), let name = value.word {
      return
        "\(name)(\(value.arguments.compactMap { $0.text.map { SQLLiteral.text($0) } ?? $0.number }.joined(separator: ", ")))"
    }
    return ["true", "false"].contains(value.word ?? "") ? value.word : nil
  }

  // MARK: Types

  mutating func type(_ value: PythonValue, makes: Bool = false) -> String {
    guard let word = value.word else {
      problem = "a computed type is taken for text"
      return "text"
    }
    if word.lowercased() == "enum" { return enumeration(value, makes: makes) }
    if word == "ARRAY" { return (value.argument(0, "item_type").map { type($0) } ?? "text") + "[]" }
    if let plain = Self.plain[word] { return plain }
    if let sized = Self.sized[word] {
      let size = value.argument(0, "length")?.number ?? value.keyword("precision")?.number
      let scale = value.argument(1, "scale")?.number
      return size.map { "\(sized)(\($0)\(scale.map { ", \($0)" } ?? ""))" } ?? sized
    }
    if Self.moments.contains(word) {
      let zone = value.keyword("timezone")?.isTrue == true || value.arguments.first?.isTrue == true
      return (word.uppercased() == "TIME" ? "TIME" : "TIMESTAMP") + (zone ? " WITH TIME ZONE" : "")
    }
    problem = "the type \(value.call ?? value.name ?? word) is not known and taken for text"
    return "text"
  }

  private mutating func enumeration(_ value: PythonValue, makes: Bool) -> String {
    guard let name = value.keyword("name")?.text else { return "text" }
    if value.keyword("native_enum")?.bool == false { return "VARCHAR" }
    if makes, value.keyword("create_type")?.bool != false, let sql = Self.createEnum(value), !enums.contains(sql) {
      enums.append(sql)
    }
    return value.keyword("schema")?.text.map { "\(QuotedIdentifier.text($0)).\(QuotedIdentifier.text(name))" }
      ?? QuotedIdentifier.text(name)
  }

  static func createEnum(_ value: PythonValue) -> String? {
    guard let name = value.keyword("name")?.text else { return nil }
    let labels = value.arguments.compactMap(\.text)
    guard labels.count == value.arguments.count else { return nil }
    return "CREATE TYPE \(QuotedIdentifier.text(name)) AS ENUM (\(SQLLiteral.list(labels)))"
  }

  private static let plain: [String: String] = [
    "Integer": "INTEGER", "INTEGER": "INTEGER", "INT": "INTEGER", "BigInteger": "BIGINT", "BIGINT": "BIGINT",
    "SmallInteger": "SMALLINT", "SMALLINT": "SMALLINT", "Text": "TEXT", "TEXT": "TEXT", "UnicodeText": "TEXT",
    "Boolean": "BOOLEAN", "BOOLEAN": "BOOLEAN", "Date": "DATE", "DATE": "DATE", "Double": "DOUBLE PRECISION",
    "DOUBLE_PRECISION": "DOUBLE PRECISION", "DOUBLE": "DOUBLE PRECISION", "REAL": "REAL", "Float": "FLOAT",
    "FLOAT": "FLOAT", "LargeBinary": "BYTEA", "BYTEA": "BYTEA", "JSON": "JSON", "JSONB": "JSONB", "UUID": "UUID",
    "Uuid": "UUID", "Interval": "INTERVAL", "INTERVAL": "INTERVAL", "INET": "INET", "CIDR": "CIDR",
    "MACADDR": "MACADDR", "TSVECTOR": "TSVECTOR", "HSTORE": "HSTORE", "CITEXT": "CITEXT", "MONEY": "MONEY",
    "OID": "OID", "INT4RANGE": "INT4RANGE", "INT8RANGE": "INT8RANGE", "NUMRANGE": "NUMRANGE", "DATERANGE": "DATERANGE",
    "TSRANGE": "TSRANGE", "TSTZRANGE": "TSTZRANGE", "XML": "XML", "AutoString": "VARCHAR",
  ]
  private static let sized = [
    "String": "VARCHAR", "Unicode": "VARCHAR", "VARCHAR": "VARCHAR", "CHAR": "CHAR", "Numeric": "NUMERIC",
    "NUMERIC": "NUMERIC", "DECIMAL": "NUMERIC", "BIT": "BIT",
  ]
  private static let moments: Set<String> = ["DateTime", "DATETIME", "TIMESTAMP", "Time", "TIME"]
}
