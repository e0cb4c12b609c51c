import Diagnostics
import PlanModel
import SchemaModel

/// Partitions and children that can be asked directly, past the policies of their parent.
struct OpenPartition: Check {
  let metadata = CheckMetadata(
    code: "open-partition", severity: .error,
    summary: "A partition or inheriting table may be read directly, and its parent's policies do not hold there.",
    why: """
      Policies belong to the table that a query names. Through the parent a role sees its own rows; the same role that names \
      the partition sees all of them when it has a grant there and the partition has no row security of its own.
      """,
    fix:
      "Revoke grants on partitions, which the parent's grant makes needless, or enable row security on each of them.",
    bad: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE events (id bigint, shop_id bigint, at date) PARTITION BY RANGE (at);
      CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      ALTER TABLE events ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON events USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      GRANT SELECT ON events, events_2026 TO clerk;
      """),
    good: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE events (id bigint, shop_id bigint, at date) PARTITION BY RANGE (at);
      CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      ALTER TABLE events ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON events USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      GRANT SELECT ON events TO clerk;
      """),
    sources: ["PostgreSQL manual: 5.11 Table Partitioning", "PostgreSQL manual: 5.8 Row Security Policies"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let bypassing = Set(subject.bypassingRoles)
    return subject.securedTables.filter { $0.partitionOf == nil }.compactMap { root in
      let children = descendants(of: root, subject.catalog).filter { !$0.rowSecurity.isEnabled }
      let open = children.compactMap { child -> (table: Table, roles: [String])? in
        let roles = subject.access.grantees(of: child.name).filter { !bypassing.contains($0) }
        return roles.isEmpty ? nil : (child, roles)
      }
      if let first = open.first { return granted(root, open, first, subject) }
      // A schema that grants nothing does not say who may ask them.
      guard !children.isEmpty, !subject.access.isKnown else { return nil }
      return finding(
        on: root.name, nil,
        "\(text(children)) of \(root.name.display) \(children.count == 1 ? "has" : "have") no row security",
        evidence: ["the schema grants nothing, so it does not say who may ask \(children.count == 1 ? "it" : "them")"],
        fix: .sql(lines: children.map { enable($0) }), at: children[0].span ?? root.span, severity: .note)
    }
  }

  private func granted(
    _ root: Table, _ open: [(table: Table, roles: [String])], _ first: (table: Table, roles: [String]),
    _ subject: CheckSubject
  ) -> Finding {
    let roles = Set(open.flatMap(\.roles)).sorted()
    return finding(
      on: root.name, nil,
      "\(roles.joined(separator: ", ")) may ask \(text(open.map(\.table))) past the policies of \(root.name.display)",
      evidence: ["granted, and without row security"],
      fix: .sql(
        lines: open.map { child in
          let list = child.roles.map { $0 == "PUBLIC" ? $0 : SQLText.name($0) }.joined(separator: ", ")
          return "REVOKE ALL ON \(SQLText.name(child.table.name)) FROM \(list);"
        } + open.map { enable($0.table) }),
      at: subject.access.grants(on: first.table.name).first?.span ?? first.table.span)
  }

  private func text(_ tables: [Table]) -> String {
    let shown = tables.prefix(3).map(\.name.display).joined(separator: ", ")
    return tables.count > 3 ? "\(shown) and \(tables.count - 3) more" : shown
  }

  private func enable(_ table: Table) -> String {
    "ALTER TABLE \(SQLText.name(table.name)) ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
  }

  private func descendants(of root: Table, _ catalog: Catalog) -> [Table] {
    var found: Set<ObjectName> = [root.name]
    var isGrowing = true
    while isGrowing {
      let next = catalog.tables.filter { table in
        !found.contains(table.name)
          && ((table.partitionOf.map { found.contains($0.parent) } ?? false)
            || table.inherits.contains(where: found.contains))
      }
      found.formUnion(next.map(\.name))
      isGrowing = !next.isEmpty
    }
    return catalog.tables.filter { found.contains($0.name) && $0.name != root.name }
  }
}
