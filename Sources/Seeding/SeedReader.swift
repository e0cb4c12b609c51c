package import Diagnostics
package import PlanModel
package import SchemaModel

/// Reads the file of a seed against the table that it fills.
package struct SeedReader {
  private let catalog: Catalog
  private let file: SourceFile
  private var diagnostics: [Diagnostic] = []

  private init(_ catalog: Catalog, _ file: SourceFile) {
    self.catalog = catalog
    self.file = file
  }

  /// - Returns: nil with the reasons when its rows can not be written.
  package static func read(_ seed: Seed, _ file: SourceFile, into catalog: Catalog) -> Reading<SeedTable?> {
    var reader = SeedReader(catalog, file)
    let table = reader.read(seed)
    return Reading(reader.diagnostics.contains { $0.severity == .error } ? nil : table, diagnostics: reader.diagnostics)
  }

  private mutating func read(_ seed: Seed) -> SeedTable? {
    guard let table = catalog.tables[seed.table.value] else { return nil }
    let text = CSVText(file.text)
    for problem in text.problems { error("seed-syntax", problem.message, problem.range, fix: problem.fix) }
    guard text.problems.isEmpty else { return nil }
    guard let header = text.records.first else {
      error("seed-syntax", "this file is empty", 0..<0, fix: "begin with the names of columns")
      return nil
    }
    let columns = columns(header, of: table)
    guard columns.count == header.count else { return nil }
    let names = columns.map(\.name)
    guard let key = SeedKey(of: table, among: names)?.columns else {
      error(
        "seed-key", "no key of \(table.name.display) is among these columns", header[0].range,
        why: "a row that is there could not be known again, and every run would add it",
        fix: "add the columns of \(keys(of: table))")
      return nil
    }
    requireColumns(of: table, besides: names, header)
    let records = text.records.dropFirst()
    for record in records { check(record, columns) }
    checkRepeats(Array(records), names, key, table)
    var result = SeedTable(
      table.name, file: seed.file?.value ?? file.path, environments: seed.environments.map(\.value), columns: names,
      rows: records.map { $0.map(\.value) }, key: key, span: file.span(header[0].range))
    if result.environments.isEmpty { result.environments = ["all"] }
    result.after = seed.after.map(\.value)
    return result
  }

  private func keys(of table: Table) -> String {
    table.keys.isEmpty
      ? "a primary key" : table.keys.map { "(\($0.columns.joined(separator: ", ")))" }.joined(separator: " or ")
  }

  private mutating func columns(_ header: [CSVText.Field], of table: Table) -> [Column] {
    var seen: Set<String> = []
    return header.compactMap { field in
      let name = field.value ?? ""
      guard let column = table.columns[name] else {
        let nearest = NearestName.of(name, among: table.columns.names)
        error(
          "seed-column", "\(table.name.display) has no column \(name)", field.range,
          fix: nearest.map { "did you mean \($0)?" } ?? "the columns are \(table.columns.names.joined(separator: ", "))"
        )
        return nil
      }
      guard seen.insert(name).inserted else {
        error("seed-column", "\(name) stands twice", field.range, fix: "leave one out")
        return nil
      }
      guard column.generated == nil else {
        error("seed-column", "\(name) is computed by PostgreSQL", field.range, fix: "leave it out")
        return nil
      }
      return column
    }
  }

  /// What can not be left out.
  private mutating func requireColumns(of table: Table, besides names: [String], _ header: [CSVText.Field]) {
    for column in table.columns where !names.contains(column.name) {
      let isFilled = column.isNullable || column.defaultExpression != nil || column.identity != nil
      if isFilled || column.generated != nil { continue }
      error(
        "seed-column", "\(table.name.display).\(column.name) takes no null and has no default",
        header[0].range.lowerBound..<(header.last?.range.upperBound ?? 0), fix: "add the column \(column.name)")
    }
  }

  private mutating func check(_ record: [CSVText.Field], _ columns: [Column]) {
    guard record.count == columns.count else {
      let range = (record.first?.range.lowerBound ?? 0)..<(record.last?.range.upperBound ?? 0)
      error(
        "seed-row", "\(record.count) values where the header names \(columns.count) columns", range,
        fix: "a value with a comma in it is quoted")
      return
    }
    for (field, column) in zip(record, columns) {
      guard let value = field.value else {
        if !column.isNullable {
          error(
            "seed-value", "\(column.name) takes no null", field.range.lowerBound..<field.range.lowerBound + 1,
            fix: "\"\" is an empty text, nothing at all is null")
        }
        continue
      }
      if let problem = SeedValue(column.type, in: catalog).problem(with: value) {
        error(
          "seed-value", "\(column.name) is \(column.type.display): \(problem.message)", field.range, fix: problem.fix)
      }
    }
  }

  /// Two rows of one key would change each other, which PostgreSQL refuses.
  private mutating func checkRepeats(
    _ records: [[CSVText.Field]], _ names: [String], _ key: [String], _ table: Table
  ) {
    let places = key.compactMap { names.firstIndex(of: $0) }
    var seen: [[String?]: Range<Int>] = [:]
    for record in records where record.count == names.count {
      let values = places.map { record[$0].value }
      let range = record[places[0]].range
      if let first = seen[values] {
        let shown = zip(key, values).map { "\($0) \($1 ?? "null")" }.joined(separator: ", ")
        var problem = file.diagnostic(
          .error, code: "seed-row", "a second row of \(table.name.display) with \(shown)", at: range,
          fix: "leave one out")
        problem.related = [RelatedPosition(span: file.span(first), words: "the first one")]
        diagnostics.append(problem)
      } else {
        seen[values] = range
      }
    }
  }

  private mutating func error(
    _ code: String, _ message: String, _ range: Range<Int>, why: String? = nil, fix: String? = nil
  ) {
    diagnostics.append(file.diagnostic(.error, code: code, message, at: range, why: why, fix: fix))
  }
}

/// The columns by which rows are known again: the primary key, else the first unique key whose columns take no null.
struct SeedKey {
  let columns: [String]

  init?(of table: Table, among names: [String]) {
    let given = Set(names)
    let constraints = table.keys.filter { key in
      key.deferral == .notDeferrable
        && (key.nullsNotDistinct || key == table.primaryKey || Self.takeNoNull(key.columns, table))
    }.map(\.columns)
    let indexes = table.indexes.filter { $0.isUnique && $0.predicate == nil }.compactMap { index in
      index.columnNames.flatMap { index.nullsNotDistinct || Self.takeNoNull($0, table) ? $0 : nil }
    }
    guard let found = (constraints + indexes).first(where: { Set($0).isSubset(of: given) }) else { return nil }
    columns = found
  }

  private static func takeNoNull(_ names: [String], _ table: Table) -> Bool {
    names.allSatisfy { table.columns[$0].map { !$0.isNullable } ?? false }
  }
}
