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
    // Where a query begins, only its own conditions lead; elsewhere the columns it joins by do too.
    let asked = plan.queries.compactMap { query in
      query.shape.map { Asked(query: query.name.value, shape: $0, start: entry(of: $0)?.table) }
    }
    for table in catalog.tables {
      for path in paths[table.name] ?? [] {
        justifications[path] = Justification(
          queries: Self.queries(served: path, among: paths[table.name] ?? [], asked),
          foreignKeys: Self.foreignKeys(served: path, of: table),
          constraint: path.isUnique ? path.kind : nil)
      }
    }
  }

  func justification(of path: AccessPath) -> Justification { justifications[path] ?? Justification() }

  /// The path that fits a query best, or nil when none leads with a column that it pins, bounds or sorts by.
  func path(for shape: QueryShape, on table: ObjectName) -> AccessPath? {
    var best: (path: AccessPath, fit: Fit)?
    for path in paths[table] ?? [] {
      let fit = Fit(path, shape)
      guard fit.isUseful, best.map({ fit.isBetter(than: $0.fit) }) ?? true else { continue }
      best = (path, fit)
    }
    return best?.path
  }

  /// Where a query begins: the relation whose index its own conditions fit best, and that index.
  func entry(of shape: QueryShape) -> (table: ObjectName, path: AccessPath?)? {
    var alone = shape
    alone.joins = []
    var best: (table: ObjectName, path: AccessPath, fit: Fit)?
    for relation in shape.relations {
      guard let path = self.path(for: alone, on: relation.name) else { continue }
      let fit = Fit(path, alone)
      if let known = best, !fit.isNarrower(than: known.fit) { continue }
      best = (relation.name, path, fit)
    }
    if let best { return (best.table, best.path) }
    return shape.relations.first.map { ($0.name, nil) }
  }

  /// An index or key that begins with the columns of a foreign key.
  func leading(_ reference: PlanSubject.Reference) -> AccessPath? {
    let columns = Set(reference.key.columns)
    return (paths[reference.table.name] ?? []).first { path in
      path.method == "btree" && (path.predicate == nil || path.predicate?.uppercased().hasSuffix("IS NOT NULL") == true)
        && Set(path.columns.prefix(columns.count)) == columns
    }
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

  /// A query with the table it begins at.
  private struct Asked {
    var query: String
    var shape: QueryShape
    var start: ObjectName?

    func shape(on table: ObjectName) -> QueryShape {
      guard table == start else { return shape }
      var alone = shape
      alone.joins = []
      return alone
    }
  }

  /// The queries for which no other path of the table fits better.
  private static func queries(served path: AccessPath, among paths: [AccessPath], _ asked: [Asked]) -> [String] {
    asked.filter { asked in
      guard asked.shape.relations.contains(where: { $0.name == path.table }) else { return false }
      let shape = asked.shape(on: path.table)
      let fit = Fit(path, shape)
      return fit.isUseful && !paths.contains { Fit($0, shape).isBetter(than: fit) }
    }.map(\.query)
  }

  /// How well a path fits what a query asks of its table: columns pinned by equality first, then a range or the sort.
  private struct Fit {
    private let pinned: Int
    private let continues: Bool
    private let searches: Bool
    private let spare: Int

    var isUseful: Bool { pinned > 0 || continues || searches }

    init(_ path: AccessPath, _ shape: QueryShape) {
      let columns = path.columns
      let equal = IndexUses.pinned(shape, path.table)
      pinned = columns.prefix { equal.contains($0) }.count
      let next = pinned < columns.count ? ColumnReference(path.table, columns[pinned]) : nil
      let sort = shape.sort.first { key in
        key.column.map { !($0.table == path.table && equal.contains($0.column)) } ?? true
      }
      let isSorted = next != nil && sort?.column == next
      continues =
        isSorted
        || shape.predicates.contains {
          $0.column == next && $0.function == nil && !$0.isAlternative && [.range, .prefix].contains($0.comparison)
        }
      searches =
        path.method != "btree"
        && shape.predicates.contains {
          $0.column.table == path.table && columns.first == $0.column.column
            && [.contains, .textSearch, .overlaps, .pattern, .range].contains($0.comparison)
        }
      spare = columns.count - pinned
    }

    /// Whether it leaves fewer rows to look at, as far as the number of conditions tells.
    func isNarrower(than other: Fit) -> Bool {
      (pinned, continues || searches ? 1 : 0) > (other.pinned, other.continues || other.searches ? 1 : 0)
    }

    func isBetter(than other: Fit) -> Bool {
      if searches != other.searches { return searches && !other.searches && other.pinned == 0 }
      if pinned != other.pinned { return pinned > other.pinned }
      if continues != other.continues { return continues }
      return spare < other.spare && !continues
    }
  }

  private static func foreignKeys(served path: AccessPath, of table: Table) -> [String] {
    guard path.predicate == nil || path.predicate?.uppercased().hasSuffix("IS NOT NULL") == true else { return [] }
    return table.foreignKeys.filter { Set($0.columns) == Set(path.columns.prefix($0.columns.count)) }.map(\.name)
  }

  private static func pinned(_ shape: QueryShape, _ table: ObjectName) -> Set<String> {
    var columns = Set(
      shape.predicates.filter {
        $0.column.table == table && !$0.isAlternative && [.equality, .membership].contains($0.comparison)
          && $0.function == nil
      }.map(\.column.column))
    for join in shape.joins {
      if join.left.table == table { columns.insert(join.left.column) }
      if join.right.table == table { columns.insert(join.right.column) }
    }
    return columns
  }
}
