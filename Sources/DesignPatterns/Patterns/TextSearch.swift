import AccessControl
import Diagnostics
import IndexAdvice
import IndexAnalysis
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// Searches inside texts: by trigrams where words are short, by words where texts are long.
enum TextSearch {
  /// A text this wide is read by words.
  private static let prose = 100.0

  /// A declared query that looks inside a column, and what it compares without an index.
  struct Search: Sendable {
    var table: Table
    var column: Column
    var query: Query
    /// Rows compared for one call: of the largest owner, where the plan says how rows are spread.
    var compared: Double
    /// Whose rows these are, where the largest owner counts.
    var owners: (table: ObjectName, count: Double)?
    var isByWords: Bool
    /// Whether policies keep the comparison away from an index.
    var isUnderPolicies: Bool
    var sources: [SourceSpan?]
  }

  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    searches(in: subject).filter { !isAdvised($0, subject) }
      .map { $0.isByWords ? words($0, subject) : trigrams($0, subject) }
  }

  /// Whether an index for it is among those that the declared queries pay for.
  static func isAdvised(_ search: Search, _ subject: PatternSubject) -> Bool {
    subject.advice.contains { proposal in
      proposal.table == search.table.name && proposal.services.contains { $0.query == search.query.name.value }
        && proposal.placements.contains { [.letters, .words].contains($0.reason) }
    }
  }

  /// The trigram index on a column, at its size after the time that a plan looks ahead.
  static func trigramIndex(_ search: Search, _ subject: PatternSubject) -> (index: Index, bytes: Double, keys: Double) {
    let table = search.table
    var index = Index(
      subject.freeName("\(table.name.name)_\(search.column.name)_trgm", in: table.name.schema),
      elements: [IndexElement(column: search.column.name)])
    index.method = "gin"
    index.elements[0].operatorClass = "gin_trgm_ops"
    let rows = subject.rows(of: table.name, afterMonths: PatternSubject.horizon) ?? search.compared
    let shape = subject.estimator.shape(of: index, of: table, rows: rows)
    return (index, shape.bytes, shape.keysPerRow)
  }

  /// Searches that compare more rows than their p95 leaves time for, each column once.
  static func searches(in subject: PatternSubject) -> [Search] {
    var seen: Set<ColumnReference> = []
    return subject.plan.queries.flatMap { query -> [Search] in
      guard let shape = query.shape, shape.isRead else { return [] }
      return shape.predicates.compactMap { predicate in
        guard predicate.comparison == .pattern || predicate.comparison == .textSearch, !predicate.isAlternative,
          let table = subject.tables.first(where: { $0.name == predicate.column.table }),
          let column = table.columns[predicate.column.column], subject.isText(column.type),
          !seen.contains(predicate.column), let search = search(query, shape, predicate, table, column, subject)
        else { return nil }
        seen.insert(predicate.column)
        return search
      }
    }
  }

  private static func search(
    _ query: Query, _ shape: QueryShape, _ predicate: QueryShape.Predicate, _ table: Table, _ column: Column,
    _ subject: PatternSubject
  ) -> Search? {
    let isIndexed = AccessPath.all(of: table).contains { path in
      ["gin", "gist"].contains(path.method)
        && path.elements.contains { element in
          element.columnName == column.name || element.display.contains(column.name)
        }
    }
    // What another table's rows lead to is compared for those rows only.
    let walk = subject.chooser.walk(shape)
    guard !isIndexed, walk.entry?.table == table.name, let rows = subject.chooser.facts.rows(of: table.name) else {
      return nil
    }
    let filter = TableFilter(shape, on: table.name)
    var pinned = Set(filter.equal)
    let isUnderPolicies = subject.policies.isUnderPolicies(query, table)
    if isUnderPolicies, let key = subject.policies.tenantKey, table.columns.contains(key) { pinned.insert(key) }
    let bound = subject.chooser.facts.rows(of: table, pinned: pinned, constants: filter.constants)?.rows ?? rows
    let largest = largestShare(of: table, pinned: pinned, subject).map { $0.share * rows }
    let compared = max(bound, largest ?? 0)
    let allowed = query.p95.map { $0.value.value / 0.000_01 } ?? 10_000
    guard compared > allowed else { return nil }
    let width = subject.statistics[ColumnReference(table.name, column.name)]?.width?.value.value ?? 0
    let volume = subject.volumes[table.name]
    return Search(
      table: table, column: column, query: query, compared: compared,
      owners: (largest ?? 0) > bound
        ? largestShare(of: table, pinned: pinned, subject).map { ($0.owner, $0.count) } : nil,
      isByWords: predicate.comparison == .textSearch || width >= prose, isUnderPolicies: isUnderPolicies,
      sources: [
        query.sql?.span, query.p95?.span, volume?.rows?.span, volume?.skew?.span,
        largestShare(of: table, pinned: pinned, subject)?.source,
      ])
  }

  /// Of rows that are spread as 1/1, 1/2, 1/3 ...: what the first of so many owners has.
  static func largestShare(
    of table: Table, pinned: Set<String>, _ subject: PatternSubject
  ) -> (share: Double, owner: ObjectName, count: Double, source: SourceSpan?)? {
    guard subject.volumes[table.name]?.skew?.value == "zipf", let key = subject.policies.tenantKey,
      pinned.contains(key),
      let owner = table.foreignKeys.first(where: { $0.columns == [key] })?.target ?? ownerTable(key, subject),
      let owners = subject.rows(of: owner), owners >= 1
    else { return nil }
    let sum = (1...Int(min(owners, 1_000_000))).reduce(0.0) { $0 + 1 / Double($1) }
    return (1 / sum, owner, owners, subject.volumes[owner]?.rows?.span)
  }

  /// The table that the tenant key of most tables points at.
  static func ownerTable(_ key: String, _ subject: PatternSubject) -> ObjectName? {
    subject.catalog.tables.lazy.flatMap(\.foreignKeys).first { $0.columns == [key] }?.target
  }

  private static func because(_ search: Search) -> Claim {
    let peak: Claim = search.query.busiest.map { ", \(written: $0.value.written)" } ?? ""
    let whose: Claim = search.owners.map { " of the largest of \(rows: $0.count) \(table: $0.table)" } ?? ""
    let limit: Claim = search.query.p95.map { ", p95 \(written: $0.value.written)" } ?? ""
    return Claim(
      "\(search.query.name.value)\(peak), compares \(rows: search.compared) texts\(whose): \(reading: search.compared)\(limit)"
    ).from(search.sources + [search.query.busiest?.span])
  }

  private static func trigrams(_ search: Search, _ subject: PatternSubject) -> DesignPattern {
    let table = search.table
    let (index, bytes, keys) = trigramIndex(search, subject)
    let way: Claim =
      search.isUnderPolicies
      ? "only rows with the term's trigrams, through a function: under the policy ILIKE is no index condition"
      : "only rows with the term's trigrams are compared"
    var pattern = DesignPattern(
      .trigram, on: table.name, search.column.name, title: "trigram index on \(code: search.column.name)",
      because: because(search), gain: way.from([search.column.span, subject.plan.tenancy?.enforce.first?.span]),
      cost: Claim("\(bytes: bytes) at 36 months, \(number: keys.rounded()) entries for each row written").from(
        subject.sizeSources(of: table)))
    var apply = ScriptBuilder()
    apply.add([
      "CREATE EXTENSION IF NOT EXISTS pg_trgm", subject.writer.createIndex(index, on: table.name, concurrently: true),
    ])
    var back = ScriptBuilder()
    if search.isUnderPolicies, let function = function(search, subject) {
      apply.add(function.create)
      back.add(function.drop)
      pattern.details.append(
        Claim(
          "\(code: function.name) filters by \(code: function.setting) itself; its owner needs BYPASSRLS, nobody else"
        )
        .from([subject.plan.tenancy?.setting?.span]))
    }
    back.add("DROP INDEX CONCURRENTLY \(QuotedIdentifier.text(ObjectName(index.name, schema: table.name.schema)))")
    pattern.scripts = [PatternScript(.apply, apply.text), PatternScript(.back, back.text)]
    return pattern
  }

  /// What answers the search with the owner's rights and the tenant's rows.
  private static func function(
    _ search: Search, _ subject: PatternSubject
  ) -> (name: String, setting: String, create: String, drop: String)? {
    guard let setting = subject.plan.tenancy?.setting?.value, let key = subject.policies.tenantKey,
      let tenant = search.table.columns[key], let primary = search.table.primaryKey, primary.columns.count == 1,
      let id = search.table.columns[primary.columns[0]]
    else { return nil }
    let plain = PatternSubject.cut("\(search.table.name.name)_with_\(search.column.name)", to: 63)
    let name = QuotedIdentifier.text(ObjectName(plain, schema: search.table.name.schema))
    let type = subject.catalog.typeBeneathDomains(tenant.type).sql
    let column = QuotedIdentifier.text(search.column.name)
    let create = """
      CREATE FUNCTION \(name)(term text) RETURNS SETOF \(id.type.sql)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, \(QuotedIdentifier.text(search.table.name.schema))
      AS $function$
        SELECT \(QuotedIdentifier.text(id.name)) FROM \(QuotedIdentifier.text(search.table.name))
         WHERE \(QuotedIdentifier.text(key)) = nullif(current_setting(\(SQLLiteral.text(setting)), true), '')::\(type)
           AND \(column) ILIKE '%' || term || '%'
      $function$;

      REVOKE EXECUTE ON FUNCTION \(name)(text) FROM PUBLIC
      """
    return (plain, setting, create, "DROP FUNCTION \(name)(text)")
  }

  private static func words(_ search: Search, _ subject: PatternSubject) -> DesignPattern {
    let table = search.table
    let column = QuotedIdentifier.text(search.column.name)
    let name = subject.freeName("\(search.column.name)_search", in: table.name.schema)
    let index = subject.freeName("\(table.name.name)_\(search.column.name)_search", in: table.name.schema)
    let rows = subject.rows(of: table.name, afterMonths: PatternSubject.horizon) ?? search.compared
    let now = subject.rows(of: table.name) ?? 0
    let width = subject.estimator.columnWidth(search.column, of: table)
    let rewritten = subject.bytes(of: table, rows: now)
    let time: Claim =
      subject.plan.deployment?.disk.map { ", \(duration: rewritten / $0.value.value) at \(written: $0.value.written)" }
      ?? ""
    var pattern = DesignPattern(
      .fullText, on: table.name, search.column.name,
      title: "generated \(code: "tsvector") of \(code: search.column.name) with GIN", because: because(search),
      gain: Claim("only rows with the words are read; ts_rank can sort them").from([search.column.span]),
      cost: Claim(
        "about \(bytes: rows * width) at 36 months, as wide as the text; the column rewrites \(bytes: rewritten)\(time)"
      ).from(subject.sizeSources(of: table) + [subject.plan.deployment?.disk?.span]))
    pattern.details = [
      Claim(
        "configuration \(code: "simple") keeps every word as it is; a language of its own needs one for \(code: search.column.name)"
      )
      .from([search.column.span])
    ]
    var apply = ScriptBuilder()
    apply.add([
      "\(altering(table.name)) ADD COLUMN \(QuotedIdentifier.text(name)) tsvector GENERATED ALWAYS AS (to_tsvector('simple', coalesce(\(column), ''))) STORED",
      "CREATE INDEX CONCURRENTLY \(QuotedIdentifier.text(index)) ON \(QuotedIdentifier.text(table.name)) USING gin (\(QuotedIdentifier.text(name)))",
    ])
    var back = ScriptBuilder()
    back.add("\(altering(table.name)) DROP COLUMN \(QuotedIdentifier.text(name))")
    pattern.scripts = [PatternScript(.apply, apply.text), PatternScript(.back, back.text)]
    return pattern
  }
}
