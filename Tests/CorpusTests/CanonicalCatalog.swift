import SchemaModel
import TestKit

/// A catalog without what has two spellings: what is said although it goes without saying, and orders that mean nothing.
enum CanonicalCatalog {
  static func of(_ catalog: Catalog) -> Catalog {
    var catalog = catalog
    catalog.schemas.removeAll { $0.name == "public" && $0.comment == nil }
    change(&catalog.extensions) { if $0.schema == "public" || $0.schema == "pg_catalog" { $0.schema = nil } }
    change(&catalog.roles) { role in
      role.options = role.options.filter { kept.contains($0) }.sorted()
      role.memberOf.sort()
    }
    change(&catalog.sequences) { $0.options = $0.options.withoutDefaults }
    change(&catalog.statistics) { $0.kinds = $0.kinds.count == 3 ? [] : $0.kinds.sorted() }
    change(&catalog.tables) { table in
      change(&table.columns) { column in
        guard var identity = column.identity else { return }
        identity.sequence.type = identity.sequence.type ?? column.type
        identity.sequence = identity.sequence.withoutDefaults
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
}
