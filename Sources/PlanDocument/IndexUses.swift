import Checks
import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel

/// What each index of a catalog is good for, as far as keys, foreign keys and the declared queries say.
struct IndexUses: Sendable {
  /// A key, constraint or index, as something rows are found through.
  struct AccessPath: Sendable, Hashable {
    let path: IndexAnalysis.AccessPath
    /// `primary key`, `unique constraint`, `unique index`, `index`, `exclusion constraint`.
    let kind: String

    var table: ObjectName { path.table }
    var name: String { path.name }
    var method: String { path.method }
    var elements: [IndexElement] { path.elements }
    var includes: [String] { path.includes }
    var predicate: SQLExpression? { path.predicate }
    var isUnique: Bool { path.isUnique }
    var span: SourceSpan? { path.span }
    /// The leading run of plain columns.
    var columns: [String] { path.columns }
    /// `(shop_id, name) WHERE NOT is_deleted`
    var display: String { path.definition }

    init(_ path: IndexAnalysis.AccessPath) {
      self.path = path
      kind =
        switch path.kind {
        case .primaryKey: "primary key"
        case .uniqueConstraint: "unique constraint"
        case .exclusion: "exclusion constraint"
        case .index: path.isUnique ? "unique index" : "index"
        }
    }
  }

  struct Justification: Sendable, Hashable {
    var queries: [String] = []
    var foreignKeys: [String] = []
    /// The constraint it enforces.
    var constraint: String?

    var isEmpty: Bool { queries.isEmpty && foreignKeys.isEmpty && constraint == nil }
  }

  private(set) var paths: [ObjectName: [AccessPath]] = [:]
  let chooser: IndexChooser
  private var justifications: [AccessPath: Justification] = [:]
  private let dropped: [ObjectName: Set<String>]

  init(catalog: Catalog, plan: Plan, findings: [Finding]) {
    var dropped: [ObjectName: Set<String>] = [:]
    for finding in findings where finding.code == "over-indexing" && finding.waiver == nil {
      if let table = finding.table, let index = finding.object { dropped[table, default: []].insert(index) }
    }
    self.dropped = dropped
    // What is to go serves nothing; its successor does.
    chooser = IndexChooser(catalog: catalog, plan: plan, ignoring: dropped)
    for table in catalog.tables {
      paths[table.name] = IndexAnalysis.AccessPath.all(of: table).map { AccessPath($0) }
    }
    for view in catalog.views where view.isMaterialized {
      paths[view.name] = IndexAnalysis.AccessPath.all(of: view).map { AccessPath($0) }
    }
    for path in paths.values.joined() {
      let enforces = path.isUnique || path.path.kind == .exclusion
      justifications[path] = Justification(constraint: enforces ? path.kind : nil)
    }
    for query in plan.queries {
      guard let shape = query.shape else { continue }
      let walk = chooser.walk(shape)
      var used: Set<IndexAnalysis.AccessPath> = []
      for path in walk.steps.compactMap(\.fit?.path) + [walk.conflict].compactMap(\.self)
      where used.insert(path).inserted {
        justifications[AccessPath(path)]?.queries.append(query.name.value)
      }
    }
    for table in catalog.tables {
      for key in table.foreignKeys {
        if let path = leading(key, of: table.name) { justifications[path]?.foreignKeys.append(key.name) }
      }
    }
  }

  func justification(of path: AccessPath) -> Justification { justifications[path] ?? Justification() }

  /// Whether a finding says that another index makes it superfluous.
  func isToBeDropped(_ path: AccessPath) -> Bool { dropped[path.table]?.contains(path.name) ?? false }

  /// Where a query begins: the relation whose own conditions leave the fewest rows, and the index that finds them.
  func entry(of shape: QueryShape) -> (table: ObjectName, path: AccessPath?)? {
    if let entry = chooser.walk(shape).entry { return (entry.table, entry.fit.map { AccessPath($0.path) }) }
    return shape.relations.first.map { ($0.name, nil) }
  }

  /// The narrowest index or key that finds the rows of a foreign key.
  func leading(_ reference: PlanSubject.Reference) -> AccessPath? {
    leading(reference.key, of: reference.table.name)
  }

  private func leading(_ key: ForeignKey, of table: ObjectName) -> AccessPath? {
    guard let paths = paths[table] else { return nil }
    func rank(_ position: Int) -> (Int, Int, Int) {
      (isToBeDropped(paths[position]) ? 1 : 0, paths[position].elements.count, position)
    }
    let covering = paths.indices.filter { paths[$0].path.covers(key.columns) }
    return covering.min { rank($0) < rank($1) }.map { paths[$0] }
  }
}
