import Diagnostics
package import SchemaModel

/// Compares two catalogs object by object; never text by text. Source positions, comments on objects and what only an
/// ORM knows do not count, and neither does the order of columns.
package struct CatalogDifference: Sendable {
  package var changes: [SchemaChange] = []

  package init(from old: Catalog, to new: Catalog) {
    compareTypes(old, new)
    compareTables(old, new)
    compareRoutines(old, new)
    compareGrants(old, new)
  }

  package var isEmpty: Bool { changes.isEmpty }

  package func count(_ action: SchemaChange.Action, _ kind: SchemaChange.ObjectKind) -> Int {
    changes.count { $0.action == action && $0.kind == kind }
  }

  private mutating func compareTypes(_ old: Catalog, _ new: Catalog) {
    compareNames(old.schemas, new.schemas, .schema, skipping: ["public"])
    compareNames(old.extensions, new.extensions, .extension, skipping: [])
    record(
      .enumType, Array(old.enums), Array(new.enums), key: \.name, label: \.name.display, span: \.span
    ) {
      [
        property(
          "values", $0.values.map(\.label).joined(separator: ", "), $1.values.map(\.label).joined(separator: ", "))
      ]
    }
    record(
      .domain, Array(old.domains), Array(new.domains), key: \.name, label: \.name.display, span: \.span
    ) {
      [
        property("type", $0.base.display, $1.base.display),
        property("checks", Self.checks($0.checks), Self.checks($1.checks)),
      ]
    }
    record(
      .compositeType, Array(old.compositeTypes), Array(new.compositeTypes), key: \.name, label: \.name.display,
      span: \.span
    ) { [property("attributes", Self.attributes($0), Self.attributes($1))] }
    record(
      .sequence, Array(old.sequences), Array(new.sequences), key: \.name, label: \.name.display, span: \.span
    ) { _, _ in [] }
  }

  private mutating func compareTables(_ old: Catalog, _ new: Catalog) {
    for table in old.tables where !new.tables.contains(table.name) {
      changes.append(SchemaChange(.drop, .table, table.name.display, of: table.name, span: table.span))
    }
    for table in new.tables {
      if let before = old.tables[table.name] {
        changes += TableDifference(from: before, to: table).changes
      } else {
        changes.append(SchemaChange(.add, .table, table.name.display, of: table.name, span: table.span))
        changes += TableDifference(added: table).changes
      }
    }
  }

  private mutating func compareRoutines(_ old: Catalog, _ new: Catalog) {
    for isMaterialized in [false, true] {
      record(
        isMaterialized ? .materializedView : .view, old.views.filter { $0.isMaterialized == isMaterialized },
        new.views.filter { $0.isMaterialized == isMaterialized }, key: \.name, label: \.name.display, span: \.span
      ) { [property("query", $0.query, $1.query)] }
    }
    record(
      .function, old.functions, new.functions, key: \.signature, label: \.signature, span: \.span
    ) { [property("definition", $0.sql, $1.sql)] }
  }

  private mutating func compareGrants(_ old: Catalog, _ new: Catalog) {
    func key(_ grant: Grant) -> String {
      let columns = grant.columns.isEmpty ? "" : " (\(grant.columns.joined(separator: ", ")))"
      let privileges = grant.privileges.joined(separator: ", ") + columns
      return "\(grant.isRevoke ? "REVOKE " : "")\(privileges) on \(grant.object.display) to \(grant.grantee)"
    }
    record(.grant, old.grants, new.grants, key: key, label: key, span: \.span) { _, _ in [] }
  }

  private mutating func compareNames<Element: CatalogObject>(
    _ old: NamedList<Element>, _ new: NamedList<Element>, _ kind: SchemaChange.ObjectKind, skipping: Set<String>
  ) where Element.Name == String {
    for name in old.names where !new.contains(name) && !skipping.contains(name) {
      changes.append(SchemaChange(.drop, kind, name, span: nil))
    }
    for name in new.names where !old.contains(name) && !skipping.contains(name) {
      changes.append(SchemaChange(.add, kind, name, span: nil))
    }
  }

  private mutating func record<Object, Key: Hashable>(
    _ kind: SchemaChange.ObjectKind, _ old: [Object], _ new: [Object], key: (Object) -> Key,
    label: (Object) -> String, span: (Object) -> SourceSpan?, details: (Object, Object) -> [SchemaChange.Detail?]
  ) {
    changes += ObjectDifference.changes(
      kind, of: nil, old, new, key: key, label: label, span: span, details: details)
  }

  private static func checks(_ checks: [CheckConstraint]) -> String {
    checks.map(\.expression.sql).joined(separator: " AND ")
  }

  private static func attributes(_ type: CompositeType) -> String {
    type.attributes.map { "\($0.name) \($0.type.display)" }.joined(separator: ", ")
  }
}
