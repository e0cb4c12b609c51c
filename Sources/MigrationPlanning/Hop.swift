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
  /// Whether all of it is one transaction, and its name says what it is.
  var isOne = false
  /// Whether the way back has nothing to do: what is proven may stay so until it goes.
  var isForthOnly = false

  /// Statements with the table that each alters; those of tables that nobody uses yet go together.
  func parts(_ alteration: CatalogAlteration, from state: Catalog) -> [[CatalogAlteration.Statement]] {
    let all = alteration.statements
    // Settings hold for a transaction: each that may need them begins with them.
    let settings = all.prefix { $0.kind == .setting }
    var parts: [[CatalogAlteration.Statement]] = []
    func key(_ part: [CatalogAlteration.Statement]) -> ObjectName? {
      part.first?.table.flatMap { state.tables.contains($0) ? $0 : nil }
    }
    let statements = Self.byTable(Array(all.dropFirst(settings.count)), key: { key([$0]) })
    let makesAgain = isOne || phase != .contract && statements.contains { $0.kind == .drop }
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
    return joined(parts, key).map { part in
      part.allSatisfy { !$0.isTransactional || Self.isNamed($0) } ? part : settings + part
    }
  }

  /// What nothing else of the hop needs to be there: it may be done table by table.
  private static func isLast(_ statement: CatalogAlteration.Statement) -> Bool {
    switch statement.kind {
    case .policy, .grant, .comment, .rowSecurity: true
    case .setting, .createSchema, .position, .drop, .other: false
    }
  }

  /// Whether every name in it is said with its schema, whatever the settings.
  private static func isNamed(_ statement: CatalogAlteration.Statement) -> Bool {
    [.grant, .comment, .rowSecurity].contains(statement.kind)
  }

  /// The statements at the end that only tables ask for stand together for each table, in the order of the tables.
  private static func byTable(
    _ statements: [CatalogAlteration.Statement], key: (CatalogAlteration.Statement) -> ObjectName?
  ) -> [CatalogAlteration.Statement] {
    let end = (statements.lastIndex { !isLast($0) } ?? -1) + 1
    let tail = statements[end...]
    var order: [ObjectName?] = []
    for statement in tail where !order.contains(key(statement)) { order.append(key(statement)) }
    return statements[..<end] + order.flatMap { table in tail.filter { key($0) == table } }
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
