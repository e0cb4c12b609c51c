import Diagnostics
import PlanModel
import SQLWriting
package import SchemaModel

/// The SQL that forgets one person, and the query that hands over what is known of them.
package struct ErasureScript {
  /// The setting that names the person.
  package static let setting = "erasure.subject"

  private let erasure: Erasure
  private let catalog: Catalog

  package init(_ erasure: Erasure, _ catalog: Catalog) {
    self.erasure = erasure
    self.catalog = catalog
  }

  /// One transaction, for a role that no policy hides a row from: with `row_security` off PostgreSQL refuses instead of
  /// leaving out what the role does not see.
  package var text: String {
    let root = QuotedIdentifier.text(erasure.subject.root)
    var script = SQLScript()
    script.note(
      "Forgets one row of \(erasure.subject.root.display). In one session:\n"
        + "SET \(Self.setting) = '<\(erasure.subject.key)>'; then this file.")
    script.add(["BEGIN", "SET LOCAL row_security = off"])
    script.add(
      """
      DO $$
      BEGIN
        IF NOT EXISTS (SELECT FROM \(root) WHERE \(QuotedIdentifier.text(erasure.subject.key)) = \(person)) THEN
          RAISE EXCEPTION 'there is no row \(Self.quoted(erasure.subject.root.display)) %', \(setting);
        END IF;
      END
      $$
      """)
    for step in erasure.steps {
      script.heading(remark(step))
      script.add(statement(step))
    }
    script.add("COMMIT")
    return script.text
  }

  /// A row for each row that is about the person, secrets left out.
  package var export: String {
    var script = SQLScript()
    script.note(
      "What is stored about one row of \(erasure.subject.root.display). In one session:\n"
        + "SET \(Self.setting) = '<\(erasure.subject.key)>'; then this file.")
    script.add(["BEGIN TRANSACTION READ ONLY", "SET LOCAL row_security = off"])
    script.add(exported().map { select($0) }.joined(separator: "\nUNION ALL\n"))
    script.add("COMMIT")
    return script.text
  }

  /// Tables whose rows an export holds, the person's own first.
  package var exportedTables: [ObjectName] { exported().map(\.table) }

  /// The condition that rows of a holding meet.
  package func condition(_ holding: DataSubject.Holding) -> String {
    condition(holding.path[...])
  }

  // MARK: Parts

  private var type: String {
    catalog.tables[erasure.subject.root]?.columns[erasure.subject.key]?.type.sql ?? "text"
  }

  private var setting: String { "current_setting(\(SQLLiteral.text(Self.setting)))" }
  private var person: String { "\(setting)::\(type)" }

  /// Inside of a literal of a format.
  private static func quoted(_ text: String) -> String {
    text.replacing("'", with: "''").replacing("%", with: "%%")
  }

  private func condition(_ path: ArraySlice<ForeignKey>) -> String {
    guard let key = path.first else { return "\(QuotedIdentifier.text(erasure.subject.key)) = \(person)" }
    if path.count == 1, let position = key.targetColumns.firstIndex(of: erasure.subject.key) {
      return "\(QuotedIdentifier.text(key.columns[position])) = \(person)"
    }
    let columns = QuotedIdentifier.list(key.columns)
    let targets = QuotedIdentifier.list(key.targetColumns)
    let own = key.columns.count == 1 ? columns : "(\(columns))"
    return
      "\(own) IN (SELECT \(targets) FROM \(QuotedIdentifier.text(key.target)) WHERE \(condition(path.dropFirst())))"
  }

  private func statement(_ step: Erasure.Step) -> String {
    let table = QuotedIdentifier.text(step.holding.table)
    let rows = condition(step.holding)
    switch step.action {
    case .delete: return "DELETE FROM \(table)\nWHERE \(rows)"
    case .blank(let values):
      guard !values.isEmpty else { return "-- nothing of \(table) can be blanked" }
      let sets = values.map { "\(QuotedIdentifier.text($0.column)) = \($0.value)" }
      return "UPDATE \(table)\nSET \(sets.joined(separator: ",\n  "))\nWHERE \(rows)"
    }
  }

  private func remark(_ step: Erasure.Step) -> String {
    let name = step.holding.table.display
    if step.isDelete { return "\(name): the row goes" }
    if !step.holding.kept.isEmpty {
      let columns = step.holding.kept.map { "\($0.column.value.column) \($0.keep?.value.shown ?? "")" }
      return "\(name): the row stays, kept by the plan: \(columns.joined(separator: ", "))"
    }
    guard let key = step.holding.path.first else { return "\(name): the row stays" }
    return "\(name): the row stays, \(key.name) is ON DELETE \(key.onDelete.rawValue)"
  }

  private func exported() -> [DataSubject.Holding] {
    var found = erasure.subject.holdings
    if !found.contains(where: { $0.path.isEmpty }) {
      found.insert(DataSubject.Holding(table: erasure.subject.root, path: [], columns: []), at: 0)
    }
    for effect in erasure.effects where effect.depth == 1 && effect.key.targetColumns.contains(erasure.subject.key) {
      guard !found.contains(where: { $0.table == effect.table }) else { continue }
      found.append(DataSubject.Holding(table: effect.table, path: [effect.key], columns: []))
    }
    return found
  }

  private func select(_ holding: DataSubject.Holding) -> String {
    let secrets = holding.columns.filter { $0.kind == .secret }.map(\.column.value.column)
    let without = secrets.map { " - \(SQLLiteral.text($0))" }.joined()
    let row = "to_jsonb(t)\(without)"
    return "SELECT \(SQLLiteral.text(holding.table.display)) AS source, \(row) AS value\n"
      + "FROM \(QuotedIdentifier.text(holding.table)) AS t WHERE \(condition(holding))"
  }
}
