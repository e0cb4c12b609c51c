package import Diagnostics
package import SchemaModel

/// What a team knows that a schema can not say, read from a plan file and the files it uses.
///
/// Every fact keeps where it was written, so that a plan can cite it. Table and column names are those of the database.
package struct Plan: Sendable {
  package enum Status: String, Sendable, CaseIterable {
    case draft
    case proposed
    case accepted
    case superseded
  }

  /// The plan's folder in Output and its argument on the command line: `[a-z0-9-]+`.
  package var name: String
  package var title: Located<String>?
  package var project: Located<String>?
  package var status: Located<Status>?
  package var asOf: Located<CalendarDate>?
  package var owner: Located<String>?
  /// Markdown.
  package var domain: Located<String>?
  package var sources = PlanSources()
  package var stack = Stack()
  package var conventions = Conventions()
  package var checks: [CheckSetting] = []
  package var scope: [Located<ObjectName>]?
  package var descriptions: [Description] = []
  package var groups: [TableGroup] = []
  package var external: [ExternalTable] = []
  package var volumes: [Volume] = []
  package var columnStatistics: [ColumnStatistics] = []
  package var rules: [BusinessRule] = []
  package var relations: [RelationRule] = []
  package var derived: [DerivedColumn] = []
  package var queries: [Query] = []
  package var transactions: [Transaction] = []
  package var batches: [Batch] = []
  package var tenancy: Tenancy?
  package var roles: [AccessRole] = []
  package var sensitive: [SensitiveColumn] = []
  package var compliance: [Located<String>] = []
  package var audit: Audit?
  package var connection: Connection?
  package var deployment: Deployment?
  package var backup: Backup?
  package var monitoring: Monitoring?
  package var renames: [Rename] = []
  package var backfills: [Backfill] = []
  package var seeds: [Seed] = []
  package var load: LoadProfile?
  package var decisions: [Decision] = []
  package var waivers: [Waiver] = []
  package var attestations: [Attestation] = []
  /// The files it was read from, the plan file first.
  package var sourceFiles: [SourceFile] = []

  package init(name: String) { self.name = name }

  /// Paths of the files it was read from, as shown to people; the plan file first.
  package var files: [String] { sourceFiles.map(\.path) }
}

/// Where the schema comes from. Paths are relative to the project.
package struct PlanSources: Sendable {
  package var schema: [Located<String>] = []
  package var adds: [Located<String>] = []
  package var baseline: Located<String>?
  package var templates: Located<String>?

  package init() {}
}

package struct Stack: Sendable {
  package var postgres: Located<Int>?
  package var orm: Located<String>?
  package var prisma: Located<String>?
  package var client: Located<String>?
  package var validators: Located<String>?
  package var migrate: Located<String>?

  package init() {}

  /// The ORM's major version, when it was stated.
  package var prismaMajor: Int? { prisma.flatMap { Int($0.value.prefix { $0.isNumber }) } }
}

package struct Conventions: Sendable {
  /// How primary keys are made.
  package var id: Located<String>?
  /// Further ways, where a house uses several.
  package var otherIDs: [Located<String>] = []
  package var nativeUUID: Located<Bool>?
  package var softDelete: Located<String>?
  package var naming: Located<String>?
  package var plural: Located<Bool>?
  package var indexName: Located<String>?
  package var enumValues: Located<String>?
  package var timestamps: Located<String>?
  package var onDelete: Located<String>?

  package init() {}
}

/// `checks: { string-primary-key: warning, naming-convention: off }`
package struct CheckSetting: Sendable {
  package var code: Located<String>
  /// nil switches the check off.
  package var severity: Severity?

  package init(code: Located<String>, severity: Severity?) {
    self.code = code
    self.severity = severity
  }
}

package struct Description: Sendable {
  package var table: ObjectName
  package var column: String?
  package var text: Located<String>
  /// Where the table or column is named.
  package var span: SourceSpan?

  package init(table: ObjectName, column: String?, text: Located<String>) {
    self.table = table
    self.column = column
    self.text = text
  }
}

