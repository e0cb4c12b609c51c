/// A schema with a hole in its row security, and who gets through.
struct Hole: Sendable {
  var code: String
  /// Which of the nine facts of row security it is.
  var fact: Int?
  var bad: String
  /// What is right; nil for what the finding proposes.
  var good: String?
  var plan: String?
  /// Statements; the last one's answer, or an error's code, tells who got through.
  var attack: String
  /// What the answer holds when somebody gets through, and when nobody does.
  var open: String
  var closed: String
  /// Rows that are there before.
  var rows: String

  init(
    _ code: String, fact: Int? = nil, _ bad: String, good: String? = nil, plan: String? = nil, _ attack: String,
    open: String, closed: String, rows: String = Hole.fiveNotes
  ) {
    self.code = code
    self.fact = fact
    self.bad = bad
    self.good = good
    self.plan = plan
    self.attack = attack
    self.open = open
    self.closed = closed
    self.rows = rows
  }

  /// Of the cluster; a schema that is about roles makes its own.
  static let roles = "CREATE ROLE keeper; CREATE ROLE clerk;\n"
  static let logins = "CREATE ROLE support BYPASSRLS; CREATE ROLE app LOGIN;\n"
  static let notes = """
    CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, body text);
    CREATE INDEX notes_shop ON notes (shop_id);
    ALTER TABLE notes ENABLE ROW LEVEL SECURITY;

    """
  static let setting = "(SELECT nullif(current_setting('app.shop_id', true), '')::bigint)"
  static let own = "CREATE POLICY own ON notes USING (shop_id = \(setting));\n"
  static let granted = "GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO clerk;\n"
  /// Two of shop 1, three of shop 2.
  static let fiveNotes = """
    INSERT INTO notes SELECT n, CASE WHEN n < 3 THEN 1 ELSE 2 END, 'secret ' || n FROM generate_series(1, 5) n;
    """
  static let asClerk = "SET ROLE clerk; SET app.shop_id = '1'; "
  static let count = "SELECT 'rows ' || count(*) FROM notes"
  static let forced = "ALTER TABLE notes FORCE ROW LEVEL SECURITY;\n"

  static let all = access + conditions + functions + plans
}

