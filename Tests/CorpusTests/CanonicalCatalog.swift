import SchemaModel

/// A catalog without what has two spellings: what is said although it goes without saying, and orders that mean nothing.
enum CanonicalCatalog {
  static func of(_ catalog: Catalog) -> Catalog {
    var catalog = catalog
    catalog.schemas.removeAll { $0.name == "public" && $0.comment == nil }
    catalog.extensions.removeAll { $0.name == "plpgsql" }
    change(&catalog.extensions) { if $0.schema == "public" || $0.schema == "pg_catalog" { $0.schema = nil } }
    change(&catalog.roles) { role in
      role.options = role.options.filter { kept.contains($0) }.sorted()
      role.memberOf.sort()
    }
    change(&catalog.sequences) { $0.options = options($0.options) }
    change(&catalog.statistics) { $0.kinds = $0.kinds.count == 3 ? [] : $0.kinds.sorted() }
    change(&catalog.tables) { table in
      change(&table.columns) { column in
        guard var identity = column.identity else { return }
        identity.sequence.type = identity.sequence.type ?? column.type
        identity.sequence = options(identity.sequence)
        identity.sequence.type = nil
        let usual = PrismaConstraintName.sequence(table: table.name.name, column: column.name)
        if identity.sequence.name == ObjectName(usual, schema: table.name.schema) { identity.sequence.name = nil }
        column.identity = identity
      }
      table.indexes = table.indexes.map(plain)
      table.policies = table.policies.map { policy in
        var policy = policy
        policy.roles.sort()
        return policy
      }
    }
    // The database of another server is not this one.
    catalog.grants.removeAll { $0.objectKind == .database }
    // Who runs a script is whom its default privileges are about when it names nobody.
    catalog.defaultPrivileges = catalog.defaultPrivileges.map { entry in
      var entry = entry
      if entry.owner == nil || entry.owner == "CURRENT_USER" || entry.owner == "CURRENT_ROLE" {
        entry.owner = "postgres"
      }
      return entry
    }
    return catalog
  }

  /// An operator class of schema public with and without the schema is one.
  private static func plain(_ index: Index) -> Index {
    var index = index
    for place in index.elements.indices {
      guard let name = index.elements[place].operatorClass, name.hasPrefix("public.") else { continue }
      index.elements[place].operatorClass = String(name.dropFirst("public.".count))
    }
    return index
  }

  /// What is written of a role: what is printed can be loaded by somebody who is no superuser.
  private static let kept: Set<String> = ["NOINHERIT", "BYPASSRLS", "CREATEDB", "CREATEROLE"]

  private static func change<Element>(_ list: inout NamedList<Element>, _ body: (inout Element) -> Void) {
    for name in list.names { list.update(name, body) }
  }

  /// Without the values PostgreSQL takes when nothing is said.
  private static func options(_ options: SequenceOptions) -> SequenceOptions {
    var options = options
    let largest = ["int2": 32_767, "int4": 2_147_483_647][options.type?.name ?? ""] ?? Int.max
    let isAscending = (options.increment ?? 1) > 0
    if options.type?.name == "int8" { options.type = nil }
    if options.increment == 1 { options.increment = nil }
    if options.cache == 1 { options.cache = nil }
    if options.minimum == (isAscending ? 1 : -largest - 1) { options.minimum = nil }
    if options.maximum == (isAscending ? largest : -1) { options.maximum = nil }
    let first = isAscending ? options.minimum ?? 1 : options.maximum ?? -1
    if options.start == first { options.start = nil }
    return options
  }
}
