import IndexAnalysis
import Diagnostics
package import PlanModel
package import SchemaModel

/// The trigger that keeps a derived column right, looked for where its values come from.
package struct DerivedColumnTrigger: Sendable {
  package var table: ObjectName
  package var trigger: Trigger

  /// A trigger on a table that the derivation reads, whose function speaks of the column or is not known; nil when there
  /// is none.
  package static func find(for derived: DerivedColumn, in catalog: Catalog) -> DerivedColumnTrigger? {
    let column = derived.column.value
    for name in sources(of: derived, in: catalog) {
      let triggers = catalog.tables[name]?.triggers ?? []
      let found = triggers.first { $0.enabled != "D" && speaks($0.function, of: column.column, in: catalog) }
      if let found { return DerivedColumnTrigger(table: name, trigger: found) }
    }
    return nil
  }

  /// The tables its SQL reads, in that order; its own table where it reads no other.
  package static func sources(of derived: DerivedColumn, in catalog: Catalog) -> [ObjectName] {
    let tokens = derived.sql.map { SQLTokens($0.value).tokens } ?? []
    let names = CatalogNames(catalog)
    var seen: Set<ObjectName> = []
    var found: [ObjectName] = []
    for position in tokens.indices where ["from", "join", ","].contains(tokens[position]) {
      guard let name = relation(at: position + 1, tokens, names), catalog.tables.contains(name),
        seen.insert(name).inserted
      else { continue }
      found.append(name)
    }
    return found.isEmpty ? [derived.column.value.table] : found
  }

  private static func relation(at position: Int, _ tokens: [String], _ names: CatalogNames) -> ObjectName? {
    guard position < tokens.count else { return nil }
    let isQualified = position + 2 < tokens.count && tokens[position + 1] == "."
    let name =
      isQualified
      ? ObjectName(tokens[position + 2], schema: tokens[position]) : ObjectName(tokens[position], schema: "")
    if case .found(let table) = names.lookUp(name) { return table }
    return nil
  }

  /// Whether the function, or one that it calls, names the column; a function that is not in the catalog may do anything.
  private static func speaks(_ function: ObjectName, of column: String, in catalog: Catalog) -> Bool {
    var waiting = [function]
    var seen: Set<ObjectName> = [function]
    while let name = waiting.popLast() {
      let bodies = catalog.functions.filter { $0.name == name }
      if bodies.isEmpty { return true }
      let words = Set(bodies.flatMap { self.words($0.sql) })
      if words.contains(column.lowercased()) { return true }
      for other in catalog.functions
      where words.contains(other.name.name.lowercased()) && seen.insert(other.name).inserted {
        waiting.append(other.name)
      }
    }
    return false
  }

  private static func words(_ sql: String) -> [String] {
    sql.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }
}
