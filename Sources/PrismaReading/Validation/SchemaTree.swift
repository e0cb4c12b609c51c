import SchemaModel

enum ScalarType: String, CaseIterable {
  case string = "String"
  case boolean = "Boolean"
  case int = "Int"
  case bigInt = "BigInt"
  case float = "Float"
  case decimal = "Decimal"
  case dateTime = "DateTime"
  case json = "Json"
  case bytes = "Bytes"
}

enum FieldKind {
  case scalar(ScalarType)
  /// An enum or a model by its position in the tree.
  case enumeration(Int)
  case model(Int)
  case unsupported(String)
  /// Reported already.
  case unresolved
}

/// A field with its attributes understood.
struct FieldNode {
  var syntax: FieldSyntax
  var kind: FieldKind
  var columnName: String
  var native: NativeType?
  var defaultValue: DefaultValue?
  var isUpdatedAt = false
  var isIgnored = false
  var generated: String?
  /// As written: what the catalog has no place for.
  var otherAttributes: [String] = []

  var name: String { syntax.name.text }
  var arity: TypeSyntax.Arity { syntax.type?.arity ?? .required }
  var place: Place { syntax.place }
  var isRelation: Bool { if case .model = kind { true } else { false } }
  var scalar: ScalarType? { if case .scalar(let type) = kind { type } else { nil } }
}

struct NativeType {
  /// As written behind the datasource's name: `VarChar(255)`.
  var source: String
  var name: String
  var type: ColumnType
}

struct DefaultValue {
  /// As written.
  var source: String
  /// What the database does about it; nil for what only the client does.
  var sql: String?
  var isAutoincrement = false
  /// CockroachDB: a sequence of its own, with these options.
  var sequence: SequenceOptions?
  var isClientSide = false
}

/// One field of an index or key with its options.
struct IndexField {
  var field: Int
  var isDescending = false
  /// Whether an order is written.
  var isSorted = false
  var operatorClass: String?
  var place: Place
}

/// A primary key, unique criterion or index.
struct IndexNode {
  enum Kind {
    case primaryKey
    case unique
    case normal
  }

  var kind: Kind
  var fields: [IndexField]
  var method = "btree"
  /// The name in the database.
  var map: String?
  /// The name for the client.
  var clientName: String?
  var predicate: String?
  /// Written behind a field rather than in the block.
  var isOnField: Bool
  var attribute: String
  var place: Place
}

struct ModelNode {
  var syntax: BlockSyntax
  var isView: Bool
  var fields: [FieldNode] = []
  var fieldPositions: [String: Int] = [:]
  var tableName: String
  var schema = "public"
  var primaryKey: IndexNode?
  var indexes: [IndexNode] = []
  var isIgnored = false

  var name: String { syntax.name.text }
  var word: String { isView ? "view" : "model" }

  /// The name the primary key or index has in the database.
  func databaseName(of index: IndexNode) -> String {
    if let map = index.map { return map }
    let columns = index.fields.map { fields[$0.field].columnName }
    switch index.kind {
    case .primaryKey: return PrismaConstraintName.primaryKey(table: tableName)
    case .unique: return PrismaConstraintName.unique(table: tableName, columns: columns)
    case .normal: return PrismaConstraintName.index(table: tableName, columns: columns)
    }
  }
}

struct EnumNode {
  var syntax: BlockSyntax
  var typeName: String
  var schema = "public"
  /// The database's label of each value, in order.
  var labels: [String] = []
  var positions: [String: Int] = [:]

  var name: String { syntax.name.text }
}

/// A relation between two models, as a foreign key or as a table of pairs.
enum RelationNode {
  case foreignKey(ForeignKeyNode)
  case manyToMany(ManyToManyNode)
}

struct ForeignKeyNode {
  var model: Int
  var field: Int
  var target: Int
  var opposite: Int
  var name: String?
  var fields: [Int]
  var references: [Int]
  var onDelete: ReferentialAction?
  var onUpdate: ReferentialAction?
  var map: String?
  var place: Place
}

struct ManyToManyNode {
  /// The model and list field that column A, and that column B, points to.
  var a: (model: Int, field: Int)
  var b: (model: Int, field: Int)
  var name: String?
  var place: Place
}
