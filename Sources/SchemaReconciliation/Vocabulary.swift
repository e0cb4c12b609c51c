import Diagnostics
import SchemaModel

/// What a language can say of a database. What it can not say, its silence does not deny.
struct Vocabulary {
  let language: SchemaOrigin.Language
  /// The schemas it looks at; nil for all.
  private let schemas: Set<String>?
  /// Prisma: whether indexes have predicates.
  private let hasPredicates: Bool
  /// Prisma: whether relations are foreign keys of the database.
  let hasForeignKeys: Bool

  init(_ catalog: Catalog) {
    language = catalog.origin.language
    hasForeignKeys = catalog.origin.relationMode != "prisma"
    switch catalog.origin.language {
    case .sql, .database:
      schemas = nil
      hasPredicates = true
    case .sqlalchemy:
      schemas = Self.schemas(of: catalog)
      hasPredicates = true
    case .prisma:
      let named = Set(catalog.schemas.map(\.name))
      schemas = named.isEmpty ? Self.schemas(of: catalog) : named
      hasPredicates =
        catalog.origin.previewFeatures.contains { $0.value == "partialIndexes" }
        || catalog.tables.contains { $0.indexes.contains { $0.predicate != nil } }
    }
  }

  /// Models that name no schema are about `public`, though there be none yet.
  private static func schemas(of catalog: Catalog) -> Set<String> {
    let used = Set(catalog.tables.map(\.name.schema) + catalog.enums.map(\.name.schema))
    return used.isEmpty ? ["public"] : used
  }

  var isPrisma: Bool { language == .prisma }
  /// Models: they say what an application uses of a database.
  var isORM: Bool { language == .prisma || language == .sqlalchemy }

  /// Checks, exclusion constraints, generated columns, expressions in indexes.
  var hasExpressions: Bool { language != .prisma }
  /// Policies, triggers, functions, views and whatever else is a program.
  var hasPrograms: Bool { !isORM }
  /// Comments that reach the database, storage, order of nulls.
  var hasDetails: Bool { language != .prisma }
  /// Whether a unique constraint is another thing than a unique index.
  var tellsConstraints: Bool { language != .prisma }
  /// Whether a domain is told from its base type.
  var hasDomains: Bool { !isORM }

  func sees(_ name: ObjectName) -> Bool { schemas?.contains(name.schema) ?? true }

  /// Whether it could declare such a table.
  func canSay(_ table: Table) -> Bool {
    guard sees(table.name), !BookkeepingTable.isOne(table.name) else { return false }
    return !isORM || table.kind == .ordinary && table.partitionOf == nil
  }

  func canSay(_ index: Index) -> Bool {
    (hasPredicates || index.predicate == nil) && (hasExpressions || index.columnNames != nil)
      && (!isPrisma || ["btree", "hash", "gin", "gist", "spgist", "brin"].contains(index.method))
  }

  func canSayPredicate() -> Bool { hasPredicates }

  func canSay(_ key: ForeignKey) -> Bool { hasForeignKeys && sees(key.target) }
}
