import Diagnostics
import IndexAnalysis
import PlanModel
import SQLWriting
import SchemaModel

/// Aggregates that may be stale and are computed again and again: kept by a materialised view.
enum MaterializedRead {
  /// Rows read for one answer.
  private static let manyRows = 10_000.0

  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    reads(in: subject).compactMap { read in pattern(read, subject) }
  }

  struct Read: Sendable {
    var query: Query
    var shape: QueryShape
    var table: Table
    var staleness: Located<Duration>
    /// Rows of one answer, and how often it is asked a second.
    var rows: Double
    var rate: Located<Rate>
  }

  static func reads(in subject: PatternSubject) -> [Read] {
    subject.plan.queries.compactMap { query in
      guard let shape = query.shape, shape.isRead, shape.isAggregateOnly || !shape.groupColumns.isEmpty,
        let staleness = query.staleness, staleness.value.value > 0, let rate = query.busiest,
        let entry = subject.chooser.walk(shape).entry, let table = subject.catalog.tables[entry.table],
        let rows = entry.fit?.rows ?? subject.chooser.facts.rows(of: table.name), rows >= manyRows,
        // What is read once in each staleness is as dear to refresh.
        rate.value.value * staleness.value.value > 1
      else { return nil }
      return Read(query: query, shape: shape, table: table, staleness: staleness, rows: rows, rate: rate)
    }
  }

  private static func pattern(_ read: Read, _ subject: PatternSubject) -> DesignPattern? {
    guard let view = AggregateView(read.query, read.shape, in: subject) else { return nil }
    let all = subject.rows(of: read.table.name) ?? read.rows
    let volume = subject.volumes[read.table.name]
    let refresh = 1 / read.staleness.value.value
    var pattern = DesignPattern(
      .materializedView, on: read.table.name, read.query.name.value,
      title: "materialised view \(code: view.name.display)",
      because: Claim(
        "\(read.query.name.value) reads \(rows: read.rows) rows \(written: read.rate.value.written) and may be \(written: read.staleness.value.written) old"
      ).from([read.query.sql?.span, read.rate.span, read.staleness.span, volume?.rows?.span]),
      gain: Claim("1 row in place of \(rows: read.rows): \(reading: read.rows) of each answer").from([
        read.query.sql?.span, volume?.rows?.span,
      ]),
      cost: Claim(
        "\(rows: all) rows read each \(written: read.staleness.value.written), \(rows: all * refresh) a second in place of \(rows: read.rows * read.rate.value.value)"
      ).from([read.staleness.span, read.rate.span, volume?.rows?.span]))
    pattern.details = [
      Claim(
        "\(code: view.index.name) is unique over \(codes: view.keys), which REFRESH CONCURRENTLY asks for; row security does not reach \(code: view.name.display)"
      )
      .from([read.query.sql?.span])
    ]
    let name = QuotedIdentifier.text(view.name)
    var apply = ScriptBuilder()
    apply.add("CREATE MATERIALIZED VIEW \(name) AS\n\(view.sql)")
    apply.add(subject.writer.createIndex(view.index, on: view.name))
    pattern.scripts = [
      PatternScript(.apply, apply.text),
      PatternScript(.keep, "REFRESH MATERIALIZED VIEW CONCURRENTLY \(name);\n"),
      PatternScript(.back, "DROP MATERIALIZED VIEW \(name);\n"),
    ]
    return pattern
  }
}

/// A query as the view of all its answers: what it is asked for becomes a column to group by.
struct AggregateView: Sendable {
  var name: ObjectName
  var sql: String
  var keys: [String]
  var index: Index

  /// nil where its conditions with parameters are not plain equalities, or its end is not where they stand.
  init?(_ query: Query, _ shape: QueryShape, in subject: PatternSubject) {
    guard let text = query.sql?.value, shape.sort.isEmpty, !shape.hasLimit, let target = shape.targetOffset else {
      return nil
    }
    let asked = shape.predicates.filter { $0.parameterOffset != nil }
    guard asked.count == shape.parameterCount,
      asked.allSatisfy({ $0.comparison == .equality && $0.function == nil && !$0.isAlternative })
    else { return nil }
    var bytes = Array(text.utf8)
    var columns: [String] = []
    // From the end, so that the places before stay.
    for predicate in asked.sorted(by: { ($0.parameterOffset ?? 0) > ($1.parameterOffset ?? 0) }) {
      guard let offset = predicate.parameterOffset, let start = Self.start(of: predicate, before: offset, in: bytes)
      else {
        return nil
      }
      var end = offset
      while end < bytes.count, !Self.isSpace(bytes[end]), bytes[end] != UInt8(ascii: ")") { end += 1 }
      columns.insert(String(decoding: bytes[start.range], as: UTF8.self), at: 0)
      bytes.replaceSubrange(start.range.lowerBound..<end, with: Array("true".utf8))
    }
    let names = asked.map(\.column.column)
    guard Set(names).count == names.count else { return nil }
    bytes.insert(contentsOf: Array(columns.map { $0 + ", " }.joined().utf8), at: target)
    var sql = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true).joined(
      separator: "\n")
    let groups = shape.groupColumns.map(\.column)
    if shape.groupColumns.isEmpty {
      if !columns.isEmpty { sql += "\nGROUP BY \(columns.joined(separator: ", "))" }
    } else {
      guard let place = sql.range(ofWords: "GROUP BY") else { return nil }
      sql.insert(contentsOf: columns.map { " \($0)," }.joined(), at: place)
    }
    keys = names + groups
    guard !keys.isEmpty, Set(keys).count == keys.count else { return nil }
    let plain = PatternSubject.cut(
      query.name.value.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined(), to: 50)
    let schema = shape.relations.first?.name.schema ?? "public"
    name = ObjectName(subject.freeName(plain, in: schema), schema: schema)
    index = Index(subject.freeName("\(plain)_key", in: schema), elements: keys.map { IndexElement(column: $0) })
    index.isUnique = true
    self.sql = sql
  }

  /// Where `alias.column =` stands before a parameter: the range of the column.
  private static func start(
    of predicate: QueryShape.Predicate, before offset: Int, in bytes: [UInt8]
  ) -> (range: Range<Int>, equals: Int)? {
    var place = offset
    while place > 0, isSpace(bytes[place - 1]) { place -= 1 }
    guard place > 0, bytes[place - 1] == UInt8(ascii: "=") else { return nil }
    let equals = place - 1
    place = equals
    while place > 0, isSpace(bytes[place - 1]) { place -= 1 }
    let end = place
    while place > 0, !isSpace(bytes[place - 1]), bytes[place - 1] != UInt8(ascii: "(") { place -= 1 }
    let name = String(decoding: bytes[place..<end], as: UTF8.self)
    guard name == predicate.column.column || name.hasSuffix("." + predicate.column.column) else { return nil }
    return (place..<end, equals)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }
}

extension String {
  /// Where what follows those words begins, in any case.
  fileprivate func range(ofWords words: String) -> String.Index? {
    let lower = lowercased()
    guard lower.count == count, let range = lower.firstRange(of: words.lowercased()) else { return nil }
    return index(startIndex, offsetBy: lower.distance(from: lower.startIndex, to: range.upperBound))
  }
}
