import SchemaModel

/// What a statement of a migration asks for, as far as rules look at it.
enum MigrationAction: Sendable {
  case createTable(CreatedTable)
  case createIndex(CreatedIndex)
  case dropIndex([ObjectName], isConcurrent: Bool)
  case reindex(kind: String, name: ObjectName, isConcurrent: Bool)
  case alterTable(ObjectName, isOnly: Bool, [TableChange])
  case drop(kind: String, names: [ObjectName], cascades: Bool)
  case rename(kind: String, of: ObjectName, from: String?, to: String)
  case setSchema(kind: String, ObjectName, to: String)
  case addValue(String, to: ObjectName)
  case renameValue(String, of: ObjectName, to: String)
  case createDomain(ObjectName, hasConstraint: Bool)
  case addDomainConstraint(ObjectName, name: String?, isValidated: Bool)
  case createView(ObjectName, replaces: Bool, options: [String])
  case createTrigger(String, on: ObjectName)
  case policy(String, of: ObjectName, PolicyChange)
  case refresh(ObjectName, isConcurrent: Bool)
  case vacuum([ObjectName], isFull: Bool)
  case cluster(ObjectName?)
  case truncate([ObjectName], cascades: Bool)
  case write(TableWrite)
  case set(Setting)
  case transaction(TransactionStep)
  case alterSequence(ObjectName, restarts: Bool)
  case revoke(from: [ObjectName])
  case createDatabase
  case other(String)
}

struct CreatedTable: Sendable {
  var name: ObjectName
  var partitionOf: ObjectName?
  var references: [ObjectName] = []
  var isTemporary = false
  var isFromQuery = false
}

struct CreatedIndex: Sendable {
  var name: String?
  var table: ObjectName
  /// Keys and included ones that are plain columns.
  var columns: [String]
  var isUnique: Bool
  var isConcurrent: Bool
  var unlessThere: Bool
  var isOnly: Bool
}

/// One action of ALTER TABLE.
enum TableChange: Sendable {
  case addColumn(AddedColumn)
  case dropColumn(String)
  case setType(String)
  case setNotNull(String)
  case dropNotNull(String)
  case setDefault(String)
  case dropDefault(String)
  case addConstraint(AddedConstraint)
  case validate(String)
  case dropConstraint(String)
  case attach(ObjectName, isDefault: Bool)
  case detach(ObjectName, isConcurrent: Bool)
  case rowSecurity(String)
  case disableTrigger(String)
  case replicaIdentity
  case identity(String, String)
  case dropExpression(String)
  case rewrite(String)
  case inheritance(String)
  case other
}

struct AddedColumn: Sendable {
  var name: String
  var isNotNull = false
  var hasDefault = false
  var isGenerated = false
  var isSerial = false
  var isIdentity = false
  var constraints: [AddedConstraint] = []
}

struct AddedConstraint: Sendable {
  enum Kind: String, Sendable {
    case check = "CHECK"
    case unique = "UNIQUE"
    case primaryKey = "PRIMARY KEY"
    case exclusion = "EXCLUDE"
    case foreignKey = "FOREIGN KEY"
  }

  var kind: Kind
  var name: String?
  var columns: [String] = []
  var target: ObjectName?
  var isNotValid = false
  var usesIndex = false
}

enum PolicyChange: String, Sendable {
  case create = "CREATE POLICY"
  case alter = "ALTER POLICY"
  case drop = "DROP POLICY"
}

/// A statement that writes rows.
struct TableWrite: Sendable {
  enum Kind: String, Sendable {
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
  }

  var kind: Kind
  var table: ObjectName
  /// Whether WHERE leaves rows out; `WHERE true` does not.
  var isLimited: Bool
  /// Whether INSERT takes its rows from a query, not from VALUES.
  var isFromQuery = false
  /// Columns that SET names more than once.
  var repeated: [String] = []
}

struct Setting: Sendable {
  var name: String
  /// nil for RESET and DEFAULT.
  var value: String?
  var isLocal: Bool
}

enum TransactionStep: Sendable {
  case begin
  case commit
  case rollback
  case savepoint
}
