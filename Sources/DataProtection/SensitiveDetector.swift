package import Diagnostics
package import PlanModel
package import SchemaModel

/// A column that looks as if it held sensitive data, with what it looks like that from. A guess until the plan confirms it.
package struct DetectedColumn: Sendable, Hashable {
  package var column: ColumnReference
  package var dataClass: DataClass
  /// `name says e-mail, type text`.
  package var reason: String
  package var span: SourceSpan?
}

/// Finds columns with sensitive data by the words of names, types, comments and what the table is.
package struct SensitiveDetector: Sendable {
  private let catalog: Catalog
  private let natures: [ObjectName: TableNature]

  package init(_ catalog: Catalog) {
    self.catalog = catalog
    let tables = catalog.tables.filter(Self.isJudged)
    var natures = Dictionary(tables.map { ($0.name, TableNature($0)) }, uniquingKeysWith: { first, _ in first })
    let persons = Set(natures.filter(\.value.isPerson).keys)
    for table in tables where table.foreignKeys.contains(where: { persons.contains($0.target) }) {
      natures[table.name]?.isAboutPerson = true
    }
    self.natures = natures
  }

  /// Columns that the plan says nothing of, in the order of the catalog.
  package static func open(_ plan: Plan, _ catalog: Catalog) -> [DetectedColumn] {
    let said = Set(plan.sensitive.map(\.column.value))
    return SensitiveDetector(catalog).columns().filter { !said.contains($0.column) }
  }

  /// In the order of the catalog; of partitioned tables the table alone.
  package func columns() -> [DetectedColumn] {
    catalog.tables.flatMap { table -> [DetectedColumn] in
      guard let nature = natures[table.name] else { return [] }
      let keys = Set(table.foreignKeys.flatMap(\.columns))
      return table.columns.compactMap { column in
        guard !keys.contains(column.name), column.generated == nil || column.generated?.isStored == true else {
          return nil
        }
        return detect(column, table, nature)
      }
    }
  }

  private static func isJudged(_ table: Table) -> Bool {
    table.kind == .ordinary && table.partitionOf == nil && !BookkeepingTable.isOne(table.name)
  }

  private func detect(_ column: Column, _ table: Table, _ nature: TableNature) -> DetectedColumn? {
    let kind = ValueKind(column.type, catalog)
    guard kind != .other else { return nil }
    let type = column.type.short
    if let phrase = phrase(IdentifierWords(column.name).stems, kind, nature) {
      let whose = phrase.place == .anywhere || phrase.place == .notMachine ? "" : "table \(table.name.name), "
      return DetectedColumn(
        column: ColumnReference(table.name, column.name), dataClass: phrase.dataClass,
        reason: "\(whose)name says \(phrase.says), type \(type)", span: column.span ?? table.span)
    }
    guard let comment = column.comment, let remark = CommentWords.remark(comment, kind) else { return nil }
    return DetectedColumn(
      column: ColumnReference(table.name, column.name), dataClass: remark.dataClass,
      reason: "comment says \(remark.says), type \(type)", span: column.span ?? table.span)
  }

  /// The longest phrase that the name ends with and that counts in this table.
  private func phrase(_ stems: [String], _ kind: ValueKind, _ nature: TableNature) -> Phrase? {
    var stems = stems
    for _ in 0..<3 {
      if let found = match(stems, kind, nature) { return found }
      guard let last = stems.last else { return nil }
      if let number = last.lastIndex(where: { !$0.isNumber }), last.last?.isNumber == true {
        // `address2`
        stems[stems.count - 1] = IdentifierWords.stem(String(last[...number]))
      } else if stems.count > 1, last.allSatisfy(\.isNumber) || Vocabulary.forms.contains(last) {
        stems.removeLast()
      } else {
        return nil
      }
    }
    return nil
  }

  private func match(_ stems: [String], _ kind: ValueKind, _ nature: TableNature) -> Phrase? {
    guard let last = stems.last, let phrases = Vocabulary.byLast[last] else { return nil }
    return phrases.first { phrase in
      stems.count >= phrase.stems.count && stems.suffix(phrase.stems.count) == phrase.stems[...]
        && phrase.kinds.contains(kind) && counts(phrase.place, nature)
        && (phrase.place != .secrets || stems.count == phrase.stems.count)
        && !stems.dropLast(phrase.stems.count).contains(where: phrase.unless.contains)
    }
  }

  private func counts(_ place: Phrase.Place, _ nature: TableNature) -> Bool {
    switch place {
    case .anywhere: true
    case .person: nature.isPerson
    case .aboutPerson: nature.isAboutPerson && !nature.isPlace
    case .notPlace: !nature.isPlace
    case .medical: nature.isMedical
    case .secrets: nature.isOfSecrets
    case .notMachine: !nature.isOfMachines
    case .messages: nature.isOfMessages && nature.isAboutPerson
    }
  }
}
