import AccessControl
import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel
import Sizing

/// How tables below a tenant's table know whose their rows are: a policy goes up to the parent for each row it passes, or the
/// row says it itself.
enum TenantColumnChoice {
  private static let manyRows = 1_000_000.0
  /// Below so many index searches a second nobody would notice them.
  private static let manySearches = 100.0
  /// An entry written costs the search for its place, a log record and its part of a page, again on each replica.
  private static let searchesPerEntry = 10.0

  /// A table, how it comes to its tenant, and what that takes.
  struct Below {
    var table: Table
    var path: KeyPaths.Path
    var rows: Double
    /// Index searches a second in parents: one a row read or written and foreign key on the way, at the declared peaks.
    var searches: Double
    /// Rows that arrive in a second.
    var arrivals: Double
    var sources: [SourceSpan?]

    /// Whether rows that name their tenant themselves cost less than the way to it.
    var pays: Bool { searches >= manySearches && searches > arrivals * 2 * searchesPerEntry }
    var parent: ObjectName? { path.keys.first?.target }
  }

  static func choices(in subject: PatternSubject) -> [DesignChoice] {
    guard let key = subject.plan.tenancy?.key, let paths = KeyPaths(ofTenantsIn: subject.plan, subject.catalog) else {
      return []
    }
    let found = subject.tables.compactMap { below($0, paths, subject) }.filter {
      $0.rows >= manyRows || $0.searches >= manySearches
    }
    let groups = [found.filter(\.pays), found.filter { !$0.pays }].filter { !$0.isEmpty }
    return groups.map { choice($0, key, subject) }
  }

  private static func below(_ table: Table, _ paths: KeyPaths, _ subject: PatternSubject) -> Below? {
    guard case .parent(let path)? = paths[table.name], let rows = subject.rows(of: table.name) else { return nil }
    let hops = Double(path.keys.count)
    let arrivals = subject.arrivals(of: table.name) ?? 0
    let volume = subject.volumes[table.name]
    var result = Below(
      table: table, path: path, rows: rows, searches: arrivals * hops, arrivals: arrivals,
      sources: [volume?.growth?.span])
    for query in subject.queriesByTable[table.name] ?? [] where !crosses(query, subject.plan) {
      guard let shape = query.shape, let rate = query.busiest, shape.kind != .insert else { continue }
      var each = 1.0
      for step in subject.chooser.walk(shape).steps {
        each *= step.fit?.rows ?? 1
        guard step.table == table.name else { continue }
        result.searches += each * rate.value.value * hops
        result.sources.append(rate.span)
        break
      }
    }
    return result
  }

  private static func crosses(_ query: Query, _ plan: Plan) -> Bool {
    guard let name = query.role?.value else { return false }
    return plan.tenancy?.cross.contains { $0.value == name } == true
      || plan.roles.first { $0.name.value == name }?.rows?.value == "all"
  }

  private static func choice(
    _ tables: [Below], _ key: Located<String>, _ subject: PatternSubject
  ) -> DesignChoice {
    let width = Double(
      subject.catalog.tables.lazy.compactMap { $0.columns[key.value]?.type.name }.first.flatMap { widths[$0] } ?? 16)
    let rows = tables.reduce(0) { $0 + $1.rows }
    let parents = unique(tables.compactMap(\.parent)).compactMap { subject.catalog.tables[$0] }
    let parentRows = parents.reduce(0.0) { $0 + (subject.rows(of: $1.name) ?? 0) }
    let spans = tables.map { subject.volumes[$0.table.name]?.rows?.span }
    let parentSpans = parents.map { subject.volumes[$0.name]?.rows?.span }
    let keys = tables.map { $0.path.keys.first?.span }
    let searches = tables.reduce(0) { $0 + $1.searches }
    let loads = tables.flatMap(\.sources)
    let entry = width + 20
    let arrivals = tables.reduce(0) { $0 + $1.arrivals }
    let ways = [
      DesignChoice.Way(
        name: "through the parent", level: .simplest, pro: Claim("one place for \(code: key.value)").from([key.span]),
        con: Claim("a policy asks \(codes: parents.map(\.name.display)) for each row it passes").from(keys),
        performance: Claim("\(rate: searches) more index searches at the declared peaks").from(keys + loads),
        migration: Claim("none of \(rows: rows) rows").from(spans),
        maintenance: Claim("policies name \(tables.count) paths").from(keys),
        marks: ["policies only", "policy", "join", "parent"]),
      DesignChoice.Way(
        name: "a copy of \(key.value)", level: .balanced,
        pro: Claim("a policy compares the row itself").from([key.span]),
        con: Claim("nothing keeps it equal to the parent's").from(keys),
        performance: Claim("\(bytes: rows * width) in rows, \(bytes: rows * entry) of indexes").from(spans),
        migration: Claim("\(rows: rows) rows filled in \(rows: rows / 5_000) batches of 5k").from(spans),
        maintenance: Claim("\(tables.count) inserts name it").from(keys),
        marks: ["copy", "denormal", "order path", "column"]),
      DesignChoice.Way(
        name: "a copy in a composite foreign key", level: .robust,
        pro: Claim("the copy can not differ from the parent's").from(keys),
        con: Claim(
          "\(rate: arrivals * 2) more index entries, and \(parents.count) more unique indexes on parents"
        ).from(parents.map(\.span) + tables.map { subject.volumes[$0.table.name]?.growth?.span }),
        performance: Claim(
          "\(bytes: rows * width) in rows, \(bytes: rows * entry + parentRows * (width + 28)) of indexes"
        ).from(spans + parentSpans),
        migration: Claim("as a copy, then \(tables.count) keys NOT VALID and validated over \(rows: rows) rows").from(
          spans),
        maintenance: Claim("\(tables.count) relations of two columns").from(keys), marks: ["everywhere", "composite"]),
    ]
    let pays = tables.allSatisfy(\.pays)
    return DesignChoice(
      .tenantColumn, on: tables.map(\.table.name), pays ? "" : "parent",
      question: Claim("How do \(codes: tables.map(\.table.name.display)) know their \(code: key.value)?").from(
        [key.span] + keys),
      ways: ways, recommended: pays ? 2 : 0,
      because: pays
        ? Claim("\(rate: searches) index searches in parents fall away for \(rate: arrivals * 2) more entries").from(
          loads)
        : Claim("\(rate: searches) index searches in parents do not outweigh \(rows: rows) rows to fill").from(
          loads + spans))
  }

  private static let widths = ["uuid": 16, "int8": 8, "int4": 4, "int2": 2]

  private static func unique(_ names: [ObjectName]) -> [ObjectName] {
    var seen: Set<ObjectName> = []
    return names.filter { seen.insert($0).inserted }
  }
}
