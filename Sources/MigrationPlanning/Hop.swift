import CatalogAlteration
import SQLWriting
import SchemaModel

/// The direct way from the schema that there is to another one, in steps that each touch one table that is in use.
struct Hop {
  let phase: MigrationStep.Phase
  let name: String
  let summary: String
  /// What it leads to, from what there is.
  let target: (Catalog) -> Catalog
  /// Whether things are made again, so that all of it has to be one transaction.
  var isOne = false

  /// Statements with the table that each alters; those of tables that nobody uses yet go together.
  func parts(from state: Catalog, to target: Catalog) -> [[CatalogAlteration.Statement]] {
    let statements = CatalogAlteration(from: state, to: target).statements
    var parts: [[CatalogAlteration.Statement]] = []
    func key(_ part: [CatalogAlteration.Statement]) -> ObjectName? {
      part.first?.table.flatMap { state.tables.contains($0) ? $0 : nil }
    }
    let makesAgain = phase != .contract && statements.contains { $0.sql.hasPrefix("DROP ") }
    for statement in statements {
      let isAlone = !statement.isTransactional || statement.endsTransaction
      if let last = parts.last, !isAlone, !last.contains(where: { !$0.isTransactional || $0.endsTransaction }),
        makesAgain || key(last) == key([statement])
      {
        parts[parts.count - 1].append(statement)
      } else {
        parts.append([statement])
      }
    }
    return joined(parts, key)
  }

  /// What begins and ends with one table is one part, so that no step leaves a table half changed.
  private func joined(
    _ parts: [[CatalogAlteration.Statement]], _ key: ([CatalogAlteration.Statement]) -> ObjectName?
  ) -> [[CatalogAlteration.Statement]] {
    var result: [[CatalogAlteration.Statement]] = []
    var position = 0
    while position < parts.count {
      var end = position
      var scan = position
      while scan <= end {
        if let table = key(parts[scan]), let last = parts.lastIndex(where: { key($0) == table }) {
          end = max(end, last)
        }
        scan += 1
      }
      let run = parts[position...end]
      if run.contains(where: { part in part.contains { !$0.isTransactional || $0.endsTransaction } }) {
        result += run
      } else {
        result.append(run.flatMap { $0 })
      }
      position = end + 1
    }
    return result
  }
}
