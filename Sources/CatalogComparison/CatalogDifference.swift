import Diagnostics
package import SchemaModel

/// Compares two catalogs object by object; never text by text. Source positions do not count, and neither does the order
/// of tables and columns.
package struct CatalogDifference: Sendable {
  /// How much counts.
  package enum Depth: Sendable, Hashable {
    /// What a migration has to do.
    case structure
    /// Also comments, storage, roles and what else a schema says; what only an ORM knows is left out.
    case everything
  }

  package internal(set) var changes: [SchemaChange] = []
  let depth: Depth

  package init(from old: Catalog, to new: Catalog, depth: Depth = .structure) {
    self.depth = depth
    compareTypes(old, new)
    compareTables(old, new)
    compareRoutines(old, new)
    compareGrants(old, new)
    if depth == .everything { compareRest(old, new) }
  }

  package var isEmpty: Bool { changes.isEmpty }

  package func count(_ action: SchemaChange.Action, _ kind: SchemaChange.ObjectKind) -> Int {
    changes.count { $0.action == action && $0.kind == kind }
  }

  private mutating func compareTypes(_ old: Catalog, _ new: Catalog) {
    let depth = depth
    record(.schema, Self.named(old.schemas), Self.named(new.schemas), key: \.name, label: \.name, span: \.span) {
      [depth.comment($0.comment, $1.comment)]
    }
    record(
      .extension, Array(old.extensions), Array(new.extensions), key: \.name, label: \.name, span: \.span
    ) { depth.details([depth.comment($0.comment, $1.comment)], [optional("version", $0.version, $1.version)]) }
    record(
      .enumType, Array(old.enums), Array(new.enums), key: \.name, label: \.name.display, span: \.span
    ) {
      [
        property(
          "values", $0.values.map(\.label).joined(separator: ", "), $1.values.map(\.label).joined(separator: ", ")),
        depth.comment($0.comment, $1.comment), depth == .everything ? ModelDifference.detail($0, $1) : nil,
      ]
    }
    record(
      .domain, Array(old.domains), Array(new.domains), key: \.name, label: \.name.display, span: \.span
    ) {
      depth.details(
        [
          property("type", $0.base.display, $1.base.display),
          property("checks", Self.checks($0.checks), Self.checks($1.checks)), depth.comment($0.comment, $1.comment),
        ],
        [
          property("null", $0.isNullable ? "nullable" : "NOT NULL", $1.isNullable ? "nullable" : "NOT NULL"),
          optional("default", $0.defaultExpression?.sql, $1.defaultExpression?.sql),
          optional("collation", $0.collation?.display, $1.collation?.display),
        ])
    }
    record(
      .compositeType, Array(old.compositeTypes), Array(new.compositeTypes), key: \.name, label: \.name.display,
      span: \.span
    ) { [property("attributes", Self.attributes($0), Self.attributes($1)), depth.comment($0.comment, $1.comment)] }
    record(
      .sequence, Array(old.sequences), Array(new.sequences), key: \.name, label: \.name.display, span: \.span
    ) {
      depth.details(
        [depth.comment($0.comment, $1.comment)],
        [
          property("options", SequenceText.of($0.options), SequenceText.of($1.options)),
          optional("owner", $0.ownedBy?.display, $1.ownedBy?.display),
        ])
    }
  }

  private mutating func compareTables(_ old: Catalog, _ new: Catalog) {
    for table in old.tables where !new.tables.contains(table.name) {
      var change = SchemaChange(.drop, .table, table.name.display, of: table.name, span: table.span)
      change.oldSpan = table.span
      changes.append(change)
    }
    for table in new.tables {
      if let before = old.tables[table.name] {
        changes += TableDifference(from: before, to: table, depth: depth).changes
      } else {
        changes.append(SchemaChange(.add, .table, table.name.display, of: table.name, span: table.span))
        changes += TableDifference(added: table, depth: depth).changes
      }
    }
  }

  private mutating func compareRoutines(_ old: Catalog, _ new: Catalog) {
    let depth = depth
    for isMaterialized in [false, true] {
      record(
        isMaterialized ? .materializedView : .view, old.views.filter { $0.isMaterialized == isMaterialized },
        new.views.filter { $0.isMaterialized == isMaterialized }, key: \.name, label: \.name.display, span: \.span
      ) {
        depth.details(
          [sql("query", $0.query, $1.query), depth.comment($0.comment, $1.comment)],
          [
            options("options", $0.options, $1.options),
            property(
              "columns", $0.columnAliases.joined(separator: ", "), $1.columnAliases.joined(separator: ", ")),
            flag("populated", $0.isPopulated, $1.isPopulated),
          ])
      }
    }
    record(
      .function, old.functions, new.functions, key: \.signature, label: \.signature, span: \.span
    ) {
      // White space means something in other languages.
      let isSQL = ["sql", "plpgsql"].contains($0.language) && $0.language == $1.language
      return [
        isSQL ? sql("definition", $0.sql, $1.sql) : property("definition", $0.sql, $1.sql),
        depth.comment($0.comment, $1.comment),
      ]
    }
  }

  private mutating func compareGrants(_ old: Catalog, _ new: Catalog) {
    let depth = depth
    func key(_ grant: Grant) -> String {
      let columns = grant.columns.isEmpty ? "" : " (\(grant.columns.joined(separator: ", ")))"
      let privileges = grant.privileges.joined(separator: ", ") + columns
      // Schemas and databases are in no schema.
      let object = grant.object.schema.isEmpty ? grant.object.name : grant.object.display
      return grant.isRevoke
        ? "REVOKE \(privileges) on \(object) from \(grant.grantee)" : "\(privileges) on \(object) to \(grant.grantee)"
    }
    // One privilege less is not another privilege list.
    func single(_ grants: [Grant]) -> [Grant] {
      guard depth == .everything else { return grants }
      return grants.flatMap { grant in
        grant.privileges.map { privilege in
          var single = grant
          single.privileges = [privilege]
          return single
        }
      }
    }
    record(.grant, single(old.grants), single(new.grants), key: key, label: key, span: \.span) {
      depth.also([flag("grant option", $0.isGrantable, $1.isGrantable)])
    }
  }

  mutating func record<Object, Key: Hashable>(
    _ kind: SchemaChange.ObjectKind, of table: ObjectName? = nil, _ old: [Object], _ new: [Object],
    key: (Object) -> Key, label: (Object) -> String, span: (Object) -> SourceSpan?,
    details: (Object, Object) -> [SchemaChange.Detail?]
  ) {
    changes += ObjectDifference.changes(
      kind, of: table, old, new, key: key, label: label, span: span, details: details)
  }

  private static func named(_ schemas: NamedList<Schema>) -> [Schema] { schemas.filter { $0.name != "public" } }

  private static func checks(_ checks: [CheckConstraint]) -> String {
    checks.map(\.expression.sql).joined(separator: " AND ")
  }

  private static func attributes(_ type: CompositeType) -> String {
    type.attributes.map { "\($0.name) \($0.type.display)" }.joined(separator: ", ")
  }
}

extension CatalogDifference.Depth {
  func comment(_ old: String?, _ new: String?) -> SchemaChange.Detail? {
    self == .everything ? optional("comment", old, new) : nil
  }

  /// Details that count only when everything does.
  func also(_ details: @autoclosure () -> [SchemaChange.Detail?]) -> [SchemaChange.Detail?] {
    self == .everything ? details() : []
  }

  /// Details of the structure, and those that count only when everything does.
  func details(
    _ structure: [SchemaChange.Detail?], _ rest: @autoclosure () -> [SchemaChange.Detail?]
  ) -> [SchemaChange.Detail?] {
    self == .everything ? structure + rest() : structure
  }
}
