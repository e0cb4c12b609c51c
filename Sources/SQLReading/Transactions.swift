import CPostgresQuery
import SQLSyntax
import SchemaModel

/// What a transaction that is rolled back falls back to.
struct TransactionState {
  struct Savepoint {
    /// nil for the beginning of the transaction.
    var name: String?
    /// nil when nothing in the file ever rolls back: a copy of the catalog costs too much to keep for nothing.
    var catalog: Snapshot?
  }

  /// Everything of a builder that statements change.
  struct Snapshot {
    var catalog: Catalog
    var names: NameRegistry
    var grantIndex: [GrantKey: Int]
    var functionPositions: [String: Int]
    var functionNames: [ObjectName: [Int]]
    var children: [ObjectName: [ObjectName]]
    var searchPath: [String]
  }

  var savepoints: [Savepoint] = []
  /// The search path to go back to at the end of the transaction, set by SET LOCAL.
  var outerSearchPath: [String]?
  /// Whether the file holds a ROLLBACK.
  var mayRollBack = false
}

extension CatalogBuilder {
  mutating func transact(_ statement: PgQuery__TransactionStmt) {
    switch statement.kind {
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN, PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
      if transaction.savepoints.isEmpty { begin() }
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT, PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_PREPARE:
      guard !transaction.savepoints.isEmpty else { return }
      end(chains: statement.chain != 0)
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK:
      guard let first = transaction.savepoints.first else { return }
      first.catalog.map { restore($0) }
      end(chains: statement.chain != 0)
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT:
      guard !transaction.savepoints.isEmpty else { return }
      transaction.savepoints.append(.init(name: statement.savepoint_name.text, catalog: snapshot()))
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE:
      if let position = savepoint(statement) { transaction.savepoints.removeSubrange(position...) }
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO:
      guard let position = savepoint(statement) else { return }
      transaction.savepoints[position].catalog.map { restore($0) }
      transaction.savepoints.removeSubrange((position + 1)...)
    default: break
    }
  }

  private func savepoint(_ statement: PgQuery__TransactionStmt) -> Int? {
    transaction.savepoints.lastIndex { $0.name != nil && $0.name == statement.savepoint_name.text }
  }

  private mutating func begin() {
    transaction.savepoints = [.init(name: nil, catalog: snapshot())]
  }

  private mutating func end(chains: Bool) {
    transaction.savepoints = []
    if let path = transaction.outerSearchPath { searchPath = path }
    transaction.outerSearchPath = nil
    if chains { begin() }
  }

  private func snapshot() -> TransactionState.Snapshot? {
    guard transaction.mayRollBack else { return nil }
    return TransactionState.Snapshot(
      catalog: catalog, names: names, grantIndex: grantIndex, functionPositions: functionPositions,
      functionNames: functionNames, children: children, searchPath: searchPath)
  }

  private mutating func restore(_ snapshot: TransactionState.Snapshot) {
    catalog = snapshot.catalog
    names = snapshot.names
    grantIndex = snapshot.grantIndex
    functionPositions = snapshot.functionPositions
    functionNames = snapshot.functionNames
    children = snapshot.children
    searchPath = snapshot.searchPath
    transaction.outerSearchPath = nil
  }
}
