/// The names that stand in a database already, so that a proposed one is free.
package struct TakenNames: Sendable {
  /// PostgreSQL cuts names to so many bytes.
  package static let longest = 63

  /// Tables, indexes (those behind keys, too), sequences and views share one namespace in a schema.
  private var relations: Set<ObjectName> = []

  package init(_ catalog: Catalog) {
    for table in catalog.tables {
      relations.insert(table.name)
      let names = table.keys.map(\.name) + table.exclusions.map(\.name) + table.indexes.map(\.name)
      relations.formUnion(names.map { ObjectName($0, schema: table.name.schema) })
    }
    for view in catalog.views {
      relations.insert(view.name)
      relations.formUnion(view.indexes.map { ObjectName($0.name, schema: view.name.schema) })
    }
    relations.formUnion(catalog.sequences.names)
    relations.formUnion(catalog.compositeTypes.names)
  }

  package func freeRelation(
    _ wanted: String, in schema: String, orWith suffix: String, besides proposed: Set<String>
  ) -> String {
    Self.free(wanted, orWith: suffix) {
      !relations.contains(ObjectName($0, schema: schema)) && !proposed.contains($0)
    }
  }

  /// Constraints share a namespace only within their table.
  package static func freeConstraint(_ wanted: String, of table: Table, besides proposed: Set<String> = []) -> String {
    let taken = proposed.union(
      table.keys.map(\.name) + table.checks.map(\.name) + table.exclusions.map(\.name) + table.foreignKeys.map(\.name))
    return free(wanted, orWith: "") { !taken.contains($0) }
  }

  /// The name itself, else with the suffix, else with the first number that makes it free; cut so that these stay.
  private static func free(_ wanted: String, orWith suffix: String, _ isFree: (String) -> Bool) -> String {
    let endings = ["", suffix] + (2...100).map { "\(suffix)_\($0)" }
    let names = endings.lazy.map { cut(wanted, to: longest - $0.utf8.count) + $0 }
    return names.first(where: isFree) ?? cut(wanted, to: longest)
  }

  /// At most that many bytes, no character torn.
  package static func cut(_ name: String, to bytes: Int) -> String {
    var result = ""
    var length = 0
    for scalar in name.unicodeScalars {
      length += UTF8.width(scalar)
      guard length <= bytes else { break }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
