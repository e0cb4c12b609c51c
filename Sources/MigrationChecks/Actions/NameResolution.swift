import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

/// What unqualified names stand for, by the search path and by what is there.
struct NameResolution {
  let catalog: Catalog
  let searchPath: [String]

  func relation(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) -> ObjectName {
    guard let relation = relation?.pointee else { return ObjectName("") }
    return resolved([relation.schemaname.text, relation.relname.text].compactMap(\.self)) { isRelation($0) }
  }

  func type(_ path: [String]) -> ObjectName {
    resolved(path) { name in
      catalog.enums.contains(name) || catalog.domains.contains(name) || catalog.compositeTypes.contains(name)
    }
  }

  /// Of an index the schema is that of its table.
  func index(_ path: [String]) -> ObjectName {
    resolved(path) { name in catalog.tables.contains { $0.name.schema == name.schema && $0.hasIndex(name.name) } }
  }

  func anything(_ path: [String]) -> ObjectName { resolved(path) { isRelation($0) } }

  private func isRelation(_ name: ObjectName) -> Bool {
    catalog.tables.contains(name) || catalog.views.contains(name) || catalog.sequences.contains(name)
  }

  private func resolved(_ path: [String], _ exists: (ObjectName) -> Bool) -> ObjectName {
    guard let name = path.last else { return ObjectName("") }
    if path.count >= 2 { return ObjectName(name, schema: path[path.count - 2]) }
    let candidates = searchPath.map { ObjectName(name, schema: $0) }
    return candidates.first(where: exists) ?? candidates.first ?? ObjectName(name)
  }
}

extension Table {
  /// Whether an index or a key that has one is called so.
  func hasIndex(_ name: String) -> Bool {
    indexes.contains { $0.name == name } || keys.contains { $0.name == name } || exclusions.contains { $0.name == name }
  }
}
