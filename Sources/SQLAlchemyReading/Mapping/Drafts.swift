import SchemaModel

/// A table as the models declare it.
final class TableDraft {
  let name: String
  let schema: String?
  let metadata: MetadataDraft
  let place: Place
  var columns: [ColumnDraft] = []
  private var byKey: [String: Int] = [:]
  private var byObject: [ObjectIdentifier: Int] = [:]
  var constraints: [ConstraintDraft] = []
  var indexes: [IndexDraft] = []
  var foreignKeys: [ForeignKeyDraft] = []
  /// Columns whose own constraints and indexes are added already.
  var finished = 0
  var comment: String?
  var isUnlogged = false
  /// What stands after the table's definition, e.g. `PARTITION BY RANGE (a)`.
  var suffix: String?
  var storage: [(name: String, value: String)] = []
  var model: ClassObject?
  var relationships: [RelationshipDraft] = []
  /// Fields in the order of the source.
  var fieldOrder: [String] = []

  init(name: String, schema: String?, metadata: MetadataDraft, place: Place) {
    self.name = name
    self.schema = schema
    self.metadata = metadata
    self.place = place
  }

  var objectName: ObjectName { ObjectName(name, schema: schema ?? "public") }

  /// Adds a column; one of the same key is replaced.
  func add(_ column: ColumnDraft) {
    if let position = byKey[column.key] {
      columns[position] = column
    } else {
      byKey[column.key] = columns.count
      columns.append(column)
    }
    if let object = column.object { byObject[ObjectIdentifier(object)] = byKey[column.key] }
    column.table = self
  }

  /// Puts the columns from a position on in the order of their `sort_order`, and those of a SQLModel class in that of
  /// its fields.
  func arrange(from first: Int, byFields fields: [String]) {
    let place = Dictionary(fields.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let sorted = columns[first...].enumerated().sorted { one, other in
      let keys = [one, other].map { item in
        (item.element.sortOrder, item.element.attribute.flatMap { place[$0] } ?? fields.count, item.offset)
      }
      return keys[0] < keys[1]
    }
    guard sorted.map(\.offset) != Array(sorted.indices) else { return }
    columns.replaceSubrange(first..., with: sorted.map(\.element))
    for (position, column) in columns.enumerated().dropFirst(first) {
      byKey[column.key] = position
      if let object = column.object { byObject[ObjectIdentifier(object)] = position }
    }
  }

  /// The column of a key, as `Table.c` has it; also by its name.
  func column(_ key: String) -> ColumnDraft? {
    byKey[key].map { columns[$0] } ?? columns.first { $0.name == key }
  }

  func column(_ object: CallObject) -> ColumnDraft? { byObject[ObjectIdentifier(object)].map { columns[$0] } }
}

final class ColumnDraft {
  var name: String
  var key: String
  let place: Place
  weak var table: TableDraft?
  /// The call that declares it.
  let object: CallObject?
  /// The class's attribute.
  var attribute: String?
  var type = TypeDraft.open
  /// Where it stands among the columns of its class: the lower, the earlier.
  var sortOrder = 0
  var isNullable = true
  var isPrimaryKey = false
  var autoincrement: Value?
  /// Whether the client makes a default, sequences aside.
  var hasClientDefault = false
  var sequence: CallObject?
  var serverDefault: Value?
  var computed: CallObject?
  var identity: CallObject?
  var isIndexed = false
  var isUnique = false
  var comment: String?
  var foreignKeys: [CallObject] = []
  var constraints: [CallObject] = []
  var field: ModelField?

  init(name: String, key: String, object: CallObject?, at place: Place) {
    self.name = name
    self.key = key
    self.object = object
    self.place = place
  }
}

/// A type as PostgreSQL's SQL has it.
struct TypeDraft {
  enum Family {
    case integer
    case number
    case other
  }

  /// nil where it is not known.
  var sql: String?
  var family = Family.other
  var enumeration: EnumDraft?
  var domain: DomainDraft?
  /// The values of an enumeration that is no type of its own, when it comes with a check.
  var checkedValues: [String]?
  var checkName: Value?
  var collation: String?

  static var open: TypeDraft { TypeDraft(sql: nil) }

  init(sql: String?, family: Family = .other) {
    self.sql = sql
    self.family = family
  }
}

struct EnumDraft {
  var name: String
  var schema: String?
  var labels: [(label: String, member: String?, place: Place)]
  var model: String?
  var comment: String?
  var place: Place
  /// Whether it is in the schema of the table that uses it.
  var inheritsSchema = false
  /// Whether a schema was given; otherwise it is that of the MetaData.
  var hasSchema = false
}

struct DomainDraft {
  var name: String
  var schema: String?
  var base: String
  var clauses: [String]
  var place: Place
}

struct ConstraintDraft {
  enum Kind {
    case primaryKey
    case unique
    case check
    case exclusion
  }

  var kind: Kind
  var name: Value?
  var columns: [ColumnDraft] = []
  /// A check's condition, or an exclusion's elements.
  var sql = ""
  /// What follows: deferral, INCLUDE.
  var suffix = ""
  var nullsNotDistinct = false
  var comment: String?
  var place: Place
  /// Whether the type it belongs to made it; naming conventions leave those alone.
  var isOfType = false
}

/// A foreign key before its target is looked for.
struct ForeignKeyDraft {
  var name: Value?
  var columns: [ColumnDraft]
  /// What it refers to: `"table.column"`, or a column.
  var targets: [Value]
  /// The call that says what happens on deletion and the like.
  var call: CallObject
  var place: Place
}

struct IndexDraft {
  struct Element {
    var column: ColumnDraft?
    var sql: String
    var suffix = ""
  }

  var name: Value?
  var elements: [Element]
  var isUnique = false
  var method: String?
  var includes: [String] = []
  var predicate: String?
  var nullsNotDistinct = false
  var storage: [(name: String, value: String)] = []
  var comment: String?
  var place: Place
}

/// A `MetaData`: what all its tables share.
final class MetadataDraft {
  let identity: String
  let schema: String?
  /// Naming conventions by their keys: `ix`, `uq`, `ck`, `fk`, `pk`.
  let convention: DictionaryBox?

  init(identity: String, schema: String?, convention: DictionaryBox?) {
    self.identity = identity
    self.schema = schema
    self.convention = convention
  }
}

struct RelationshipDraft {
  var field: String
  var call: CallObject
  /// The class it leads to, as written or by annotation.
  var target: Value?
  var isList: Bool
  var owner: ClassObject
}
