import Compilation
import DataProtection
import Diagnostics
import PlanModel
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Files that forget a person, run on PostgreSQL with the rows of two tenants in every table.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct ErasureTests {
  struct Project: Sendable {
    var plan: Plan
    var catalog: Catalog
    var schema: String

    init(shipped name: String) {
      let sources = ShippedPlans.files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
      self.init(sources, path: "Plans/\(name)/plan.yml", name: name, file: "Plans/\(name)/schema.sql")
    }

    init(schema: String, plan: String) {
      self.init(
        [
          SourceFile(path: "schema.sql", text: schema),
          SourceFile(path: "plan.yml", text: "plan: clinic\nas_of: 2026-06-30\nschema: schema.sql\n\(plan)"),
        ], path: "plan.yml", name: "clinic", file: "schema.sql")
    }

    init(plan: Plan, catalog: Catalog, schema: String) {
      self.plan = plan
      self.catalog = catalog
      self.schema = schema
    }

    private init(_ sources: [SourceFile], path: String, name: String, file: String) {
      let compiled = PlanCompiler(tree: SourceTree(files: sources), project: nil).compile(
        path: path, name: name, date: nil)
      let problems = compiled.diagnostics.filter { $0.severity == .error }.map(\.message)
      #expect(problems.isEmpty, "\(problems)")
      plan = compiled.value.plan
      catalog = compiled.value.catalog
      schema = sources.first { $0.path == file }?.text ?? SQLWriter().schema(of: compiled.value.catalog)
    }
  }

  @Test(arguments: ["agri-commerce", "course-platform", "league-manager"])
  func nothingOfAPersonIsLeft(_ name: String) async throws {
    let project = Project(shipped: name)
    let erasures = ErasurePlanner.erasures(project.plan, project.catalog)
    #expect(erasures.count >= 3)
    let count = try await Self.erase(erasures, project)
    print(
      "erasure: \(name): \(erasures.count) people's tables, \(count.values) values gone, \(count.rows) other rows as before"
    )
    #expect(count.values >= erasures.count)
  }

  /// - Returns: values that were looked for, and rows of others that were compared.
  private static func erase(_ erasures: [Erasure], _ project: Project) async throws -> (values: Int, rows: Int) {
    try await ThrowawayServer.run { server in
      try await server.createDatabase("people")
      let connection = try await server.connect(to: "people")
      try await connection.run(script: project.schema)
      try await connection.run(script: PersonRows.unchecked)
      let rows = PersonRows(project.catalog)
      try await rows.fill(connection)
      var values = 0
      var others = 0
      for erasure in erasures {
        _ = try await connection.query("BEGIN")
        let before = try await rows.snapshot(connection)
        let result = try await rows.run(erasure, connection)
        values += result
        let after = try await rows.snapshot(connection)
        others += rows.compare(before, after, erasure)
        _ = try await connection.query("ROLLBACK")
      }
      return (values, others)
    }
  }

  @Test func aFileFailsWhereItCanNotSeeEveryRow() async throws {
    let project = Project(
      schema: """
        CREATE TABLE patients (id bigint PRIMARY KEY, clinic_id bigint NOT NULL, name text NOT NULL, phone text);
        CREATE TABLE visits (id bigint PRIMARY KEY, patient_id bigint NOT NULL REFERENCES patients ON DELETE CASCADE, note text);
        ALTER TABLE visits ENABLE ROW LEVEL SECURITY;
        """,
      plan: """
        sensitive:
          patients.name: { class: personal, subject: patients.id }
          patients.phone: { class: contact, subject: patients.id }
          visits.note: { class: health, subject: visits.patient_id }
        """)
    let erasure = try #require(ErasurePlanner.erasures(project.plan, project.catalog).first)
    #expect(erasure.deletesRow && erasure.obstacles.isEmpty)
    let script = ErasureScript(erasure, project.catalog).text
    try await ThrowawayServer.run { server in
      try await server.createDatabase("seen")
      let connection = try await server.connect(to: "seen")
      try await connection.run(script: project.schema)
      try await connection.run(
        script: """
          INSERT INTO patients VALUES (1, 1, 'Ada', '030'), (2, 1, 'Bo', '031');
          INSERT INTO visits VALUES (1, 1, 'cough'), (2, 2, 'fever');
          CREATE ROLE clerk; GRANT ALL ON patients, visits TO clerk;
          """)
      _ = try await connection.query("SET erasure.subject = '7'")
      await #expect(throws: PostgresError.self) { try await connection.run(script: script) }
      _ = try await connection.query("ROLLBACK")
      _ = try await connection.query("SET erasure.subject = '1'")
      _ = try await connection.query("SET ROLE clerk")
      await #expect(throws: PostgresError.self) { try await connection.run(script: script) }
      _ = try await connection.query("ROLLBACK")
      _ = try await connection.query("RESET ROLE")
      #expect(try await connection.query("SELECT count(*) FROM visits").value == "2")
      try await connection.run(script: script)
      #expect(try await connection.query("SELECT string_agg(name, ',') FROM patients").value == "Bo")
      #expect(try await connection.query("SELECT string_agg(note, ',') FROM visits").value == "fever")
    }
  }

  /// Columns that real schemas seem to have, each declared with the person whose table it stands in or points at.
  @Test(
    .enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"),
    arguments: [
      "prisma/boxyhq-saas-starter-kit/schema.prisma", "prisma/litellm/schema.prisma",
      "prisma/amplication-server/schema.prisma", "sql/danbooru/structure.sql",
    ])
  func nothingOfAPersonIsLeftInRealSchemas(_ path: String) async throws {
    let root = try #require(CorpusSource.root)
    let catalog = CorpusSource(path: path).read(under: root).value
    var plan = Plan(name: "product")
    let guesses = SensitiveDetector(catalog).columns()
    let persons = Set(guesses.filter { $0.dataClass.isPersons }.map(\.column.table))
    for guess in guesses {
      guard let table = catalog.tables[guess.column.table], let key = table.primaryKey, key.columns.count == 1,
        !key.columns.contains(guess.column.column)
      else { continue }
      let owner = table.foreignKeys.first { persons.contains($0.target) && $0.columns.count == 1 }
      var item = SensitiveColumn(column: Located(guess.column))
      item.dataClass = Located(guess.dataClass.rawValue)
      item.subject = Located(ColumnReference(table.name, owner?.columns.first ?? key.columns[0]))
      plan.sensitive.append(item)
    }
    let project = Project(plan: plan, catalog: catalog, schema: SQLWriter().schema(of: catalog))
    let erasures = ErasurePlanner.erasures(plan, catalog)
    #expect(!erasures.isEmpty)
    let count = try await Self.erase(erasures, project)
    print(
      "erasure: \(path): \(erasures.count) people's tables, \(count.values) values gone, \(count.rows) other rows as before"
    )
    #expect(count.values > 0)
  }

  /// Rows of others stop a deletion, and so do keys without an action and what the plan keeps.
  @Test func aRowStaysForWhatStillNeedsIt() throws {
    let project = Project(
      schema: """
        CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, nick varchar(12) NOT NULL);
        CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint NOT NULL REFERENCES users ON DELETE CASCADE);
        CREATE TABLE replies (id bigint PRIMARY KEY, post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
          user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE, body text NOT NULL);
        CREATE TABLE invoices (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON DELETE RESTRICT, payer text);
        CREATE TABLE logins (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE, ip inet);
        CREATE TABLE wishes (id bigint PRIMARY KEY, user_id bigint REFERENCES users ON DELETE SET NULL, wish text);
        """,
      plan: """
        sensitive:
          users.email: { class: contact, subject: users.id }
          users.nick: { class: personal, subject: users.id }
          replies.body: { class: free-text, subject: replies.user_id }
          invoices.payer: { class: personal, subject: users.id, keep: 10 years }
          logins.ip: { class: personal, subject: logins.user_id }
          wishes.wish: { class: free-text, subject: wishes.user_id }
        """)
    let erasure = try #require(ErasurePlanner.erasures(project.plan, project.catalog).first)
    #expect(!erasure.deletesRow)
    #expect(erasure.obstacles.contains(.others(ObjectName("replies"))))
    #expect(erasure.obstacles.contains(.stopped(ObjectName("invoices"), key: "invoices_user_id_fkey")))
    let deleted = erasure.steps.filter(\.isDelete).map(\.holding.table.name)
    #expect(deleted == ["logins", "replies"] || deleted == ["replies", "logins"])
    #expect(erasure.steps.last?.holding.table.name == "users")
    let text = ErasureScript(erasure, project.catalog).text
    #expect(text.contains("SET payer = NULL"))
    #expect(text.contains("nick = left(md5(gen_random_uuid()::text), 12)"))
    #expect(text.contains("UPDATE public.wishes"))
  }
}
