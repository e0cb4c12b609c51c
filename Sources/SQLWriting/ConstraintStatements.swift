package import SchemaModel

extension SQLWriter {
  /// `CONSTRAINT name PRIMARY KEY (...)`.
  package func primaryKeyDefinition(_ key: KeyConstraint) -> String { keyDefinition(key, kind: "PRIMARY KEY") }

  /// `CONSTRAINT name UNIQUE (...)`.
  package func uniqueDefinition(_ key: KeyConstraint) -> String {
    keyDefinition(key, kind: key.nullsNotDistinct ? "UNIQUE NULLS NOT DISTINCT" : "UNIQUE")
  }

  private func keyDefinition(_ key: KeyConstraint, kind: String) -> String {
    let includes = key.includes.isEmpty ? "" : " INCLUDE (\(QuotedIdentifier.list(key.includes)))"
    return constraint(key.name) + "\(kind) (\(QuotedIdentifier.list(key.columns)))\(includes)"
      + storage(key.storageParameters) + suffix(key.deferral)
  }

  /// `CONSTRAINT name CHECK (...)`.
  package func checkDefinition(_ check: CheckConstraint) -> String {
    constraint(check.name) + "CHECK (\(check.expression.sql))" + (check.isInherited ? "" : " NO INHERIT")
      + (check.isValidated ? "" : " NOT VALID")
  }

  /// `CONSTRAINT name EXCLUDE ...`.
  package func exclusionDefinition(_ exclusion: ExclusionConstraint) -> String {
    let elements = exclusion.elements.map { "\(element($0.element)) WITH \($0.operator)" }.joined(separator: ", ")
    let includes = exclusion.includes.isEmpty ? "" : " INCLUDE (\(QuotedIdentifier.list(exclusion.includes)))"
    let predicate = exclusion.predicate.map { " WHERE (\($0.sql))" } ?? ""
    return constraint(exclusion.name) + "EXCLUDE USING \(QuotedIdentifier.text(exclusion.method)) (\(elements))"
      + includes + storage(exclusion.storageParameters) + predicate + suffix(exclusion.deferral)
  }

  /// `CONSTRAINT name FOREIGN KEY (...) REFERENCES ...`.
  package func foreignKeyDefinition(_ key: ForeignKey) -> String {
    var text = constraint(key.name) + "FOREIGN KEY (\(QuotedIdentifier.list(key.columns)))"
    text += " REFERENCES \(QuotedIdentifier.text(key.target))"
    if !key.targetColumns.isEmpty { text += " (\(QuotedIdentifier.list(key.targetColumns)))" }
    if key.match == .full { text += " MATCH FULL" }
    if key.onUpdate != .noAction { text += " ON UPDATE \(key.onUpdate.rawValue)" }
    if key.onDelete != .noAction {
      text += " ON DELETE \(key.onDelete.rawValue)"
      if !key.onDeleteColumns.isEmpty { text += " (\(QuotedIdentifier.list(key.onDeleteColumns)))" }
    }
    return text + suffix(key.deferral) + (key.isValidated ? "" : " NOT VALID")
  }

  /// nil for a relation that only the ORM keeps.
  package func addForeignKey(_ key: ForeignKey, to table: ObjectName) -> String? {
    key.isEnforced ? "ALTER TABLE \(QuotedIdentifier.text(table)) ADD \(foreignKeyDefinition(key))" : nil
  }

  /// - Parameters:
  ///   - concurrently: without blocking writers; such a statement can not stand in a transaction.
  ///   - unlessThere: not when the schema has something of that name.
  package func createIndex(
    _ index: Index, on table: ObjectName, concurrently: Bool = false, unlessThere: Bool = false
  ) -> String {
    var text = index.isUnique ? "CREATE UNIQUE INDEX " : "CREATE INDEX "
    if concurrently { text += "CONCURRENTLY " }
    if unlessThere { text += "IF NOT EXISTS " }
    text += "\(QuotedIdentifier.text(index.name)) ON \(QuotedIdentifier.text(table))"
    if index.method != "btree" { text += " USING \(QuotedIdentifier.text(index.method))" }
    text += " (\(index.elements.map { element($0) }.joined(separator: ", ")))"
    if !index.includes.isEmpty { text += " INCLUDE (\(QuotedIdentifier.list(index.includes)))" }
    if index.nullsNotDistinct { text += " NULLS NOT DISTINCT" }
    return text + storage(index.storageParameters) + (index.predicate.map { " WHERE \($0.sql)" } ?? "")
  }

  /// A column or expression with its collation, operator class and order.
  package func element(_ element: IndexElement) -> String {
    var text =
      switch element.key {
      case .column(let name): QuotedIdentifier.text(name)
      case .expression(let expression): "(\(expression.sql))"
      }
    if let collation = element.collation { text += " COLLATE \(collationText(collation))" }
    if let operatorClass = element.operatorClass { text += " \(qualified(operatorClass))" }
    if !element.operatorClassParameters.isEmpty {
      let parameters = element.operatorClassParameters.sorted { $0.key < $1.key }
      text += " (\(parameters.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")))"
    }
    if element.order == .descending { text += " DESC" }
    let usual: IndexElement.Nulls = element.order == .descending ? .first : .last
    return element.nulls == usual ? text : "\(text) \(element.nulls.rawValue)"
  }

  /// What CREATE INDEX has no place for.
  package func indexStatistics(_ index: Index, in schema: String) -> [String] {
    index.statisticsTargets.sorted { $0.key < $1.key }.map { column, target in
      "ALTER INDEX \(QuotedIdentifier.text(ObjectName(index.name, schema: schema))) ALTER COLUMN \(column) SET STATISTICS \(target)"
    }
  }

  package func statements(for statistics: ExtendedStatistics) -> [String] {
    let target = statistics.target.map {
      ["ALTER STATISTICS \(QuotedIdentifier.text(statistics.name)) SET STATISTICS \($0)"]
    }
    return [createStatistics(statistics)] + (target ?? [])
  }

  private func createStatistics(_ statistics: ExtendedStatistics) -> String {
    let kinds = statistics.kinds.isEmpty ? "" : " (\(statistics.kinds.joined(separator: ", ")))"
    let expressions = statistics.expressions.map { element($0) }.joined(separator: ", ")
    return "CREATE STATISTICS \(QuotedIdentifier.text(statistics.name))\(kinds) ON \(expressions)"
      + " FROM \(QuotedIdentifier.text(statistics.table))"
  }

  /// A name that may come with its schema in front.
  package func qualified(_ name: String) -> String {
    name.split(separator: ".").map { QuotedIdentifier.text(String($0)) }.joined(separator: ".")
  }

  private func constraint(_ name: String) -> String {
    name.isEmpty ? "" : "CONSTRAINT \(QuotedIdentifier.text(name)) "
  }

  private func suffix(_ deferral: Deferral) -> String {
    deferral == .notDeferrable ? "" : " \(deferral.rawValue)"
  }
}
