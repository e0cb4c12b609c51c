import CPostgresQuery
import SQLSyntax

/// What a statement does to the rows of its target.
enum Writing: Hashable {
  /// `ON CONFLICT (...)` looks its index up.
  case insert(infersConflict: Bool)
  case update
  case delete
  case merge
}

/// A relation that a query names, and how strongly it is locked for what is done with it.
struct RelationUse {
  var path: [String]
  var mode: LockMode
  /// Whether partitions and heirs are read too.
  var isRecursive = true
  var isTarget: Bool { writing != nil }
  var writing: Writing?
  /// The condition of the one query that reads this relation alone.
  var condition: Condition?
  var relation: UnsafePointer<PgQuery__RangeVar>?

  var isInsert: Bool {
    if case .insert? = writing { true } else { false }
  }

  /// All of a statement; names of common table expressions are none.
  static func all(in node: PostgresNode) -> [RelationUse] {
    var collector = RelationCollector()
    if node.kind == PG_QUERY__NODE__NODE_MERGE_STMT, let target = node.pointee.merge_stmt?.pointee.relation {
      collector.targets[UnsafePointer(target)] = .merge
    }
    PostgresTree.walk(node) { collector.visit($0) }
    return collector.uses.filter { $0.path.count > 1 || !collector.local.contains($0.path.first ?? "") }
  }
}

private struct RelationCollector {
  var uses: [RelationUse] = []
  var local: Set<String> = []
  var targets: [UnsafePointer<PgQuery__RangeVar>: Writing] = [:]
  /// Names in `FOR UPDATE OF`: they stand for relations that are named elsewhere.
  private var mentions: Set<UnsafePointer<PgQuery__RangeVar>> = []
  private var scopes: [Scope] = []

  private struct Scope {
    var locks: (names: Set<String>, all: Bool)?
    var condition: Condition?
    /// How many relations the query reads from.
    var sources = 0
  }

  mutating func visit(_ visit: PostgresTree.Visit) {
    switch visit {
    case .query(let query): scopes.append(scope(of: query))
    case .endOfQuery: _ = scopes.popLast()
    case .commonTable(let table): local.insert(table.pointee.ctename.text ?? "")
    case .relation(let relation): note(relation)
    default: break
    }
  }

  private mutating func scope(of query: PostgresTree.Query) -> Scope {
    switch query {
    case .select(let select):
      var scope = Scope(condition: select.pointee.where_clause.map { Condition(PostgresNode($0)) })
      scope.sources = select.pointee.n_from_clause
      for node in PostgresList(select.pointee.locking_clause, select.pointee.n_locking_clause) {
        guard let clause = node.pointee.locking_clause?.pointee else { continue }
        let relations = PostgresList(clause.locked_rels, clause.n_locked_rels).compactMap { $0.pointee.range_var }
        let names = relations.compactMap(\.pointee.relname.text)
        mentions.formUnion(relations.map { UnsafePointer($0) })
        scope.locks = ((scope.locks?.names ?? []).union(names), names.isEmpty || scope.locks?.all == true)
      }
      return scope
    case .insert(let insert):
      let infers = insert.pointee.on_conflict_clause?.pointee.infer != nil
      if let relation = insert.pointee.relation { targets[UnsafePointer(relation)] = .insert(infersConflict: infers) }
      return Scope()
    case .update(let update):
      if let relation = update.pointee.relation { targets[UnsafePointer(relation)] = .update }
      let condition = update.pointee.where_clause.map { Condition(PostgresNode($0)) }
      return Scope(condition: condition, sources: 1 + update.pointee.n_from_clause)
    case .delete(let delete):
      if let relation = delete.pointee.relation { targets[UnsafePointer(relation)] = .delete }
      let condition = delete.pointee.where_clause.map { Condition(PostgresNode($0)) }
      return Scope(condition: condition, sources: 1 + delete.pointee.n_using_clause)
    }
  }

  private mutating func note(_ relation: UnsafePointer<PgQuery__RangeVar>) {
    guard !mentions.contains(relation) else { return }
    let scope = scopes.last
    var use = RelationUse(path: CatalogState.path(relation.pointee), mode: .accessShare)
    use.relation = relation
    use.isRecursive = relation.pointee.inh != 0
    if scope?.sources == 1 { use.condition = scope?.condition }
    let alias = relation.pointee.alias?.pointee.aliasname.text ?? use.path.last ?? ""
    if let writing = targets[relation] {
      use.mode = .rowExclusive
      use.writing = writing
    } else if let locks = scope?.locks, locks.all || locks.names.contains(alias) {
      use.mode = .rowShare
    }
    uses.append(use)
  }
}
