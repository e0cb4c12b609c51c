import Diagnostics
import PlanModel
import SchemaModel

/// Passwords, keys and database URLs that stand in a schema or plan.
struct SecretInSchema: Check {
  let metadata = CheckMetadata(
    code: "secret-in-schema", severity: .error,
    summary: "A schema, model or plan file holds a password, a key, or a database URL with a password.",
    why: """
      Schema files are copied into repositories, images, dumps and pull requests, and whoever may read one of them may then \
      use the database. Taking the line out later does not take it out of the history.
      """,
    fix: """
      Read the value from the environment or a secret store, take it out of the file, and replace the secret itself: it has \
      been seen. Names of environment variables and obvious placeholders are not reported.
      """,
    bad: CheckExample(
      .sql, "COMMENT ON SCHEMA public IS 'replica: postgresql://report:Xk29vQpl@db7.example.com/shop';"),
    good: CheckExample(.sql, "COMMENT ON SCHEMA public IS 'replica: the URL is in REPORT_DATABASE_URL';"),
    sources: ["PostgreSQL manual: 34.1.1.2 Connection URIs", "PostgreSQL manual: 34.16 The Password File"])

  func findings(in subject: CheckSubject) -> [Finding] {
    var seen: Set<String> = []
    let files = (subject.files + subject.plan.sourceFiles).filter { seen.insert($0.path).inserted }
    let inCatalog = subject.files.isEmpty ? catalogFindings(subject) : []
    return files.flatMap { fileFindings($0) } + inCatalog + defaultFindings(subject)
  }

  private func fileFindings(_ file: SourceFile) -> [Finding] {
    SecretScanner.secrets(in: file.text).map { secret in
      let span = file.span(secret.range)
      return finding(
        on: nil, "\(file.path) \(secret.shown)", "\(file.path) holds \(secret.what)", evidence: [secret.shown],
        fix: remedy(secret), at: span, severity: secret.isLocal ? .warning : nil)
    }
  }

  /// Texts of the catalog, for sources whose files are not at hand.
  private func catalogFindings(_ subject: CheckSubject) -> [Finding] {
    var texts: [(place: String, table: ObjectName?, text: String, span: SourceSpan?)] = []
    let catalog = subject.catalog
    if let url = catalog.origin.datasourceURL { texts.append(("the datasource url", nil, url.value, url.span)) }
    for schema in catalog.schemas {
      texts.append(("the comment on schema \(schema.name)", nil, schema.comment ?? "", schema.span))
    }
    for table in catalog.tables {
      texts.append(("the comment on \(table.name.display)", table.name, table.comment ?? "", table.span))
      for column in table.columns {
        let place = "\(table.name.display).\(column.name)"
        texts.append(("the comment on \(place)", table.name, column.comment ?? "", column.span))
        texts.append(("the default of \(place)", table.name, column.defaultExpression?.sql ?? "", column.span))
      }
    }
    for function in catalog.functions {
      texts.append(("function \(function.name.display)", nil, function.sql, function.span))
    }
    for role in catalog.roles {
      texts.append(("role \(role.name)", nil, role.options.joined(separator: " "), role.span))
    }
    return texts.flatMap { entry in
      SecretScanner.secrets(in: entry.text).map { secret in
        finding(
          on: entry.table, entry.place, "\(entry.place) holds \(secret.what)", evidence: [secret.shown],
          fix: remedy(secret), at: entry.span, severity: secret.isLocal ? .warning : nil)
      }
    }
  }

  /// A column named after a secret whose default is a literal: every row that names none gets the same one.
  private func defaultFindings(_ subject: CheckSubject) -> [Finding] {
    subject.tables.flatMap { table in
      table.columns.compactMap { column -> Finding? in
        guard let sql = column.defaultExpression?.sql, subject.isText(column.type) else { return nil }
        let words = NameWords(column.name)
        let isSecret = [
          ["password"], ["passwd"], ["secret"], ["token"], ["api", "key"], ["apikey"], ["private", "key"],
        ]
        .contains { words.endsWith($0) }
        guard isSecret, let literal = SecretScanner.literal(sql), literal.count >= 6,
          !SecretScanner.isPlaceholder(literal)
        else { return nil }
        return finding(
          on: table.name, column.name, "the default of \(table.name.display).\(column.name) is a literal secret",
          evidence: ["\(literal.count) characters"],
          fix: .sql(
            "ALTER TABLE \(SQLText.name(table.name)) ALTER COLUMN \(SQLText.name(column.name)) DROP DEFAULT;"),
          at: column.span ?? table.span)
      }
    }
  }

  private func remedy(_ secret: SecretScanner.Secret) -> Fix {
    .words("read it from the environment, take it out of the file and its history, and replace the secret")
  }
}
