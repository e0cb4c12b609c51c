import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel

/// Columns that name another table's key and have no foreign key.
struct ImplicitJoin: Check {
  let metadata = CheckMetadata(
    code: "implicit-join", severity: .warning,
    summary: "A column names another table's key, but no foreign key says so.",
    why: """
      Nothing stops a value that points nowhere, deleting the row it points at leaves it behind, and neither the planner nor \
      a reader of the schema learns that the two tables belong together.
      """,
    fix: """
      Add the foreign key as NOT VALID, mend the rows that point nowhere, then VALIDATE it. Pairs of a type and an id column \
      that point at several tables, a table's own key, and identifiers of other systems are not reported.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE users (id bigint PRIMARY KEY);
      CREATE TABLE posts (id bigint PRIMARY KEY, author_user_id bigint NOT NULL);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE users (id bigint PRIMARY KEY);
      CREATE TABLE posts (id bigint PRIMARY KEY, author_user_id bigint NOT NULL REFERENCES users (id));
      CREATE INDEX posts_author ON posts (author_user_id);
      """),
    sources: ["PostgreSQL manual: 5.4.5 Foreign Keys"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let names = KeyNames(subject.catalog)
    var declared: [ColumnReference: ColumnReference] = [:]
    for rule in subject.plan.relations { declared[rule.column.value] = rule.target?.value }
    return subject.tables.flatMap { table in
      let referencing = Set(table.foreignKeys.flatMap(\.columns))
      let kinds = Set(table.columns.map { NameWords($0.name).words }.filter { Self.kindWords.contains($0.last ?? "") })
      return table.columns.compactMap { column -> Finding? in
        guard !referencing.contains(column.name), !column.type.isArray, column.generated == nil else { return nil }
        if let target = declared[ColumnReference(table.name, column.name)],
          let targetTable = subject.catalog.tables[target.table], let key = targetTable.columns[target.column]
        {
          return finding(table, column, targetTable, key, isDeclared: true, subject)
        }
        guard let match = names.match(column, in: table), isReference(column, match, of: table, subject),
          !isPolymorphic(column, among: kinds)
        else { return nil }
        return finding(table, column, match.table, match.key, isDeclared: false, subject)
      }
    }
  }

  private func isReference(_ column: Column, _ match: KeyNames.Match, of table: Table, _ subject: CheckSubject) -> Bool
  {
    if match.table.name == table.name {
      // The table's own number, unless a role makes it another row of the same table.
      guard !match.role.isEmpty, table.primaryKey?.columns != [column.name] else { return false }
    }
    let type = subject.resolved(column.type)
    let keyType = subject.resolved(match.key.type)
    if subject.isText(type) {
      // Other systems' identifiers are text, too: only the plain name of a table with a text key counts.
      return subject.isText(keyType) && match.role.isEmpty
    }
    return type.name == keyType.name && !match.role.contains(where: Self.foreignSystems.contains)
  }

  private static let foreignSystems: Set<String> = [
    "external", "ext", "remote", "legacy", "old", "original", "source", "upstream", "provider", "stripe", "github",
    "google", "facebook", "twitter", "gitlab", "slack", "discord", "paypal", "shopify",
  ]

  /// `commentable_type` beside `commentable_id`.
  private func isPolymorphic(_ column: Column, among kinds: Set<[String]>) -> Bool {
    let stem = NameWords(column.name).words.dropLast()
    return kinds.contains { $0.dropLast() == stem }
  }

  private static let kindWords: Set<String> = ["type", "kind", "class", "table", "model", "entity"]

  private func finding(
    _ table: Table, _ column: Column, _ target: Table, _ key: Column, isDeclared: Bool, _ subject: CheckSubject
  ) -> Finding {
    let hasIndex = subject.paths(of: table.name).contains { $0.covers([column.name]) }
    let types = "both are \(key.type.short)"
    return finding(
      on: table.name, column.name,
      "\(table.name.display).\(column.name) \(isDeclared ? "is declared to reference" : "names the key of") "
        + "\(target.name.display) without a foreign key",
      evidence: [
        column.type == key.type ? types : nil, subject.rowsText(of: table.name),
        hasIndex ? nil : "no index leads with it either",
      ], fix: fix(table, column, target, key, subject), at: column.span ?? table.span)
  }

  private func fix(_ table: Table, _ column: Column, _ target: Table, _ key: Column, _ subject: CheckSubject) -> Fix {
    let rule = subject.plan.relations.first { $0.column.value == ColumnReference(table.name, column.name) }
    let hasIndex = subject.paths(of: table.name).contains { $0.covers([column.name]) }
    if subject.isPrisma(table), let model = target.model?.name, let field = column.field, let keyField = key.field {
      let action = rule?.onDelete?.value ?? (column.isNullable ? .setNull : .restrict)
      let relation =
        "\(relationName(field.name, model)) \(model)\(column.isNullable ? "?" : "") @relation(fields: [\(field.name)], "
        + "references: [\(keyField.name)], onDelete: \(action.prismaName))"
      return .prisma(in: table, lines: [relation] + (hasIndex ? [] : ["@@index([\(field.name)])"]))
    }
    let actions = [("DELETE", rule?.onDelete?.value), ("UPDATE", rule?.onUpdate?.value)].compactMap { event, action in
      action.map { " ON \(event) \($0.rawValue)" }
    }
    let index = hasIndex ? [] : [subject.createIndex(table, [column.name])]
    return .sql(
      lines: subject.addConstraint(
        "\(table.name.name)_\(column.name)_fkey",
        "FOREIGN KEY (\(SQLText.name(column.name))) REFERENCES \(SQLText.name(target.name)) (\(SQLText.name(key.name)))"
          + actions.joined(), to: table) + index)
  }

  /// The field without what makes it a key: `course` for `courseId`.
  private func relationName(_ field: String, _ model: String) -> String {
    let suffixes = ["Id", "ID", "_id", "Code", "Uuid"]
    return suffixes.first { field.hasSuffix($0) }.map { String(field.dropLast($0.count)) } ?? model.lowercased()
  }
}
