import Diagnostics
import PlanModel
import SchemaModel

/// What each index of a catalog is good for, as far as keys, foreign keys and the declared queries say.
struct IndexUses: Sendable {
  /// A key, constraint or index, as something rows are found through.
  struct AccessPath: Sendable, Hashable {
    var table: ObjectName
    var name: String
    /// `primary key`, `unique constraint`, `unique index`, `index`, `exclusion`.
    var kind: String
    var method: String
    var elements: [IndexElement]
    var includes: [String]
    var predicate: String?
    var isUnique: Bool
    var span: SourceSpan?

    /// The leading run of plain columns.
    var columns: [String] { elements.map(\.columnName).prefix { $0 != nil }.compactMap(\.self) }

    var display: String {
      "(\(elements.map(\.display).joined(separator: ", ")))"
        + (includes.isEmpty ? "" : " INCLUDE (\(includes.joined(separator: ", ")))")
        + (method == "btree" ? "" : " using \(method)") + (predicate.map { " WHERE \($0)" } ?? "")
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
  private var justifications: [AccessPath: Justification] = [:]

  init(catalog: Catalog, plan: Plan) {
    for table in catalog.tables { paths[table.name] = Self.paths(of: table) }
    for table in catalog.tables {
      for path in paths[table.name] ?? [] {
        justifications[path] = Justification(
          queries: Self.queries(served: path, plan: plan), foreignKeys: Self.foreignKeys(served: path, of: table),
          constraint: path.isUnique ? path.kind : nil)
      }
    }
  }

  func justification(of path: AccessPath) -> Justification { justifications[path] ?? Justification() }

  /// The path whose leading column a query pins by equality, preferring the one that pins most columns.
  func path(for shape: QueryShape, on table: ObjectName) -> AccessPath? {
    let pinned = Self.pinned(shape, table)
    return (paths[table] ?? []).map { ($0, Self.pinnedPrefix(of: $0, pinned)) }.filter { $0.1 > 0 }
      .max { ($0.1, $1.0.name) < ($1.1, $0.0.name) }?.0
  }

  private static func paths(of table: Table) -> [AccessPath] {
    var paths: [AccessPath] = []
    for key in table.keys {
      paths.append(
        AccessPath(
          table: table.name, name: key.name, kind: key == table.primaryKey ? "primary key" : "unique constraint",
          method: "btree", elements: key.columns.map { IndexElement(column: $0) }, includes: key.includes,
          predicate: nil, isUnique: true, span: key.span))
    }
    for exclusion in table.exclusions {
      paths.append(
        AccessPath(
          table: table.name, name: exclusion.name, kind: "exclusion constraint", method: exclusion.method,
          elements: exclusion.elements.map(\.element), includes: exclusion.includes,
          predicate: exclusion.predicate?.sql, isUnique: true, span: exclusion.span))
    }
    for index in table.indexes {
      paths.append(
        AccessPath(
          table: table.name, name: index.name, kind: index.isUnique ? "unique index" : "index", method: index.method,
          elements: index.elements, includes: index.includes, predicate: index.predicate?.sql,
          isUnique: index.isUnique, span: index.span))
    }
    return paths
  }

  /// A query is served when it pins, bounds or sorts by the leading column.
  private static func queries(served path: AccessPath, plan: Plan) -> [String] {
    guard let first = path.columns.first else { return [] }
    return plan.queries.filter { query in
      guard let shape = query.shape, shape.relations.contains(where: { $0.name == path.table }) else { return false }
      let column = ColumnReference(path.table, first)
      return pinned(shape, path.table).contains(first)
        || shape.predicates.contains {
          $0.column == column && [.range, .prefix, .contains, .textSearch, .overlaps].contains($0.comparison)
            && $0.function == nil
        }
        || shape.sort.first?.column == column
    }.map(\.name.value)
  }

  private static func foreignKeys(served path: AccessPath, of table: Table) -> [String] {
    guard path.predicate == nil || path.predicate?.uppercased().hasSuffix("IS NOT NULL") == true else { return [] }
    return table.foreignKeys.filter { Set($0.columns) == Set(path.columns.prefix($0.columns.count)) }.map(\.name)
  }

  private static func pinned(_ shape: QueryShape, _ table: ObjectName) -> Set<String> {
    var columns = Set(
      shape.predicates.filter {
        $0.column.table == table && [.equality, .membership].contains($0.comparison) && $0.function == nil
      }.map(\.column.column))
    for join in shape.joins {
      if join.left.table == table { columns.insert(join.left.column) }
      if join.right.table == table { columns.insert(join.right.column) }
    }
    return columns
  }

  private static func pinnedPrefix(of path: AccessPath, _ pinned: Set<String>) -> Int {
    path.columns.prefix { pinned.contains($0) }.count
  }
}