/// Ways past the policies.
extension Hole {
  static let access = [
    Hole(
      "row-security-not-forced", fact: 1, notes + own + "ALTER TABLE notes OWNER TO keeper;",
      "SET ROLE keeper; SET app.shop_id = '1'; " + count, open: "rows 5", closed: "rows 2"),
    Hole(
      "owner-view", fact: 2,
      notes + own + granted + "CREATE VIEW bodies AS SELECT id, body FROM notes; GRANT SELECT ON bodies TO clerk;",
      asClerk + "SELECT 'rows ' || count(*) FROM bodies", open: "rows 5", closed: "rows 2"),
    Hole(
      "open-partition", fact: 3,
      """
      CREATE TABLE notes (id bigint, shop_id bigint NOT NULL, body text) PARTITION BY RANGE (id);
      CREATE TABLE notes_1 PARTITION OF notes FOR VALUES FROM (0) TO (100);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      \(own)\(granted)GRANT SELECT ON notes_1 TO clerk;
      """,
      asClerk + "SELECT 'rows ' || count(*) FROM notes_1", open: "rows 5", closed: "42501"),
    Hole(
      "open-partition",
      """
      CREATE TABLE notes (id bigint, shop_id bigint NOT NULL, body text);
      CREATE TABLE long_notes (rest text) INHERITS (notes);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      \(own)\(granted)GRANT SELECT ON long_notes TO clerk;
      """,
      asClerk + "SELECT 'rows ' || count(*) FROM long_notes", open: "rows 1", closed: "42501",
      rows: "INSERT INTO long_notes VALUES (1, 2, 'b', 'r');"),
    Hole(
      "grant-past-policies", fact: 9, notes + own + "GRANT ALL ON notes TO clerk;",
      asClerk + "TRUNCATE notes; RESET ROLE; " + count, open: "rows 0", closed: "42501"),
    Hole(
      "existence-oracle", fact: 9,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, body text UNIQUE);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      \(own)\(granted)
      """,
      asClerk + "INSERT INTO notes VALUES (9, 1, 'secret 5'); SELECT 'accepted'", open: "23505", closed: "accepted"),
    Hole(
      "row-security-bypass",
      logins + "GRANT support TO app;\n" + notes
        + "CREATE POLICY own ON notes TO app USING (shop_id = \(setting));\nGRANT SELECT ON notes TO support;",
      "SET SESSION AUTHORIZATION app; SET ROLE support; " + count, open: "rows 5", closed: "42501"),
    Hole(
      "policy-without-row-security",
      "CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, body text);\n" + own + granted,
      asClerk + count, open: "rows 5", closed: "rows 2"),
    Hole(
      "row-security-without-policy", notes + granted,
      plan: """
        tenancy: { key: shop_id, setting: app.shop_id, enforce: [database] }
        roles: { clerk: { login: app, notes: [select, insert, update, delete], rows: tenant } }
        """,
      asClerk + count, open: "rows 0", closed: "rows 2"),
    Hole(
      "grant-to-public",
      logins
        + "CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint, body text);\nGRANT SELECT ON notes TO PUBLIC;",
      "SET ROLE app; " + count, open: "rows 5", closed: "42501"),
    Hole(
      "policy-reads-open-table",
      """
      CREATE TABLE members (shop_id bigint, login text);
      \(notes)CREATE POLICY own ON notes TO clerk USING (
        shop_id IN (SELECT m.shop_id FROM members m WHERE m.login = current_user));
      \(granted)GRANT SELECT, INSERT ON members TO clerk;
      """,
      asClerk + "INSERT INTO members VALUES (1, 'clerk'), (2, 'clerk'); " + count, open: "rows 5", closed: "42501"),
  ]
}

/// Conditions that pass too much, too little, or too slowly.
extension Hole {
  static let conditions = [
    Hole(
      "policy-loose-check", fact: 4,
      notes + "CREATE POLICY own ON notes USING (shop_id = \(setting)) WITH CHECK (true);\n" + granted,
      asClerk + "INSERT INTO notes VALUES (9, 2, 'x'); SELECT 'written'", open: "written", closed: "42501"),
    Hole(
      "policy-setting-unguarded", fact: 5,
      notes + "CREATE POLICY own ON notes USING (shop_id = (SELECT current_setting('app.shop_id', true)::bigint));\n"
        + granted,
      asClerk + "RESET app.shop_id; " + count, open: "22P02", closed: "rows 0"),
    Hole(
      "policy-call-per-row", fact: 6,
      """
      CREATE FUNCTION shop() RETURNS bigint LANGUAGE plpgsql STABLE
        AS $$ BEGIN RETURN nullif(current_setting('app.shop_id', true), '')::bigint; END $$;
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, body text);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id = shop());
      \(granted)
      """,
      asClerk + "EXPLAIN (COSTS OFF) SELECT * FROM notes", open: "Filter: (shop_id = shop())", closed: "InitPlan"),
    Hole(
      "policy-subquery-order", fact: 7,
      """
      CREATE TABLE members (login text PRIMARY KEY, shop_id bigint NOT NULL);
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, at timestamptz NOT NULL);
      CREATE INDEX notes_newest ON notes (shop_id, at DESC);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id IN (SELECT m.shop_id FROM members m WHERE m.login = current_user));
      GRANT SELECT ON notes, members TO clerk;
      """,
      plan: "queries: [ { name: newest, sql: SELECT id FROM notes ORDER BY at DESC LIMIT 10 } ]",
      "SET ROLE clerk; EXPLAIN (COSTS OFF) SELECT id FROM notes ORDER BY at DESC LIMIT 10", open: "Sort",
      closed: "->  Index Scan using notes_newest",
      rows: """
        INSERT INTO members VALUES ('clerk', 7), ('other', 8);
        INSERT INTO notes SELECT n, n % 20, timestamptz '2026-01-01' + n * interval '1 minute' FROM generate_series(1, 40000) n;
        ANALYZE;
        """),
    Hole(
      "policy-open-without-session",
      notes + """
        CREATE POLICY own ON notes USING (
          current_setting('app.shop_id', true) IS NULL OR shop_id = \(setting));
        \(granted)
        """,
      "SET ROLE clerk; " + count, open: "rows 5", closed: "rows 0"),
    Hole(
      "policy-always-true",
      notes + "CREATE POLICY seen ON notes FOR SELECT USING (shop_id = \(setting));\n"
        + "CREATE POLICY changed ON notes FOR UPDATE USING (id = id OR 1 = 1);\n" + granted,
      asClerk + "UPDATE notes SET body = ''; RESET ROLE; SELECT 'rows ' || count(*) FROM notes WHERE body = ''",
      open: "rows 5", closed: "rows 2"),
    Hole(
      "policy-without-column",
      notes + "CREATE POLICY seen ON notes FOR SELECT USING (shop_id = \(setting));\n"
        + "CREATE POLICY gone ON notes FOR DELETE USING ((SELECT current_setting('app.shop_id', true)) IS NOT NULL);\n"
        + granted,
      asClerk + "DELETE FROM notes; RESET ROLE; " + count, open: "rows 0", closed: "rows 3"),
    Hole(
      "policy-recursion",
      notes + "CREATE POLICY own ON notes USING (shop_id IN (SELECT n.shop_id FROM notes n WHERE n.id = 1));\n"
        + granted,
      good: notes + own + granted, asClerk + count, open: "42P17", closed: "rows 2"),
    Hole(
      "policy-pattern-match",
      notes + "CREATE POLICY own ON notes USING (body LIKE (SELECT current_setting('app.body', true)));\n" + granted,
      good: notes + "CREATE POLICY own ON notes USING (body = (SELECT current_setting('app.body', true)));\n" + granted,
      "SET ROLE clerk; SET app.body = '%'; " + count, open: "rows 5", closed: "rows 0"),
    Hole(
      "policy-user-metadata",
      notes + """
        CREATE POLICY own ON notes USING (shop_id = (
          SELECT (nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'user_metadata' ->> 'shop')::bigint));
        \(granted)
        """,
      "SET ROLE clerk; SET request.jwt.claims = '{\"user_metadata\": {\"shop\": 2}, \"app_metadata\": {\"shop\": 1}}'; "
        + count,
      open: "rows 3", closed: "rows 2"),
  ]
}

/// Functions that tell more than their caller may know.
extension Hole {
  static let functions = [
    Hole(
      "immutable-session-function",
      """
      CREATE FUNCTION shop() RETURNS bigint LANGUAGE plpgsql IMMUTABLE
        AS $$ BEGIN RETURN nullif(current_setting('app.shop_id', true), '')::bigint; END $$;
      \(notes)CREATE POLICY own ON notes USING (shop_id = (SELECT shop()));
      \(granted)
      """,
      asClerk + "PREPARE q AS SELECT 'rows ' || count(*) FROM notes; EXECUTE q; SET app.shop_id = '2'; EXECUTE q",
      open: "rows 2", closed: "rows 3"),
    Hole(
      "leakproof-function",
      """
      CREATE FUNCTION told(body text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 LEAKPROOF
        AS $$ BEGIN IF body = 'secret 5' THEN RAISE 'told'; END IF; RETURN true; END $$;
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, body text);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      \(own)\(granted)
      """,
      asClerk + count + " WHERE told(body)", open: "P0001", closed: "rows 2"),
    Hole(
      "definer-search-path",
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint, body text);
      CREATE FUNCTION note_count() RETURNS text LANGUAGE sql SECURITY DEFINER AS $$ SELECT 'rows ' || count(*) FROM notes $$;
      """,
      "SET ROLE clerk; CREATE TEMP TABLE notes (id bigint); GRANT SELECT ON notes TO PUBLIC; SELECT note_count()",
      open: "rows 0", closed: "rows 5"),
    Hole(
      "definer-bypass",
      notes + own + granted + """
        CREATE FUNCTION bodies() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
          AS 'SELECT body FROM notes';
        """,
      asClerk + "SELECT 'rows ' || count(*) FROM bodies()", open: "rows 5", closed: "42501"),
  ]

  /// What is a hole by the plan.
  static let plans = [
    Hole(
      "grant-drift", "CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint, body text);\n" + granted,
      plan: "roles: { clerk: { login: app, notes: [select] } }",
      "SET ROLE clerk; DELETE FROM notes; RESET ROLE; " + count, open: "rows 0", closed: "42501"),
    Hole(
      "policy-shared-role",
      """
      \(logins)CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, body text);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (body = current_user);
      \(granted)
      """,
      plan: "roles: { clerk: { login: app, notes: [select], rows: own via body, setting: app.login } }",
      "SET SESSION AUTHORIZATION app; SET ROLE clerk; SET app.login = 'ana'; " + count, open: "rows 0",
      closed: "rows 1",
      rows: "GRANT clerk TO app; INSERT INTO notes VALUES (1, 1, 'ana');"),
    Hole(
      "nullable-tenant-column",
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint, body text);
      CREATE INDEX notes_shop ON notes (shop_id);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id = \(setting));
      \(granted)
      """,
      "INSERT INTO notes VALUES (9, NULL, 'lost'); " + asClerk
        + "SELECT 'lost ' || count(*) FROM notes WHERE shop_id IS NULL",
      open: "lost 0", closed: "23502"),
  ]
}
