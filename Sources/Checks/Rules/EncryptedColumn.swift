import DataProtection
import Diagnostics
import PlanModel
import SchemaModel

/// Columns whose values are encrypted, and that something looks into as if they were not.
struct EncryptedColumn: Check {
  let metadata = CheckMetadata(
    code: "encrypted-column", severity: .warning,
    summary: "An encrypted column is indexed, searched or sorted, or has no room for ciphertext.",
    why: """
      The same value encrypted twice is not the same bytes, and the order of ciphertext says nothing of the values. A search \
      finds no row, a unique index lets duplicates pass, and a narrow column refuses the value.
      """,
    fix:
      "Keep a keyed hash beside it for equality: a blind index. Give up ranges, patterns and order, or encrypt nothing.",
    bad: CheckExample(
      .sql, "CREATE TABLE patients (id bigint PRIMARY KEY, ssn text);\nCREATE INDEX patients_ssn ON patients (ssn);",
      plan: "sensitive: { patients.ssn: { class: identity, stored: app-encrypted } }"),
    good: CheckExample(
      .sql,
      "CREATE TABLE patients (id bigint PRIMARY KEY, ssn bytea, ssn_blind bytea);\n"
        + "CREATE INDEX patients_ssn_blind ON patients (ssn_blind);",
      plan: "sensitive: { patients.ssn: { class: identity, stored: app-encrypted } }"),
    sources: ["PostgreSQL manual: F.28.3 PGP Encryption Functions"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let judged = Set(subject.tables.map(\.name))
    return subject.plan.sensitive.flatMap { item -> [Finding] in
      let place = item.column.value
      guard item.dataClass != nil, let form = item.form, form.isEncrypted, judged.contains(place.table),
        let table = subject.catalog.tables[place.table], let column = table.columns[place.column]
      else { return [] }
      return [
        narrow(column, table, form, item, subject), indexed(column, table, form, item, subject),
        searched(column, table, form, subject),
      ].compactMap(\.self)
    }
  }

  private func narrow(
    _ column: Column, _ table: Table, _ form: StorageForm, _ item: SensitiveColumn, _ subject: CheckSubject
  ) -> Finding? {
    guard let complaint = CiphertextRoom.complaint(column, form, subject.catalog) else { return nil }
    let name = SQLText.name(column.name)
    let owner = SQLText.name(table.name)
    // What a value becomes, only who holds the key can say: the new column is filled by the application.
    return finding(
      on: table.name, "\(column.name) type",
      "\(table.name.display).\(column.name) is to be \(form.rawValue) and is a \(column.type.short)",
      evidence: [complaint],
      fix: .sql(
        "ALTER TABLE \(owner) ADD COLUMN \(SQLText.name(column.name + "_encrypted")) bytea;",
        "-- once every row is written there: ALTER TABLE \(owner) DROP COLUMN \(name);"),
      at: column.span ?? item.stored?.span)
  }

  private func indexed(
    _ column: Column, _ table: Table, _ form: StorageForm, _ item: SensitiveColumn, _ subject: CheckSubject
  ) -> Finding? {
    let names =
      table.keys.filter { $0.columns.contains(column.name) }.map(\.name)
      + table.indexes.filter { index in index.columnNames?.contains(column.name) == true }.map(\.name)
    guard !names.isEmpty else { return nil }
    return finding(
      on: table.name, column.name,
      "\(table.name.display).\(column.name) is \(form.rawValue), and \(Format.list(names)) indexes what is not its value",
      evidence: [item.stored.map { "stored: \($0.value)" }], fix: blindIndex(column, table, subject),
      at: column.span ?? table.span)
  }

  private func searched(
    _ column: Column, _ table: Table, _ form: StorageForm, _ subject: CheckSubject
  ) -> Finding? {
    let place = ColumnReference(table.name, column.name)
    var equal: [String] = []
    var ordered: [String] = []
    for query in subject.queriesByTable[table.name] ?? [] {
      guard let shape = query.shape else { continue }
      let predicates = shape.predicates.filter {
        $0.column == place && $0.comparison != .isNull && $0.comparison != .isNotNull
      }
      let isOrdered =
        shape.sort.contains { $0.column == place }
        || predicates.contains { $0.comparison != .equality && $0.comparison != .membership }
      if isOrdered {
        ordered.append(query.name.value)
      } else if !predicates.isEmpty || shape.groupColumns.contains(place) {
        equal.append(query.name.value)
      }
    }
    guard !equal.isEmpty || !ordered.isEmpty else { return nil }
    let isLost = !ordered.isEmpty
    var found = finding(
      on: table.name, "\(column.name) searched",
      isLost
        ? "\(Format.list(ordered)) sorts or compares \(place.display), whose ciphertext has no order"
        : "\(Format.list(equal)) looks for \(place.display), which is \(form.rawValue)",
      fix: isLost
        ? .words("sort and compare in the application, or store \(place.display) in another form")
        : blindIndex(column, table, subject), at: column.span ?? table.span, severity: isLost ? .error : nil)
    found.queries = ordered + equal
    return found
  }

  /// A keyed hash beside the value, by which it is found again.
  private func blindIndex(_ column: Column, _ table: Table, _ subject: CheckSubject) -> Fix {
    let taken = Set(table.columns.names)
    var name = column.name + "_blind"
    while taken.contains(name) { name += "_" }
    let isUnique = table.isUnique([column.name])
    return .sql(
      "ALTER TABLE \(SQLText.name(table.name)) ADD COLUMN \(SQLText.name(name)) bytea;",
      subject.createIndex(table, [name], unique: isUnique),
      "-- the application fills it: HMAC-SHA-256 of the value with a key of its own, and compares it instead")
  }
}
