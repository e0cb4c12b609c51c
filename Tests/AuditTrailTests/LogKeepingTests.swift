import AuditTrail
import PostgresClient
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// Months of the log, events of the server, and who may load the script.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct LogKeepingTests {
  @Test func monthsAreMadeAndDropped() async throws {
    let project = try AuditedProject(shipped: "agri-commerce")
    try await AuditedDatabase.run(project) { database in
      let connection = database.connection
      func ask(_ sql: String) async throws -> String? { try await connection.query(sql).value }
      #expect(try await ask("SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit.changes'::regclass") == "5")
      let insert = "INSERT INTO audit.changes (recorded_at, session_role, active_role, operation) VALUES "
      _ = try await connection.query(
        insert + "('2019-03-05', 'x', 'x', 'DDL'), (now() - interval '23 months', 'x', 'y', 'DDL')")
      _ = try await connection.query(insert + "('2099-03-05', 'x', 'z', 'DDL')")
      _ = try await connection.query("SET ROLE platform_jobs")
      #expect(Int(try await ask("SELECT audit.keep_months()") ?? "") == 1)
      #expect(try await ask("SELECT audit.keep_months()") == "0")
      _ = try await connection.query("RESET ROLE")
      #expect(try await ask("SELECT count(*) FROM ONLY audit.changes_default") == "0")
      #expect(try await ask("SELECT count(*) FROM audit.changes WHERE active_role = 'x'") == "0")
      #expect(try await ask("SELECT count(*) FROM audit.changes_2099_03 WHERE active_role = 'z'") == "1")
      #expect(try await ask("SELECT count(*) FROM audit.changes WHERE active_role = 'y'") == "1")
      try await connection.run(script: project.auditScript)
      let open = try await ask(
        """
        SELECT count(*) FROM pg_class c, aclexplode(c.relacl) a WHERE relnamespace = 'audit'::regnamespace
          AND relkind IN ('r', 'p') AND a.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
        """)
      #expect(open == "0")
      let bare = try await ask(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'audit'::regnamespace AND relkind IN ('r', 'p') AND relacl IS NULL"
      )
      #expect(bare == "0")
    }
  }

  @Test func definitionsAndGrantsAreRecorded() async throws {
    let project = try AuditedProject(shipped: "agri-commerce")
    try await AuditedDatabase.run(project) { database in
      let connection = database.connection
      try await connection.run(
        script: """
          CREATE TABLE public.new_things (id bigint);
          GRANT SELECT ON public.new_things TO shop_sales;
          REVOKE SELECT ON public.new_things FROM shop_sales;
          CREATE TEMP TABLE passing (id bigint);
          DROP TABLE passing;
          ALTER TABLE public.orders DISABLE TRIGGER "00_audit";
          ALTER TABLE public.orders ENABLE TRIGGER "00_audit";
          DROP TABLE public.new_things;
          CREATE EXTENSION postgres_fdw;
          CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw;
          CREATE USER MAPPING FOR postgres SERVER other OPTIONS (password 'do-not-write');
          """)
      let rows = try await connection.query(
        """
        SELECT operation, new_values ->> 'command', new_values ->> 'object', statement FROM audit.changes
        WHERE table_name IS NULL ORDER BY id DESC LIMIT 40
        """
      ).rows.map { $0.map { $0 ?? "" } }
      func has(_ operation: String, _ command: String, _ object: String) -> Bool {
        rows.contains { $0[0] == operation && $0[1] == command && $0[2].contains(object) }
      }
      #expect(has("DDL", "CREATE TABLE", "public.new_things"))
      #expect(has("DDL", "DROP TABLE", "public.new_things"))
      #expect(has("DDL", "ALTER TABLE", "public.orders"))
      #expect(rows.contains { $0[0] == "GRANT" && $0[1] == "GRANT" && $0[3].contains("shop_sales") })
      #expect(rows.contains { $0[0] == "GRANT" && $0[1] == "REVOKE" })
      #expect(!rows.contains { $0[2].contains("passing") })
      #expect(!rows.contains { $0.joined().contains("do-not-write") })
    }
  }

  private static let shop = """
    CREATE TABLE public.orders (id bigint PRIMARY KEY, note text);
    """
  private static let plan = """
    roles:
      clerk: { login: app, rows: all, orders: [select, insert, update] }
      keeper: { login: jobs, rows: all }
    audit: { tables: [orders], keep: 90 days, job: keeper, readers: [clerk], security_events: [ddl] }

    """

  /// Who owns the tables and may create roles, and is no superuser.
  @Test func anOwnerWhoIsNoSuperuserLoadsIt() async throws {
    let project = try AuditedProject("shop", schema: Self.shop, plan: Self.plan)
    for programs in try ServersUnderTest.all() {
      try await ThrowawayServer.run(programs: programs) { server in
        try await server.createDatabase("shop")
        let connection = try await server.connect(to: "shop")
        try await connection.run(
          script: """
            CREATE ROLE migrator LOGIN CREATEROLE;
            GRANT ALL ON DATABASE shop TO migrator;
            GRANT ALL ON SCHEMA public TO migrator;
            SET SESSION AUTHORIZATION migrator;
            """)
        for script in project.secured + [project.auditScript, project.auditScript] {
          try await connection.run(script: script)
        }
        try await connection.run(
          script: "INSERT INTO public.orders VALUES (1, 'x'); UPDATE public.orders SET note = NULL;")
        let denied = try? await connection.query("SELECT count(*) FROM audit.changes")
        #expect(denied == nil)
        _ = try await connection.query("RESET SESSION AUTHORIZATION")
        let found = try await connection.query(
          "SELECT string_agg(operation || row_key || coalesce(statement, ''), ' ' ORDER BY id) FROM audit.changes")
        #expect(found.value?.hasPrefix("INSERT{\"id\": 1}INSERT INTO public.orders") == true)
        let members = try await connection.query(
          "SELECT count(*) FROM pg_auth_members WHERE roleid = 'audit_owner'::regrole AND member = 'migrator'::regrole")
        if await connection.serverVersion < 160_000 { #expect(members.value == "0") }
      }
    }
  }

  /// From PostgreSQL 17 on the server tells a trigger who logs in.
  @Test func loginsAreRecordedWhereTheServerTells() async throws {
    let plan = Self.plan + "stack: { postgres: 18 }\n"
    let project = try AuditedProject(
      "shop", schema: Self.shop, plan: plan.split(separator: "[ddl]").joined(separator: "[ddl, grant, login]"))
    #expect(project.auditScript.contains("ON login"))
    for programs in try ServersUnderTest.all() {
      try await ThrowawayServer.run(programs: programs) { server in
        try await server.createDatabase("shop")
        let connection = try await server.connect(to: "shop")
        guard await connection.serverVersion >= 170_000 else { return }
        for script in project.secured + [project.auditScript] { try await connection.run(script: script) }
        _ = try await server.connect(to: "shop").query("SELECT 1")
        let logins = try await connection.query("SELECT count(*) FROM audit.changes WHERE operation = 'LOGIN'")
        #expect(logins.value == "1")
      }
    }
  }

  @Test func nothingIsMadeOfWhatTheSchemaRecords() throws {
    let project = try AuditedProject(shipped: "league-manager")
    #expect(project.audit.tables.isEmpty)
    #expect(project.audit.recorded.map(\.table.name) == ["games", "batting_lines", "pitching_lines"])
    #expect(project.audit.schema == "audit_trail")
    #expect(!project.auditScript.contains("00_audit"))
  }
}
