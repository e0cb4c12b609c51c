import AccessControl
import Diagnostics
import IndexAnalysis
import PlanModel
import PolicyReading
import SQLWriting
import SchemaModel

/// Unique indexes and foreign keys that tell of rows which a policy hides.
struct ExistenceOracle: Check {
  let metadata = CheckMetadata(
    code: "existence-oracle", severity: .note,
    summary: "A unique index or foreign key of a table with policies tells of other tenants' rows.",
    why: """
      Row security does not hold PostgreSQL's own checks. A value that another tenant's row has already is refused, and a key that \
      another tenant's row has is accepted: whoever tries values learns which of them exist.
      """,
    fix: """
      Put the tenant's column first in the unique index and into the foreign key, so that both ask within the tenant; or live \
      with it where the values tell nothing, and waive it.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE shops (id bigint PRIMARY KEY);
      CREATE TABLE customers (
        id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), email text NOT NULL UNIQUE);
      ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON customers USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE shops (id bigint PRIMARY KEY);
      CREATE TABLE customers (
        id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), email text NOT NULL,
        UNIQUE (shop_id, email));
      ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON customers USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      """),
    sources: ["PostgreSQL manual: 5.8 Row Security Policies, on referential integrity checks and covert channels"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let tenant = subject.plan.tenancy?.key?.value
    let isKept = subject.plan.tenancy?.setting != nil
    let shared = Set(subject.plan.tenancy?.shared.map(\.value) ?? [])
    // By the table: the columns that say whose a row is.
    var keys: [ObjectName: Set<String>] = [:]
    for table in subject.catalog.tables where !shared.contains(table.name) {
      var columns = Set(subject.keyColumns(table.name))
      if isKept, let tenant, table.columns.contains(tenant) { columns = columns.isEmpty ? [tenant] : columns }
      guard !columns.isEmpty, table.rowSecurity.isEnabled || isKept, !isReadByAll(table, subject) else { continue }
      keys[table.name] = columns
    }
    let design = isKept ? AccessDesign(subject.plan, subject.catalog) : nil
    return subject.tables.compactMap { table in
      guard let own = keys[table.name] else { return nil }
      let unique = unique(table, own, keys, subject)
      let foreign = table.foreignKeys.filter { asksAcross($0, own, keys, subject) }
      guard !unique.isEmpty || !foreign.isEmpty else { return nil }
      return finding(table, unique, foreign, own, design, subject)
    }
  }

  private func finding(
    _ table: Table, _ unique: [AccessPath], _ foreign: [ForeignKey], _ own: Set<String>,
    _ design: AccessDesign?, _ subject: CheckSubject
  ) -> Finding {
    let key = own.sorted().joined(separator: ", ")
    let names = unique.map(\.name) + foreign.map(\.name)
    let lines =
      unique.flatMap { within($0, table, own, subject) } + foreign.flatMap { within($0, table, design) }
    return finding(
      on: table.name, nil,
      "\(names.joined(separator: ", ")) of \(table.name.display) \(names.count == 1 ? "answers" : "answer") about rows of every "
        + key,
      evidence: [
        unique.isEmpty ? nil : "unique without \(key): \(unique.map(\.definition).joined(separator: ", "))",
        foreign.isEmpty
          ? nil
          : "keys of anybody's rows pass: "
            + foreign.map { "\($0.columns.joined(separator: ", ")) to \($0.target.display)" }.joined(separator: ", "),
      ],
      fix: lines.isEmpty
        ? .words(words(unique, foreign, key))
        : .sql(lines: lines), at: unique.first?.span ?? foreign.first?.span ?? table.span)
  }

  private func words(_ unique: [AccessPath], _ foreign: [ForeignKey], _ key: String) -> String {
    foreign.isEmpty
      ? "let \(unique.map(\.name).joined(separator: ", ")) be unique with a waiver that says who may know of the values"
      : "reference (\(key), id) of the parent, which needs a unique index there, in place of id alone"
  }

