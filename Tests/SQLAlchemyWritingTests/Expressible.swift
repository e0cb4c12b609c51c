import SchemaModel

/// What SQLAlchemy's metadata has words for, said here once more and not by asking the writer.
enum Expressible {
  /// The tables and types as far as metadata reaches.
  static func part(of catalog: Catalog) -> Catalog {
    var part = Catalog()
    part.enums = NamedList(catalog.enums.map { changed($0) { $0.comment = nil } })
    part.domains = NamedList(catalog.domains.filter { $0.checks.count < 2 }.map(domain))
    let serials = Set(catalog.tables.flatMap { table in table.columns.map { ColumnReference(table.name, $0.name) } })
    part.sequences = NamedList(
      catalog.sequences.map { sequence in
        changed(sequence) {
          $0.comment = nil
          $0.options = unusual($0.options)
          // Only a serial column's is owned.
          if sequence.ownedBy.map(serials.contains) == true { $0.ownedBy = nil }
        }
      })
    let names = Set(catalog.tables.filter { $0.partitionOf == nil }.map(\.name))
    part.tables = NamedList(catalog.tables.filter { $0.partitionOf == nil }.map { table($0, names) })
    return part
  }

  /// What the DDL of the models presupposes.
  static func prelude(of catalog: Catalog) -> Catalog {
    var prelude = Catalog()
    prelude.extensions = catalog.extensions
    prelude.compositeTypes = catalog.compositeTypes
    prelude.rangeTypes = catalog.rangeTypes
    prelude.collations = catalog.collations
    prelude.domains = NamedList(catalog.domains.filter { $0.checks.count > 1 })
    return prelude
  }

  private static func domain(_ domain: DomainType) -> DomainType {
    changed(domain) {
      $0.comment = nil
      // The name that SQLAlchemy writes before NOT NULL is that of no check.
      if !domain.isNullable { for number in $0.checks.indices { $0.checks[number].name = "" } }
    }
  }

  private static func table(_ table: Table, _ names: Set<ObjectName>) -> Table {
    changed(table) { part in
      part.kind = .ordinary
      part.foreignOptions = [:]
      part.triggers = []
      part.policies = []
      part.rules = []
      part.rowSecurity = RowSecurity()
      part.storageParameters = [:]
      part.replicaIdentity = nil
      if !table.inherits.allSatisfy({ $0.schema == "public" }) { part.inherits = [] }
      part.columns = NamedList(table.columns.map(column))
      part.foreignKeys.removeAll { key in
        !key.isEnforced || !names.contains(key.target) || key.targetColumns.isEmpty
          || ([key.target.name, key.target.schema] + key.targetColumns).contains { $0.contains(".") }
      }
      part.foreignKeys.sort { $0.name < $1.name }
      // CREATE TABLE makes one key of two over the same columns.
      part.uniqueConstraints = table.uniqueConstraints.enumerated().filter { number, key in
        table.primaryKey?.columns != key.columns
          && !table.uniqueConstraints.prefix(number).contains { $0.columns == key.columns }
      }.map(\.element)
      part.indexes.sort { $0.name < $1.name }
      part.checks.sort { $0.name < $1.name }
      part.uniqueConstraints.sort { $0.name < $1.name }
      part.primaryKey?.storageParameters = [:]
      for number in part.uniqueConstraints.indices { part.uniqueConstraints[number].storageParameters = [:] }
      for number in part.checks.indices { part.checks[number].isInherited = true }
      for number in part.indexes.indices {
        part.indexes[number].comment = nil
        part.indexes[number].statisticsTargets = [:]
      }
      for number in part.exclusions.indices { part.exclusions[number].includes = [] }
    }
  }

  private static func column(_ column: Column) -> Column {
    changed(column) {
      $0.storage = nil
      $0.compression = nil
      $0.statisticsTarget = nil
      $0.foreignOptions = [:]
      // A class declares every column of its table, those of a parent's too.
      $0.isLocal = true
      // The schema that is searched anyway.
      if let value = column.defaultExpression?.sql, value.hasPrefix("nextval('public.") {
        $0.defaultExpression = SQLExpression("nextval('" + value.dropFirst("nextval('public.".count))
      }
      $0.identity?.sequence.name = nil
      let element = column.type.element
      let takes = element.schema == nil && (["varchar", "text"].contains(element.name) || element.name == "bpchar")
      if !takes || !["pg_catalog", "public"].contains(column.collation?.schema ?? "public") { $0.collation = nil }
    }
  }

  /// Without what a sequence is when nothing is said.
  private static func unusual(_ options: SequenceOptions) -> SequenceOptions {
    changed(options) {
      for path in [\SequenceOptions.start, \.increment, \.minimum, \.cache] where $0[keyPath: path] == 1 {
        $0[keyPath: path] = nil
      }
      if $0.type?.name == "int8" { $0.type = nil }
    }
  }

  private static func changed<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
    var copy = value
    change(&copy)
    return copy
  }
}
