package import SchemaModel

/// Whose rows a schema's are, as far as it tells by itself: by the key that most of its tables carry or reach.
package struct TenancyProposal: Sendable {
  package struct Candidate: Sendable {
    /// The table whose rows would be the tenants; nil for a column that no foreign key explains.
    package let root: ObjectName?
    /// The column by which most tables name them.
    package let key: String
    package let paths: KeyPaths
    /// Tables that carry the key, by whatever name.
    package let direct: Int
    /// Tables that carry or reach it, the tenants' own among them.
    package let reached: Int

    /// Whether a table's rows are a tenant's, and not tenants.
    func holds(_ table: ObjectName) -> Bool { paths[table] != nil && !paths.isRoot(table) }
  }

  package let best: Candidate
  /// The next best that half of the tables reach as well.
  package let other: Candidate?
  /// Tables that could be a tenant's.
  package let tables: Int
  /// Tables that tenants' rows point at and that point at no tenant: reference data of all.
  package let shared: [ObjectName]

  /// Fewer tables than these have no pattern that could be seen.
  private static let leastTables = 3
  /// What a sixth of the tables do not carry themselves is a property of some rows, such as a country, and reached by chance.
  private static let leastDirect = 6
  /// Of the keys named most often so many are looked at.
  private static let mostKeys = 8
  /// Tables of people. Rows that name a person are that person's within a tenant, unless nothing else parts them.
  private static let people: Set = [
    "user", "users", "person", "persons", "people", "profile", "profiles", "member", "members", "employee", "employees",
    "author", "authors", "contact", "contacts",
  ]

  /// nil when no key reaches half of the tables.
  package init?(_ catalog: Catalog, external: Set<ObjectName> = []) {
    let tables = catalog.tables.filter {
      $0.partitionOf == nil && $0.kind == .ordinary && !external.contains($0.name)
    }
    self.tables = tables.count
    let least = max(Self.leastTables, (tables.count + 1) / 2)
    let found = Self.keys(of: tables, external).map { Self.candidate($0.key, $0.root, catalog, external) }
      .filter { $0.reached >= least && $0.direct >= max(Self.leastTables, tables.count / Self.leastDirect) }
    // Stable: of equals the one that more tables carry, then the one that comes first.
    let ranked = found.enumerated().sorted {
      ($0.element.reached, $0.element.direct, $1.offset) > ($1.element.reached, $1.element.direct, $0.offset)
    }.map(\.element)
    // What is itself a row of another candidate is a part of a tenant.
    let top = ranked.filter { candidate in
      guard let root = candidate.root else { return true }
      return !ranked.contains { $0.root != root && $0.reached >= candidate.reached && $0.holds(root) }
    }
    let impersonal = top.first { candidate in
      candidate.root.map { !Self.people.contains($0.name.lowercased()) } ?? false
    }
    guard let best = impersonal ?? top.first else { return nil }
    self.best = best
    other = top.first { $0.key != best.key || $0.root != best.root }
    let reached = best.paths.tables
    var targets = Set<ObjectName>()
    for table in tables where reached.contains(table.name) { targets.formUnion(table.foreignKeys.map(\.target)) }
    shared = tables.map(\.name).filter { targets.contains($0) && !reached.contains($0) }
  }

  /// The setting that would name the tenant of a transaction.
  package var setting: String { "app.\(Self.snake(best.key))" }

  /// Keys by which many tables name the same thing, those named most often first.
  private static func keys(of tables: [Table], _ external: Set<ObjectName>) -> [(key: String, root: ObjectName?)] {
    var byTarget: [ObjectName: [String: Int]] = [:]
    var loose: [String: Int] = [:]
    var order: [ObjectName] = []
    for table in tables {
      var named = Set<String>()
      for key in table.foreignKeys where key.target != table.name && !external.contains(key.target) {
        named.formUnion(key.columns)
        // A row that is another one's other half names no tenant by it.
        guard key.columns.count == 1, key.columns != table.primaryKey?.columns else { continue }
        let column = key.columns[0]
        if byTarget[key.target] == nil { order.append(key.target) }
        byTarget[key.target, default: [:]][column, default: 0] += 1
      }
      let keys = Set(table.primaryKey?.columns ?? [])
      for column in table.columns where isNamedAsKey(column.name) && !named.contains(column.name) {
        if keys != [column.name] { loose[column.name, default: 0] += 1 }
      }
    }
    var found: [(key: String, root: ObjectName?, count: Int)] = order.compactMap { target in
      let names = (byTarget[target] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      guard let first = names.first else { return nil }
      return (first.key, target, names.reduce(0) { $0 + $1.value })
    }
    found += loose.filter { entry in entry.value >= leastTables && !found.contains { $0.key == entry.key } }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, nil, $0.value) }
    return found.enumerated().sorted { ($0.element.count, $1.offset) > ($1.element.count, $0.offset) }
      .prefix(mostKeys).map { ($0.element.key, $0.element.root) }
  }

  private static func candidate(
    _ key: String, _ root: ObjectName?, _ catalog: Catalog, _ external: Set<ObjectName>
  ) -> Candidate {
    let paths = KeyPaths(key, in: catalog, isApart: external.contains)
    let direct = paths.tables.count { table in
      if case .own? = paths[table] { true } else { false }
    }
    return Candidate(root: root, key: key, paths: paths, direct: direct, reached: paths.tables.count)
  }

  /// `shop_id`, `shopId`
  private static func isNamedAsKey(_ column: String) -> Bool {
    (column.hasSuffix("_id") || column.hasSuffix("Id")) && column.count > 3
  }

  /// `clinicId` as `clinic_id`, which PostgreSQL's settings are named like.
  private static func snake(_ name: String) -> String {
    var result = ""
    for character in name {
      if character.isUppercase, let last = result.last, last != "_" { result.append("_") }
      result += character.isLetter || character.isNumber ? character.lowercased() : "_"
    }
    return result
  }
}
