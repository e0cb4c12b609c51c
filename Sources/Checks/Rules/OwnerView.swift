import Diagnostics
import PlanModel
import SchemaModel

/// Views through which rows are read past the policies of their tables.
struct OwnerView: Check {
  let metadata = CheckMetadata(
    code: "owner-view", severity: .warning,
    summary: "A view reads a table with policies as its owner, so the policies do not hold for who asks.",
    why: """
      A view runs with its owner's rights unless it has security_invoker: whoever may read it sees the rows that the owner sees. \
      A materialised view holds what its owner saw when it was filled, and can have no policies at all.
      """,
    fix: """
      Set security_invoker (PostgreSQL 15), or make a role own the view that the policies hold. Give a materialised view to \
      nobody who may not see all of it.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      CREATE VIEW note_ids AS SELECT id FROM notes;
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      CREATE VIEW note_ids WITH (security_invoker = true) AS SELECT id FROM notes;
      """),
    sources: ["PostgreSQL manual: CREATE VIEW, security_invoker", "PostgreSQL manual: 41.5 Rules and Privileges"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let secured = Set(subject.catalog.tables.filter(\.rowSecurity.isEnabled).map(\.name))
    guard !secured.isEmpty else { return [] }
    let postgres = subject.plan.stack.postgres?.value ?? 15
    let bypassing = Set(subject.bypassingRoles)
    return subject.catalog.views.compactMap { view in
      let tables = sources(of: view, subject.catalog).filter(secured.contains).sorted()
      guard tables.contains(where: subject.isJudged), view.isMaterialized || !isInvoker(view) else { return nil }
      let readers = self.readers(view, subject).filter { !bypassing.contains($0) }
      if view.isMaterialized { return materialized(view, tables, readers) }
      let name = SQLText.name(view.name)
      return finding(
        on: view.name, nil,
        "view \(view.name.display) reads \(list(tables)) with its owner's rights, past the policies",
        evidence: [readers.isEmpty ? nil : "\(readers.joined(separator: ", ")) may read it"],
        fix: postgres >= 15
          ? .sql("ALTER VIEW \(name) SET (security_invoker = true);")
          : .words(
            "PostgreSQL \(postgres) has no security_invoker: let a role own \(view.name.display) that the policies of "
              + "\(list(tables)) hold"),
        at: view.span, severity: readers.isEmpty ? nil : .error)
    }
  }

  private func materialized(_ view: View, _ tables: [ObjectName], _ readers: [String]) -> Finding? {
    guard !readers.isEmpty else { return nil }
    let list = readers.map { $0 == "PUBLIC" ? $0 : SQLText.name($0) }.joined(separator: ", ")
    return finding(
      on: view.name, nil,
      "\(readers.joined(separator: ", ")) may read the materialised view \(view.name.display), which holds every row of "
        + self.list(tables),
      fix: .sql("REVOKE SELECT ON \(SQLText.name(view.name)) FROM \(list);"), at: view.span)
  }

  private func list(_ tables: [ObjectName]) -> String { tables.map(\.display).joined(separator: ", ") }

  /// By the schema's grants and by the plan's roles, those aside that are meant to see every row.
  private func readers(_ view: View, _ subject: CheckSubject) -> [String] {
    let granted = subject.access.grantees(of: view.name, ["SELECT"])
    let planned = subject.plan.roles.filter { role in
      role.access.contains { $0.table == view.name && $0.commands.contains(.select) }
    }.map(\.name.value)
    return Set(granted + planned).subtracting(subject.crossingRoles).sorted()
  }

  private func isInvoker(_ view: View) -> Bool {
    view.options["security_invoker"].map { ["true", "on", "1", "yes", ""].contains($0.lowercased()) } ?? false
  }

  /// Tables that it reads with its own rights: itself, or through views; a materialised one in between is its own matter.
  private func sources(of view: View, _ catalog: Catalog) -> Set<ObjectName> {
    var found = Set(view.reads)
    var open = view.reads
    while let name = open.popLast() {
      guard let inner = catalog.views[name], !inner.isMaterialized else { continue }
      for next in inner.reads where found.insert(next).inserted { open.append(next) }
    }
    return found
  }
}