package struct TableGroup: Sendable {
  package var name: Located<String>
  /// As written: names and patterns such as `waitlist_*`.
  package var patterns: [Located<String>]
  /// The tables they stand for, resolved against the catalog.
  package var tables: [ObjectName] = []

  package init(name: Located<String>, patterns: [Located<String>]) {
    self.name = name
    self.patterns = patterns
  }
}

/// A table owned by a library: read, never changed.
package struct ExternalTable: Sendable {
  package var table: Located<ObjectName>
  package var owner: String

  package init(table: Located<ObjectName>, owner: String) {
    self.table = table
    self.owner = owner
  }
}

package struct Volume: Sendable {
  package enum Basis: String, Sendable, CaseIterable {
    case measured
    case assumed
  }

  package var table: Located<ObjectName>
  package var rows: Located<Count>?
  package var growth: Located<Growth>?
  package var retention: Located<Duration>?
  /// Where rows go once their retention is over.
  package var archive: Located<String>?
  package var updates: Located<Rate>?
  /// Rows per row of another table, e.g. 3k patients a clinic.
  package var per: [Located<(table: ObjectName, count: Count)>] = []
  package var skew: Located<String>?
  /// Average bytes of a row's values, as EXPLAIN shows them; the row header is not in it.
  package var width: Located<Count>?
  package var basis: Located<Basis>?
  package var checked: Located<CalendarDate>?

  package init(table: Located<ObjectName>) { self.table = table }

  /// Without what a database has counted; nil when that is all there is.
  package var asWritten: Volume? {
    guard table.span?.hasLine != false else { return nil }
    var volume = self
    if rows?.span?.hasLine == false { volume.rows = nil }
    if growth?.span?.hasLine == false { volume.growth = nil }
    if updates?.span?.hasLine == false { volume.updates = nil }
    if basis?.span?.hasLine == false { volume.basis = nil }
    return volume
  }
}

package struct ColumnStatistics: Sendable {
  package struct ValueShare: Sendable, Hashable {
    package var value: String
    package var share: Share
    package var span: SourceSpan?

    package init(value: String, share: Share, span: SourceSpan? = nil) {
      self.value = value
      self.share = share
      self.span = span
    }
  }

  package var column: Located<ColumnReference>
  /// Shares of single values.
  package var values: [ValueShare] = []
  package var distinct: Located<Count>?
  /// Average stored width in bytes.
  package var width: Located<Count>?
  package var nulls: Located<Share>?
  /// -1 to 1, as pg_stats.correlation.
  package var correlation: Located<Double>?

  package init(column: Located<ColumnReference>) { self.column = column }
}

package struct BusinessRule: Sendable {
  package enum Kind: Sendable {
    case unique(table: ObjectName, columns: [String])
    case check(table: ObjectName)
    /// Said in words only.
    case prose
  }

  package var text: Located<String>
  package var kind: Kind
  /// Where the table and columns of the kind are named.
  package var kindSpan: SourceSpan?
  package var condition: Located<String>?
  package var sql: Located<String>?

  package init(text: Located<String>, kind: Kind) {
    self.text = text
    self.kind = kind
  }
}

package struct RelationRule: Sendable {
  package var column: Located<ColumnReference>
  package var target: Located<ColumnReference>?
  package var onDelete: Located<ReferentialAction>?
  package var onUpdate: Located<ReferentialAction>?
  package var because: Located<String>?

  package init(column: Located<ColumnReference>) { self.column = column }
}

package struct DerivedColumn: Sendable {
  package var column: Located<ColumnReference>
  package var sql: Located<String>?
  package var keptBy: Located<String>?

  package init(column: Located<ColumnReference>) { self.column = column }
}

package struct Rename: Sendable {
  package var old: Located<String>
  /// nil denies a guessed rename.
  package var new: Located<String>?

  package init(old: Located<String>, new: Located<String>?) {
    self.old = old
    self.new = new
  }
}
