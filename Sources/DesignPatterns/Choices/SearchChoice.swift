import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// How a text is found by a part of it.
enum SearchChoice {
  static func choices(in subject: PatternSubject) -> [DesignChoice] {
    TextSearch.searches(in: subject).map { choice($0, subject) }
  }

  private static func choice(_ search: TextSearch.Search, _ subject: PatternSubject) -> DesignChoice {
    let table = search.table
    let rows = subject.rows(of: table.name, afterMonths: PatternSubject.horizon) ?? search.compared
    let width = subject.estimator.columnWidth(search.column, of: table)
    let trigrams = TextSearch.trigramIndex(search, subject)
    let sizes = subject.sizeSources(of: table)
    // An index that the declared rates pay for settles it.
    let isByWords = search.isByWords && !TextSearch.isAdvised(search, subject)
    let limit: Claim = search.query.p95.map { ", p95 \(written: $0.value.written)" } ?? ""
    let reach: Claim =
      search.isUnderPolicies ? "reached through a function that runs past the policy" : "reached by the query as it is"
    let spans = search.sources
    let ways = [
      DesignChoice.Way(
        name: "as it is", level: .simplest,
        pro: Claim("\(code: search.column.name) needs no index").from([search.column.span]),
        con: Claim("\(rows: search.compared) texts compared for one call").from(spans),
        performance: Claim("\(reading: search.compared)\(limit)").from(spans),
        migration: Claim("none of \(table: table.name)").from([table.span]),
        maintenance: Claim("grows with \(table: table.name)").from([subject.volumes[table.name]?.growth?.span]),
        marks: ["as is", "as it is"]),
      DesignChoice.Way(
        name: "trigrams", level: .balanced,
        pro: Claim("any part of a word of \(code: search.column.name) is found").from([search.column.span]),
        con: Claim("\(number: trigrams.keys.rounded()) index entries a row, \(reach)").from(
          sizes + [search.query.sql?.span]),
        performance: Claim("rows with all trigrams of the term; three letters at least").from([search.query.sql?.span]),
        migration: Claim("pg_trgm and an index of \(bytes: trigrams.bytes)").from(sizes),
        maintenance: Claim("vacuum of a pending list on \(table: table.name)").from([table.span]),
        marks: ["trigram", "trgm"]),
      DesignChoice.Way(
        name: "words", level: .robust,
        pro: Claim("ranked, and whole words of \(code: search.column.name) in any order").from([search.column.span]),
        con: Claim("the middle of a word is not found, which \(search.query.name.value) asks for").from([
          search.query.sql?.span
        ]),
        performance: Claim("rows with the words").from([search.query.sql?.span]),
        migration: Claim(
          "a generated column rewrites \(bytes: subject.bytes(of: table, rows: subject.rows(of: table.name) ?? 0))"
        ).from(sizes),
        maintenance: Claim("\(bytes: rows * width) more at 36 months").from(sizes),
        marks: ["full-text", "tsvector", "words"]),
    ]
    return DesignChoice(
      .textSearch, on: [table.name], "\(table.name.display).\(search.column.name)",
      question: Claim(
        "How does \(search.query.name.value) find a part of \(code: "\(table.name.display).\(search.column.name)")?"
      ).from([search.query.sql?.span]),
      ways: ways, recommended: isByWords ? 2 : 1,
      because: Claim(
        "\(number: width) bytes on average\(isByWords ? ", a text of many words" : ", a name rather than a text"), and \(reading: search.compared) without\(limit)"
      )
      .from(spans + [subject.statistics[ColumnReference(table.name, search.column.name)]?.width?.span]))
  }
}
