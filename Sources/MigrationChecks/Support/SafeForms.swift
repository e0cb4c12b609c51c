import SQLWriting
import SchemaModel

/// Names and statements of the safe forms; schema public goes unsaid, as people write it.
enum Safe {
  static func name(_ name: String) -> String { QuotedIdentifier.text(name) }

  static func name(_ object: ObjectName) -> String {
    object.schema == "public" ? QuotedIdentifier.text(object.name) : QuotedIdentifier.text(object)
  }

  static func list(_ names: some Sequence<String>) -> String { QuotedIdentifier.list(names) }

  static func alter(_ table: ObjectName, _ action: String) -> String { "ALTER TABLE \(name(table)) \(action);" }

  static func validate(_ constraint: String, of table: ObjectName) -> String {
    alter(table, "VALIDATE CONSTRAINT \(name(constraint))")
  }

  /// The end of one step and the begin of the next, each a file of its own.
  static let next = "-- in a migration of its own:"

  /// NOT NULL by way of a check that was validated before, so that SET NOT NULL reads nothing.
  static func notNull(_ column: String, of table: ObjectName) -> [String] {
    let constraint = String("\(table.name)_\(column)_not_null".prefix(63))
    return [
      alter(table, "ADD CONSTRAINT \(name(constraint)) CHECK (\(name(column)) IS NOT NULL) NOT VALID"), next,
      validate(constraint, of: table), next, alter(table, "ALTER COLUMN \(name(column)) SET NOT NULL"),
      alter(table, "DROP CONSTRAINT \(name(constraint))"),
    ]
  }

  /// An index on a partitioned table, built partition by partition.
  static func partitionedIndex(_ index: Index, on table: ObjectName, in catalog: Catalog) -> [String] {
    let writer = SQLWriter()
    let whole = writer.createIndex(index, on: table)
    let target = QuotedIdentifier.text(table)
    var lines = [replacing(" ON \(target)", with: " ON ONLY \(target)", in: whole) + ";"]
    for partition in catalog.tables where partition.partitionOf?.parent == table {
      var own = index
      own.name = String("\(partition.name.name)_\(index.name)".prefix(63))
      lines.append(next)
      lines.append(writer.createIndex(own, on: partition.name, concurrently: true) + ";")
      lines.append(
        "ALTER INDEX \(name(ObjectName(index.name, schema: table.schema))) ATTACH PARTITION "
          + "\(name(ObjectName(own.name, schema: partition.name.schema)));")
    }
    return lines
  }

  /// A batch of a table's rows; one without a key goes by where rows lie.
  static func keyRange(of table: ObjectName, in catalog: Catalog) -> String {
    guard let key = catalog.tables[table]?.primaryKey?.columns, let first = key.first else {
      return "ctid BETWEEN :first AND :last"
    }
    guard key.count > 1 else { return "\(name(first)) BETWEEN :first AND :last" }
    return "(\(list(key))) BETWEEN (:first) AND (:last)"
  }

  /// The statement as it was written, with words put after its first such word.
  static func inserting(_ addition: String, after word: String, in sql: String) -> String {
    guard let place = firstWord(word, in: sql) else { return sql }
    return sql[..<place.upperBound] + " " + addition + sql[place.upperBound...]
  }

  /// Where a word first stands by itself, whatever its case.
  static func firstWord(_ word: String, in sql: String) -> Range<String.Index>? {
    var start = sql.startIndex
    while start < sql.endIndex {
      guard isLetter(sql[start]) else {
        start = sql.index(after: start)
        continue
      }
      let end = sql[start...].firstIndex { !isLetter($0) } ?? sql.endIndex
      if sql[start..<end].lowercased() == word.lowercased() { return start..<end }
      start = end
    }
    return nil
  }

  private static func isLetter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  static func replacing(_ part: String, with other: String, in text: String) -> String {
    guard let place = text.firstRange(of: part) else { return text }
    return text[..<place.lowerBound] + other + text[place.upperBound...]
  }

  /// Ended by a semicolon.
  static func statement(_ sql: String) -> String { sql.hasSuffix(";") ? sql : sql + ";" }

  /// Names in a sentence.
  static func said(_ tables: [ObjectName]) -> String { tables.map(\.display).joined(separator: " and ") }
}
