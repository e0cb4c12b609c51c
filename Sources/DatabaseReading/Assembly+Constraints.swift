import Diagnostics
import SchemaModel

/// Constraints and indexes.
extension CatalogAssembly {
  /// An index and, where it is behind a constraint, whose.
  private struct ReadIndex {
    var index: Index
    var columns: [String]
  }

  mutating func readIndexes() {
    var behind: [String: ReadIndex] = [:]
    var unfinished: [String] = []
    for row in rows(.indexes) {
      guard let table = relations[row.text("relation")] else { continue }
      let read = index(row)
      if row["constraint"] != nil {
        behind[row.text("index")] = read
      } else if !row.isTrue("is_valid"), row["kind"] != "p" {
        unfinished.append(ObjectName(read.index.name, schema: table.schema).display)
      } else if !catalog.tables.update(table, { $0.indexes.append(read.index) }) {
        catalog.views.update(table) { $0.indexes.append(read.index) }
      }
    }
    for name in unfinished {
      warn(
        "invalid-index", "the index \(name) is not valid and is left out",
        why: "CREATE INDEX CONCURRENTLY did not finish: it costs writes and no query uses it",
        fix: "DROP INDEX CONCURRENTLY it, and create it again")
    }
    for row in rows(.constraints) { add(constraint: row, behind) }
  }

  private func index(_ row: Row) -> ReadIndex {
    let keys = syntax.indexKeys(row.text("definition")) ?? []
    let options = row.vector("options")
    // Expressions have no column: the names are those of the other keys and of what is included.
    var names = row.list("columns")[...]
    var elements: [IndexElement] = []
    for number in 0..<(row.number("key_count") ?? 0) {
      let key = number < keys.count ? keys[number] : DeparsedText.IndexKey()
      var element = IndexElement(column: "")
      if let expression = key.expression {
        element.key = .expression(expression)
      } else if let name = names.popFirst() {
        element.key = .column(name)
      }
      let bits = number < options.count ? options[number] : 0
      element.order = bits & 1 != 0 ? .descending : .ascending
      element.nulls = bits & 2 != 0 ? .first : .last
      element.operatorClass = key.operatorClass
      element.operatorClassParameters = key.operatorClassParameters
      element.collation = key.collation
      elements.append(element)
    }
    var index = Index(row.text("name"), elements: elements)
    index.method = row.text("method")
    index.includes = Array(names)
    index.predicate = syntax.expression(row["predicate"])
    index.isUnique = row.isTrue("is_unique")
    index.nullsNotDistinct = row.isTrue("nulls_not_distinct")
    index.storageParameters = ArrayText.options(row.list("parameters"))
    for (number, target) in ArrayText.options(row.list("statistics_targets")) {
      if let number = Int(number) { index.statisticsTargets[number] = Int(target) }
    }
    index.comment = row["comment"]
    return ReadIndex(index: index, columns: elements.compactMap(\.columnName))
  }

  private mutating func add(constraint row: Row, _ indexes: [String: ReadIndex]) {
    guard let table = relations[row.text("relation")] else { return }
    switch row["kind"] {
    case "c":
      guard let expression = syntax.expression(row["expression"]) else { return }
      var check = CheckConstraint(row.text("name"), expression)
      check.isValidated = row.isTrue("is_validated")
      check.isInherited = !row.isTrue("no_inherit")
      check.isLocal = row.isTrue("is_local")
      check.comment = row["comment"]
      catalog.tables.update(table) { $0.checks.append(check) }
    case "f": catalog.tables.update(table) { $0.foreignKeys.append(Self.foreignKey(row)) }
    case "x":
      guard let index = indexes[row.text("index")]?.index else { return }
      let exclusion = Self.exclusion(row, index)
      catalog.tables.update(table) { $0.exclusions.append(exclusion) }
    default: addKey(row, indexes[row.text("index")], to: table)
    }
  }

  private mutating func addKey(_ row: Row, _ read: ReadIndex?, to table: ObjectName) {
    var key = KeyConstraint(row.text("name"), columns: read?.columns ?? row.list("columns"))
    key.includes = read?.index.includes ?? []
    key.nullsNotDistinct = read?.index.nullsNotDistinct ?? false
    key.deferral = row.deferral()
    key.storageParameters = read?.index.storageParameters ?? [:]
    key.indexComment = read?.index.comment
    key.comment = row["comment"]
    if row.isTrue("has_period") {
      warn("not-modelled", "WITHOUT OVERLAPS of the key \(key.name) of \(table.display) is not part of the model")
    }
    catalog.tables.update(table) { table in
      if row["kind"] == "p" { table.primaryKey = key } else { table.uniqueConstraints.append(key) }
    }
  }

  private static func exclusion(_ row: Row, _ index: Index) -> ExclusionConstraint {
    let operators = row.list("operators")
    let elements = zip(index.elements, operators).map { ExclusionConstraint.Element($0, operator: $1) }
    var exclusion = ExclusionConstraint(row.text("name"), method: index.method, elements: elements)
    exclusion.includes = index.includes
    exclusion.predicate = index.predicate
    exclusion.storageParameters = index.storageParameters
    exclusion.indexComment = index.comment
    exclusion.deferral = row.deferral()
    exclusion.comment = row["comment"]
    return exclusion
  }

  private static let actions: [String: ReferentialAction] = [
    "a": .noAction, "r": .restrict, "c": .cascade, "n": .setNull, "d": .setDefault,
  ]

  /// NO ACTION is what PostgreSQL has where nobody said anything.
  private static func foreignKey(_ row: Row) -> ForeignKey {
    var key = ForeignKey(
      row.text("name"), columns: row.list("columns"),
      references: ObjectName(row.text("target"), schema: row.text("target_schema")), row.list("target_columns"))
    key.onDelete = actions[row.text("on_delete")] ?? .noAction
    key.onUpdate = actions[row.text("on_update")] ?? .noAction
    key.isOnDeleteExplicit = key.onDelete != .noAction
    key.isOnUpdateExplicit = key.onUpdate != .noAction
    key.onDeleteColumns = row.list("delete_columns")
    key.match = row["match"] == "f" ? .full : .simple
    key.deferral = row.deferral()
    key.isValidated = row.isTrue("is_validated")
    key.isEnforced = row.isTrue("is_enforced")
    key.comment = row["comment"]
    return key
  }
}