  /// The key with the tenant in it, as `rls.sql` makes it.
  private func within(_ key: ForeignKey, _ table: Table, _ design: AccessDesign?) -> [String] {
    guard let made = design?.tenantKeys.first(where: { $0.table == table.name && $0.old.name == key.name }) else {
      return []
    }
    let writer = SQLWriter()
    let owner = SQLText.name(table.name)
    return [
      made.uniqueIndex.map { writer.createIndex($0, on: made.new.target, unlessThere: true) + ";" },
      "ALTER TABLE \(owner) DROP CONSTRAINT \(SQLText.name(key.name)), ADD \(writer.foreignKeyDefinition(made.new));",
    ].compactMap(\.self)
  }

  /// What everybody may read tells nothing more.
  private func isReadByAll(_ table: Table, _ subject: CheckSubject) -> Bool {
    subject.conditions[table.name].contains { read in
      read.policy.isPermissive && read.policy.roles.contains("public") && read.covers(.select)
        && read.using?.constantTruth == true
    }
  }

  /// The same within a tenant, in place of what is there.
  private func within(_ path: AccessPath, _ table: Table, _ own: Set<String>, _ subject: CheckSubject) -> [String] {
    let columns = path.elements.compactMap(\.columnName)
    // The tenant's own table has one row for each tenant.
    guard let key = own.sorted().first, path.predicate == nil, columns.count == path.elements.count,
      !table.isUnique(own)
    else { return [] }
    let isIndex = path.kind == .index
    let old = SQLText.name(path.name)
    return [
      subject.createIndex(table, [key] + columns, unique: true),
      isIndex
        ? "DROP INDEX CONCURRENTLY \(SQLText.name(ObjectName(path.name, schema: table.name.schema)));"
        : "ALTER TABLE \(SQLText.name(table.name)) DROP CONSTRAINT \(old);",
    ]
  }

  /// Unique among all tenants' rows, and not a key that nobody chooses.
  private func unique(
    _ table: Table, _ own: Set<String>, _ keys: [ObjectName: Set<String>], _ subject: CheckSubject
  ) -> [AccessPath] {
    // What leads to a row that is itself some tenant's is within that tenant.
    let parents = table.foreignKeys.filter { keys[$0.target] != nil }.map { Set($0.columns).subtracting(own) }
      .filter { !$0.isEmpty }
    return AccessPath.all(of: table).filter { path in
      let columns = path.elements.compactMap(\.columnName)
      guard path.isUnique, path.kind != .primaryKey, !columns.isEmpty || path.elements.count > 0 else { return false }
      guard own.isDisjoint(with: columns), !parents.contains(where: { $0.isSubset(of: columns) }) else { return false }
      return !columns.allSatisfy { isMade(table.columns[$0]) } || columns.count < path.elements.count
    }
  }

  /// Whether the database makes the value, so that there is nothing to try.
  private func isMade(_ column: Column?) -> Bool {
    guard let column else { return false }
    return column.identity != nil || column.type.name == "uuid" || column.generated != nil
      || column.defaultExpression?.sql.contains("nextval") == true
  }

  /// A foreign key to rows of tenants that does not hold the tenant; one to the tenant itself is what the policy asks for.
  private func asksAcross(
    _ key: ForeignKey, _ own: Set<String>, _ keys: [ObjectName: Set<String>], _ subject: CheckSubject
  ) -> Bool {
    // Nobody comes upon a uuid by trying; where tenants are to be kept apart it counts all the same.
    let target = subject.catalog.tables[key.target]
    let isUUID = key.targetColumns.contains { target?.columns[$0]?.type.name == "uuid" }
    if isUUID, subject.plan.tenancy?.setting == nil { return false }
    guard key.isEnforced, let theirs = keys[key.target], own.isDisjoint(with: key.columns) else { return false }
    // Keys of people differ from table to table; only the same one is asked across.
    return !own.isDisjoint(with: theirs)
  }
}
