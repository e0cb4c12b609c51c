import Foundation
import MigrationPlanning
import PostgresClient
import Rehearsal
import SchemaModel
import TestKit
import Testing
import Workspace

/// Each form is run as its people run it, up, down and up again: the same database comes of all three.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct FormRunTests {
  private static let python = "\(Checkout.root)/.prove/alembic/venv/bin/python"
  private static let hasAlembic = FileManager.default.isExecutableFile(atPath: python)

  @Test func psqlRunsTheSteps() async throws {
    let files = MigrationFiles(lockTimeout: 2000).files(HandMadePlan.steps)
    try await ThrowawayServer.run { server in
      try await Self.check(
        server, up: files.filter { $0.path.hasSuffix("up.sql") }, down: files.filter { $0.path.hasSuffix("down.sql") }
      ) { text in
        try await withTemporaryFolder { folder in
          try write(text, to: "\(folder)/step.sql")
          try await Self.psql(server, ["-f", "\(folder)/step.sql"])
        }
      }
    }
  }

  /// Prisma sends a file as one message; so does psql with what stands behind `-c`.
  @Test func prismaRunsTheFolder() async throws {
    let files = PrismaMigrations(lockTimeout: 2000, after: nil, date: nil).files(HandMadePlan.steps)
    try await ThrowawayServer.run { server in
      try await Self.check(
        server, up: files.filter { $0.path.hasSuffix("migration.sql") },
        down: files.filter { $0.path.hasSuffix("down.sql") }
      ) { text in try await Self.psql(server, ["-c", text]) }
    }
  }

  private static func check(
    _ server: ThrowawayServer, up: [MigrationFiles.File], down: [MigrationFiles.File],
    _ run: (String) async throws -> Void
  ) async throws {
    for _ in 0...1 {
      // Each a second time: what broke off is begun again.
      for file in up { for _ in 0...1 { try await run(file.text) } }
      try await expectTarget(server)
      for file in down.reversed() { for _ in 0...1 { try await run(file.text) } }
      try await expectNothing(server)
    }
  }

  private static func psql(_ server: ThrowawayServer, _ arguments: [String]) async throws {
    let fixed = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", server.folder, "-U", ThrowawayServer.superuser]
    _ = try await ProcessRunner().output(of: .psql, fixed + arguments + ["postgres"])
  }

  @Test(
    .enabled(if: hasAlembic, "Alembic is not installed: .ci/alembic installs it"),
    arguments: ["psycopg2", "psycopg"])
  func alembicRunsTheRevisions(driver: String) async throws {
    try await ThrowawayServer.run { server in
      try await withTemporaryFolder { folder in
        try Self.writeProject(to: folder, server, driver)
        let files = AlembicRevisions(lockTimeout: 2000, of: "waitlist", after: ["0a1b2c3d4e5f"]).files(
          HandMadePlan.steps)
        for file in files { try write(file.text, to: "\(folder)/db/versions/\(file.path)") }
        let runner = Program(Self.python, debian: "python3", homebrew: "python3")
        func alembic(_ arguments: String...) async throws -> String {
          let result = try await ProcessRunner().run(runner, ["-m", "alembic"] + arguments, in: folder)
          #expect(result.status == 0, "\(arguments): \(result.errorOutput)")
          return result.output
        }
        #expect(try await alembic("heads").split(separator: "\n").count == 1)
        for _ in 0...1 {
          _ = try await alembic("upgrade", "head")
          try await Self.expectTarget(server)
          _ = try await alembic("downgrade", "0a1b2c3d4e5f")
          try await Self.expectNothing(server)
        }
      }
    }
  }

  /// A project that has a revision of its own.
  private static func writeProject(to folder: String, _ server: ThrowawayServer, _ driver: String) throws {
    try write(
      """
      [alembic]
      script_location = db
      sqlalchemy.url = postgresql+\(driver)://\(ThrowawayServer.superuser)@/postgres?host=\(server.folder)
      """, to: "\(folder)/alembic.ini")
    try write(
      """
      from alembic import context
      from sqlalchemy import create_engine, pool

      engine = create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)
      with engine.connect() as connection:
          context.configure(connection=connection, transaction_per_migration=True)
          with context.begin_transaction():
              context.run_migrations()
      """, to: "\(folder)/db/env.py")
    try write(
      """
      from alembic import op

      revision = "0a1b2c3d4e5f"
      down_revision = None


      def upgrade():
          op.execute("SELECT 1")


      def downgrade():
          pass
      """, to: "\(folder)/db/versions/0a1b2c3d4e5f_first.py")
  }

  private static func expectTarget(_ server: ThrowawayServer) async throws {
    let connection = try await server.connect()
    let rows = try await connection.query("SELECT DISTINCT note FROM reasons").rows
    #expect(rows == [["\(HandMadePlan.hostile) :filled 50%"]])
    let shouted = try await connection.query("SELECT shout('a'), to_regclass('reasons_note') IS NOT NULL").rows
    #expect(shouted == [["A:loud\(HandMadePlan.hostile)", "t"]])
    let invalid = try await connection.query("SELECT count(*) FROM pg_index WHERE NOT indisvalid").rows
    #expect(invalid == [["0"]])
  }

  private static func expectNothing(_ server: ThrowawayServer) async throws {
    let connection = try await server.connect()
    let rows = try await connection.query("SELECT to_regclass('reasons') IS NULL, to_regproc('shout') IS NULL").rows
    #expect(rows == [["t", "t"]])
  }

  /// What SQLAlchemy makes of a text is what it was, whatever stands around its colons.
  @Test(.enabled(if: hasAlembic, "Alembic is not installed: .ci/alembic installs it"))
  func everyTextArrivesAsItIs() async throws {
    var generator = SeededGenerator(seed: 7)
    let pieces = [
      ":", ":", ":", "\\", "a", "é", "ß", "1", "_", "$", "%", "'", " ", "\n", "(", "²", "́", "\u{2028}", "{",
    ]
    let texts = (0..<3000).map { _ in
      (0..<Int.random(in: 1...9, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }
    let revisions = texts.map { text in
      let step = MigrationStep("x", "x", phase: .expand, on: ObjectName("x"), up: [text], down: [])
      return AlembicRevisions(lockTimeout: 1, of: "x", after: []).files([step])[0].text
    }
    try await withTemporaryFolder { folder in
      try write(try JSONEncoder().encode([texts, revisions]), to: "\(folder)/texts.json")
      try write(
        """
        import json, sys, types
        from sqlalchemy import text
        from sqlalchemy.dialects import postgresql

        sent = []
        alembic = types.ModuleType("alembic")
        alembic.op = types.SimpleNamespace(execute=sent.append)
        sys.modules["alembic"] = alembic
        texts, revisions = json.load(open(sys.argv[1]))
        for wanted, revision in zip(texts, revisions):
            sent.clear()
            scope = {}
            exec(revision, scope)
            scope["upgrade"]()
            compiled = text(sent[-1]).compile(dialect=postgresql.psycopg2.dialect())
            if str(compiled).replace("%%", "%") != wanted or compiled.params:
                print(repr(wanted), repr(str(compiled)), compiled.params)
        """, to: "\(folder)/read.py")
      let runner = Program(Self.python, debian: "python3", homebrew: "python3")
      let result = try await ProcessRunner().run(runner, ["\(folder)/read.py", "\(folder)/texts.json"])
      #expect(result.status == 0 && result.output.isEmpty, "\(result.output.prefix(2000)) \(result.errorOutput)")
      print("alembic: \(texts.count) texts arrive as they are")
    }
  }
}
