import CommonMark
import Compilation
import Diagnostics
import PlanDocument
import Testing

/// What section 6 says of who may see what, from small schemas.
struct SecurityTests {
  private static func example(_ schema: String, _ plan: String) -> Example {
    let files = ["Plans/small/plan.yml": "plan: small\nschema: schema.sql\n" + plan, "Plans/small/schema.sql": schema]
    return Example("small", Project(files: files).compile("small"))
  }

  private static func part(_ heading: String, of example: Example) -> String {
    Document.parts(of: example.document("plan.md"))[heading] ?? ""
  }

  private static func rows(_ heading: String, of example: Example) -> [[String]] {
    Document(part(heading, of: example)).tables.flatMap { $0.rows.map { $0.map(\.plainText) } }
  }

  private static let access = "6.1 Access control matrix"
  private static let policies = "6.2 RLS policy definitions"
  private static let encryption = "6.3 Encryption requirements"

  // MARK: Grants

  @Test func privilegesStandBesideTheTablesTheyAreFor() {
    let example = Self.example(
      """
      CREATE TABLE games (id bigint PRIMARY KEY, score int);
      CREATE TABLE changes (id bigint PRIMARY KEY);
      CREATE ROLE admin; CREATE ROLE player;
      GRANT SELECT ON games TO admin;
      GRANT UPDATE, DELETE ON games TO admin;
      GRANT SELECT ON changes TO admin;
      GRANT UPDATE (id, score) ON games TO player;
      """, "")
    let rows = Self.rows(Self.access, of: example).map { Array($0.prefix(3)) }
    #expect(rows.contains(["admin", "SELECT, UPDATE, DELETE", "games"]))
    #expect(rows.contains(["admin", "SELECT", "changes"]))
    #expect(rows.contains(["player", "UPDATE", "games (id, score)"]))
    #expect(rows.count == 3)
  }

  // MARK: The matrix

