import Diagnostics
import PlanModel
import SchemaModel

/// What a column is by its type, keys, default and name.
struct ColumnKind {
  /// The type without domains.
  let stored: ColumnType
  /// Whether each value occurs once.
  let isUnique: Bool
  /// Whether it is a part of the primary key.
  let isKey: Bool
  /// Numbers that rise with the rows.
  let isCounter: Bool
  /// A moment that rises with the rows.
  let isInsertion: Bool
  /// A moment that is empty in most rows: of a deletion, say.
  let isMark: Bool
  /// Labels of an enum, values of a boolean.
  let labels: Double?
  /// How many different values the foreign key of this column may take.
  let parents: Double?
  /// The same, where the plan says that rows spread over them unevenly.
  let skewedParents: Double?
  /// Whether rows are parts of their parent, which come with it and stand by it: `order_items` of `orders`.
  let isPart: Bool
  private let words: Set<String>

  init(_ column: Column, of table: Table, in builder: ShapeBuilder) {
    stored = builder.catalog.typeBeneathDomains(column.type)
    isUnique = table.isUnique([column.name])
    isKey = table.primaryKey?.columns.contains(column.name) ?? false
    words = Set(NameWords.split(column.name).map { $0.lowercased() })
    let source = (column.defaultExpression?.sql ?? column.field?.defaultSource ?? "").lowercased()
    let isNumbered = column.identity != nil || source.contains("nextval(") || source.contains("autoincrement(")
    let isOrdered = isNumbered || ["uuid(7", "uuidv7", "ulid", "uuid_generate_v7"].contains { source.contains($0) }
    isCounter = isOrdered && stored.name != "uuid" || isOrdered && isUnique
    let isTime = Self.times.contains(stored.name) && !stored.isArray
    let isNow = ["now()", "current_timestamp", "clock_timestamp()", "current_date"].contains { source.contains($0) }
    let isUpdate = column.field?.isUpdatedAt == true || words.contains("updated") || words.contains("modified")
    isInsertion = isTime && !isUpdate && (isNow || !words.isDisjoint(with: Self.insertions))
    isMark = isTime && column.isNullable && !words.isDisjoint(with: Self.marks)
    let type = stored.userType.flatMap { builder.catalog.enums[$0] }
    labels = stored.isArray ? nil : type.map { Double(max(1, $0.values.count)) } ?? (stored.name == "bool" ? 2 : nil)
    let key = builder.foreignKeys(of: table).filter { $0.columns.contains(column.name) }.min {
      $0.columns.count < $1.columns.count
    }
    parents = key.flatMap { Self.values(of: column.name, through: $0, of: table, in: builder, depth: 0) }
    isPart = key.map { Self.isPart(table.name.name, of: $0.target.name) } ?? false
    let volume = builder.volumes[table.name]
    let isZipf = volume?.skew?.value.lowercased().contains("zipf") ?? false
    let spread = key.map { key in volume?.per.contains { $0.value.table == key.target } ?? false } ?? false
    skewedParents = isZipf && (spread || volume?.per.isEmpty == true) && key?.columns.count == 1 ? parents : nil
  }

  var isTime: Bool { Self.times.contains(stored.name) && !stored.isArray }
  /// Whether its order means something to a scan of an index.
  var hasOrder: Bool {
    !stored.isArray && !["json", "jsonb", "xml", "tsvector", "point", "bytea"].contains(stored.name)
  }

  /// Whether values are taken to spread evenly over all that the type has.
  var isUniform: Bool {
    !stored.isArray && (stored.name == "uuid" || ["text", "varchar", "citext"].contains(stored.name) && labels == nil)
  }

  /// As `pg_statistic.stadistinct`.
  var assumedDistinct: Double {
    if stored.isArray || ["json", "jsonb", "xml", "tsvector", "bytea", "uuid"].contains(stored.name) { return -1 }
    if !words.isDisjoint(with: Self.identifiers) { return -1 }
    if !words.isDisjoint(with: Self.kinds) { return ShapeDefaults.kindDistinct }
    switch stored.name {
    case "text", "varchar", "bpchar", "citext": return ShapeDefaults.textDistinct
    case "int2", "char": return 100
    default: return ShapeDefaults.numberDistinct
    }
  }

  static func opposite(_ value: String) -> String? { ["true": "false", "false": "true"][value] }

  /// `order_items` of `orders`: a name that begins with the other one, in the singular, and goes on.
  private static func isPart(_ name: String, of parent: String) -> Bool {
    let words = NameWords.split(name).map { $0.lowercased() }
    var whole = NameWords.split(parent).map { $0.lowercased() }
    guard let last = whole.popLast(), words.count > whole.count + 1 else { return false }
    return words.starts(with: whole) && [last, NameWords.singular(last)].contains(words[whole.count])
  }

  /// Through a composite key each column has the values of its own in the parent.
  private static func values(
    of column: String, through key: ForeignKey, of table: Table, in builder: ShapeBuilder, depth: Int
  ) -> Double? {
    guard let parent = builder.tables[key.target] else { return nil }
    let rows = builder.rowCount(of: key.target)
    if key.columns.count == 1 { return rows }
    guard depth < 8, let position = key.columns.firstIndex(of: column), position < key.targetColumns.count else {
      return nil
    }
    let target = key.targetColumns[position]
    if parent.isUnique([target]) { return rows }
    if let stated = builder.statistics[ColumnReference(parent.name, target)]?.distinct?.value.value { return stated }
    let next = builder.foreignKeys(of: parent).filter { $0.columns.contains(target) }.min {
      $0.columns.count < $1.columns.count
    }
    return next.flatMap { values(of: target, through: $0, of: parent, in: builder, depth: depth + 1) } ?? rows
  }

  private static let times: Set<String> = ["timestamptz", "timestamp", "date"]
  private static let insertions: Set<String> = ["created", "inserted", "occurred", "recorded", "logged", "received"]
  private static let marks: Set<String> = [
    "deleted", "archived", "removed", "revoked", "cancelled", "canceled", "suspended", "banned", "disabled", "locked",
  ]
  private static let identifiers: Set<String> = [
    "email", "slug", "token", "hash", "key", "url", "uri", "uuid", "guid", "sku", "barcode", "reference",
  ]
  private static let kinds: Set<String> = [
    "status", "state", "type", "kind", "role", "category", "currency", "country", "locale", "language", "zone", "level",
    "priority", "method", "channel", "provider", "source", "unit", "gender", "color", "size",
  ]
}
