package import Diagnostics

/// Everything a PostgreSQL database declares, whatever it was read from.
///
/// Names are the database's own. What only an ORM knows (model and field names, client-side defaults) hangs on the
/// objects as `model`, `field` and `relation`. Lists keep the order of declaration.
package struct Catalog: Sendable, Hashable {
  package var schemas = NamedList<Schema>()
  package var extensions = NamedList<Extension>()
  package var roles = NamedList<Role>()
  package var enums = NamedList<EnumType>()
  package var domains = NamedList<DomainType>()
  package var compositeTypes = NamedList<CompositeType>()
  package var rangeTypes = NamedList<RangeType>()
  package var sequences = NamedList<DatabaseSequence>()
  package var tables = NamedList<Table>()
  package var views = NamedList<View>()
  package var functions: [Function] = []
  package var grants: [Grant] = []
  package var defaultPrivileges: [DefaultPrivilege] = []
  package var statistics = NamedList<ExtendedStatistics>()
  package var eventTriggers = NamedList<EventTrigger>()
  package var collations = NamedList<Collation>()
  /// What is valid but not modelled, kept as it was written.
  package var unmodelled: [RawObject] = []
  /// What the source says about the tools around it (ORM version, generators).
  package var origin = SchemaOrigin()

  package init() {}
}

/// Which language the catalog was read from, and what that source declares about its tools.
package struct SchemaOrigin: Sendable, Hashable {
  package enum Language: String, Sendable, Hashable {
    case prisma
    case sql
    case sqlalchemy
    case database
  }

  package var language: Language = .sql
  /// Paths of the files that were read, as shown to people.
  package var files: [String] = []
  /// Prisma: generator and datasource blocks as they were written, and preview features named in them.
  package var configurationBlocks: [String] = []
  package var previewFeatures: [Located<String>] = []
  /// Prisma: whether the datasource has a `url` (gone in Prisma 7), and `relationMode`.
  package var datasourceURL: Located<String>?
  package var relationMode: String?

  package init() {}
}

package struct Schema: CatalogObject {
  package var name: String
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: String, span: SourceSpan? = nil) {
    self.name = name
    self.span = span
  }
}

package struct Extension: CatalogObject {
  package var name: String
  package var schema: String?
  package var version: String?
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: String, span: SourceSpan? = nil) {
    self.name = name
    self.span = span
  }
}

package struct Role: CatalogObject {
  package var name: String
  package var canLogin = false
  /// Options as written, e.g. `NOINHERIT`, `BYPASSRLS`.
  package var options: [String] = []
  package var memberOf: [String] = []
  /// Those of `memberOf` that it may grant to others: `WITH ADMIN OPTION`.
  package var administers: [String] = []
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: String, span: SourceSpan? = nil) {
    self.name = name
    self.span = span
  }
}

/// A statement that was understood to be valid SQL but is not part of the model.
package struct RawObject: Sendable, Hashable {
  /// What it is, e.g. `CREATE OPERATOR`.
  package var kind: String
  package var sql: String
  package var span: SourceSpan?

  package init(kind: String, sql: String, span: SourceSpan? = nil) {
    self.kind = kind
    self.sql = sql
    self.span = span
  }
}

extension Catalog {
  /// The type that a column of this type stores: a domain's own type in its place, its dimensions added to the column's.
  package func typeBeneathDomains(_ type: ColumnType) -> ColumnType {
    var result = type
    // A domain may be over a domain; one over itself, which only a broken source has, ends too.
    for _ in 0..<16 {
      guard let domain = result.userType.flatMap({ domains[$0] }) else { break }
      let dimensions = result.arrayDimensions
      result = domain.base
      result.arrayDimensions += dimensions
    }
    return result
  }
}