  @Test func everyCommandSetAndTableIsNamed() {
    let sets = ["select", "insert", "update", "delete", "select, insert", "select, update", "select, delete"]
    let tables = sets.indices.flatMap { set in (0..<7).map { "t\(set)_\($0)" } }
    let schema = tables.map { "CREATE TABLE \($0) (id bigint PRIMARY KEY);" }.joined(separator: "\n")
    let lines = tables.map { "    \($0): [\(sets[Int(String($0.dropFirst().prefix(1))) ?? 0])]" }
    let example = Self.example(schema, "roles:\n  clerk:\n    rows: all\n" + lines.joined(separator: "\n") + "\n")
    let rows = Self.rows(Self.access, of: example).filter { $0.count == 4 }
    #expect(Set(rows.map { $0[1] }) == Set(sets))
    for table in tables { #expect(Self.part(Self.access, of: example).contains("`\(table)`"), "\(table)") }
  }

  @Test func moreThanFifteenRowsAreFolded() {
    let schema = "CREATE TABLE a (id bigint PRIMARY KEY);"
    let roles = (0..<20).map { "  r\($0): { rows: all, a: [select] }" }.joined(separator: "\n")
    let text = Self.part(Self.access, of: Self.example(schema, "roles:\n" + roles + "\n"))
    #expect(text.contains("<!-- fold: 5 more -->") && text.contains("<!-- /fold -->"))
    #expect(text.contains("| `r19` | select | `a` |"))
  }

  @Test func aMemberMayWhatItsRolesMay() {
    let example = Self.example(
      "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (id bigint PRIMARY KEY);",
      """
      roles:
        sales: { rows: all, a: [select], b: [select] }
        manager: { rows: all, inherits: [sales], a: [update] }
      """)
    let rows = Self.rows(Self.access, of: example).map { Array($0.dropLast()) }
    #expect(rows.contains(["manager", "—", "sales", "all"]))
    #expect(rows.contains(["manager", "select, update", "a"]))
    #expect(rows.contains(["manager", "also what sales may", "tables it does not name"]))
  }

  // MARK: Rows of a role

  private static let tenants = """
    CREATE TABLE shops (id bigint PRIMARY KEY);
    CREATE TABLE orders (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id));
    CREATE TABLE countries (id bigint PRIMARY KEY);
    CREATE TABLE sessions (id bigint PRIMARY KEY, token text);
    CREATE TABLE loose (id bigint PRIMARY KEY);
    """

  private static let tenancy = """
    external: { sessions: library }
    tenancy: { model: shared-schema, key: shop_id, shared: [countries, loose], cross: [jobs] }

    """

  @Test func rowsFollowFromOtherLines() {
    let example = Self.example(
      Self.tenants,
      Self.tenancy + """
        roles:
          jobs: { orders: [select] }
          auth: { sessions: [select], countries: [select] }
          desk: { orders: [select] }
        """)
    let rows = Self.rows(Self.access, of: example).map { Array($0.dropLast()) }
    #expect(rows.contains(["jobs", "—", "—", "all: crosses tenants"]))
    #expect(rows.contains(["auth", "—", "—", "all: no tenant column"]))
    let question = example.report.questions.first { $0.id == "role-rows" }
    #expect(question?.subjects == ["desk"])
    #expect(question?.answer.contains("desk: { rows: tenant }") == true)
  }

  @Test func aRoleWithoutTenantTablesIsOfferedAllRows() {
    let example = Self.example(
      Self.tenants,
      "tenancy: { model: shared-schema, key: shop_id, shared: [countries] }\nroles:\n  desk: { loose: [select] }\n")
    #expect(example.report.questions.first { $0.id == "role-rows" }?.answer.contains("desk: { rows: all }") == true)
  }

  @Test func crossingTenantsWithinOneIsAContradiction() {
    let example = Self.example(
      Self.tenants, Self.tenancy + "roles:\n  jobs: { rows: tenant, orders: [select] }\n")
    #expect(example.report.escalations.contains { $0.id == "rows.jobs" })
    let fine = Self.example(Self.tenants, Self.tenancy + "roles:\n  jobs: { rows: all, orders: [select] }\n")
    #expect(!fine.report.escalations.contains { $0.id == "rows.jobs" })
  }

  @Test(arguments: [
    ("\"*\": [select]", false, true), ("\"*\": [select], sessions: []", false, false), ("\"*\": [select]", true, false),
  ])
  func secretsBehindEveryTable(line: String, isMasked: Bool, isEscalated: Bool) {
    let example = Self.example(
      Self.tenants,
      """
      sensitive:
        sessions.token: { class: secret, stored: hashed\(isMasked ? ", mask_for: [support]" : "") }
      roles:
        support: { rows: all, \(line) }
      """)
    #expect(example.report.escalations.contains { $0.id == "secrets.support" } == isEscalated)
    #expect(example.report.statements.contains { $0.id == "access.secrets.support" } == isMasked)
  }

  // MARK: Tenant paths

  @Test func theOwningParentLeadsToTheTenant() {
    let example = Self.example(
      """
      CREATE TABLE shops (id bigint PRIMARY KEY);
      CREATE TABLE products (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id));
      CREATE TABLE customers (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id));
      CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id));
      CREATE TABLE items (product_id bigint NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
        order_id bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE, PRIMARY KEY (product_id, order_id));
      """, "tenancy: { model: shared-schema, key: shop_id }\n")
    let text = example.report.statements.first { $0.id == "rowSecurity.through.public.items" }?.text
    #expect(text == "items through orders and customers")
    #expect(!example.report.questions.contains { $0.id == "tenant-parent" })
  }

  private static let ring = """
    CREATE TABLE shops (id bigint PRIMARY KEY);
    CREATE TABLE payments (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id));
    CREATE TABLE invoices (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id));
    CREATE TABLE allocations (payment_id bigint NOT NULL REFERENCES payments (id),
      invoice_id bigint NOT NULL REFERENCES invoices (id), PRIMARY KEY (payment_id, invoice_id));
    CREATE TABLE a (id bigint PRIMARY KEY, b_id bigint NOT NULL, payment_id bigint NOT NULL REFERENCES payments (id));
    CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint NOT NULL REFERENCES a (id) ON DELETE CASCADE);
    ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (id) ON DELETE CASCADE;
    """

  @Test func equalParentsAreAskedAboutAndAnswered() {
    let open = Self.example(Self.ring, "tenancy: { model: shared-schema, key: shop_id }\n")
    let question = open.report.questions.first { $0.id == "tenant-parent" }
    #expect(question?.subjects == ["allocations"])
    #expect(Self.part(Self.policies, of: open).contains("or as well `invoices`"))
    let answered = Self.example(
      Self.ring, "tenancy:\n  model: shared-schema\n  key: shop_id\n  through: { allocations: invoices }\n")
    #expect(!answered.hasErrors)
    #expect(!answered.report.questions.contains { $0.id == "tenant-parent" })
    let text = answered.report.statements.first { $0.id == "rowSecurity.through.public.allocations" }?.text
    #expect(text == "allocations through invoices")
  }

  @Test func ownersInARingStillLeadToATenant() {
    let example = Self.example(Self.ring, "tenancy: { model: shared-schema, key: shop_id }\n")
    let texts = example.report.statements.map(\.text)
    #expect(texts.contains("a through payments"))
    #expect(texts.contains("b through a and payments"))
  }

  // MARK: Policies

  private static let policySchema = """
    CREATE ROLE coach;
    CREATE TABLE files (id bigint PRIMARY KEY, kind text, slot int4range, field_id int,
      CONSTRAINT once EXCLUDE USING gist (field_id WITH =, slot WITH &&) WHERE (kind IN ('a', 'b')));
    CREATE TABLE notes (id bigint PRIMARY KEY);
    ALTER TABLE files ENABLE ROW LEVEL SECURITY;
    ALTER TABLE files FORCE ROW LEVEL SECURITY;
    ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
    CREATE POLICY files_all ON files TO coach USING (id > 0);
    CREATE POLICY notes_all ON notes TO coach USING (id > 0);
    CREATE POLICY files_few ON files AS RESTRICTIVE FOR SELECT TO coach USING (kind = 'a');
    CREATE POLICY files_add ON files FOR INSERT TO coach WITH CHECK (kind = 'b');
    """

  @Test func policiesShowWhatTheySay() {
    let rows = Self.rows(Self.policies, of: Self.example(Self.policySchema, "")).map { Array($0.dropLast()) }
    #expect(rows.contains(["restrictive SELECT", "coach", "kind = 'a'", "—", "files"]))
    #expect(rows.contains(["ALL", "coach", "id > 0", "as USING", "files, notes"]))
    #expect(rows.contains(["INSERT", "coach", "—", "kind = 'b'", "files"]))
    #expect(rows.count == 3)
  }

  @Test func sheetsShowPoliciesAndExclusionsWhole() {
    let sheet = Self.example(Self.policySchema, "").document("tables/public.files.md")
    #expect(sheet.contains("`files_few` **restrictive** SELECT for coach USING `kind = 'a'`"))
    #expect(sheet.contains("`once` EXCLUDE USING gist `(field_id WITH =, slot WITH &&)` WHERE `kind IN ('a', 'b')`"))
  }

  // MARK: Sensitive columns

  @Test func newSensitiveColumnsComeFirstAndOthersStayOut() throws {
    let example = try #require(Example.all.first { $0.name == "reading-progress" })
    let rows = Self.rows(Self.encryption, of: example)
    let first = try #require(rows.first)
    #expect(first[0] == "bookmarks.note new")
    let sheets = example.documents.map(\.path)
    for row in rows {
      let table = String(row[0].prefix { $0 != "." })
      #expect(sheets.contains("tables/public.\(table).md"), "\(row[0]) is out of scope")
    }
  }

  @Test func secretsWithoutStorageAreAskedAbout() {
    let example = Self.example(
      Self.tenants,
      "sensitive:\n  sessions.token: { class: secret, mask_for: [support] }\nroles: { support: { rows: all } }\n")
    #expect(example.report.questions.first { $0.id == "secret-storage" }?.subjects == ["sessions.token"])
    #expect(
      example.document("tables/public.sessions.md").contains(
        "sensitive: secret (storage not stated, masked for support)"))
    let told = Self.example(
      Self.tenants, "sensitive:\n  sessions.token: { class: secret, stored: hashed, keep: 30 days }\n")
    #expect(!told.report.questions.contains { $0.id == "secret-storage" })
    #expect(told.document("tables/public.sessions.md").contains("sensitive: secret (stored hashed, kept 30 days)"))
  }
}
