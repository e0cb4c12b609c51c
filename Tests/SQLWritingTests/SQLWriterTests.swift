import Foundation
import SQLWriting
import SchemaModel
import TestKit
import Testing

@Suite struct SQLWriterTests {
  private let writer = SQLWriter()

  @Test func everythingInTheModelLoads() async throws {
    let sql = writer.schema(of: SampleCatalogs.shop)
    let difference = try CaseFolder().difference(sql, from: "shop.sql")
    #expect(difference == nil)
    try await ThrowawayPostgres.run { server in
      let complaint = try await server.complaint(loading: sql)
      #expect(complaint == nil)
      // Roles belong to the server: a second database of it loads the same text.
      try await server.createDatabase("second")
      #expect(try await server.complaint(loading: sql, into: "second") == nil)
      let facts = [
        ("SELECT count(*) FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid WHERE t.relname = 'orders'", "7"),
        ("SELECT pg_get_serial_sequence('sales.orders', 'id')", "sales.orders_id_seq"),
        (
          "SELECT seqstart, seqincrement, seqcache, seqcycle FROM pg_sequence WHERE seqrelid = 'sales.invoice_number'::regclass",
          "1000|5|10|t"
        ),
        (
          "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'sales.orders'::regclass AND attname IN ('flag', 'letters', 'placed', 'wait') ORDER BY attnum",
          "timestamp(3) with time zone\ninterval day to second(3)\n\"char\"\nbpchar"
        ),
        ("SELECT enumlabel FROM pg_enum ORDER BY enumsortorder", "new\nit's\nback\\slash"),
        (
          "SELECT conname FROM pg_constraint WHERE conrelid IN ('events_rest'::regclass, 'events_2025'::regclass) ORDER BY 1",
          "events_2025_pkey\nevents_order\nevents_order\nkind_known\nkind_known\nrest_key"
        ),
        (
          "SELECT count(*) FROM pg_inherits WHERE inhparent IN ('events'::regclass, 'events_pkey'::regclass, 'events_kind_idx'::regclass)",
          "6"
        ),
        (
          "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'events_rest'::regclass ORDER BY 1::text",
          "rest_key\nrest_kind"
        ),
        ("SELECT rolcanlogin, rolinherit, rolbypassrls FROM pg_roles WHERE rolname = 'staff'", "f|f|t"),
        ("SELECT count(*) FROM pg_auth_members JOIN pg_roles r ON r.oid = member WHERE r.rolname = 'Clerk \"C\"'", "1"),
        ("SELECT obj_description('sales.orders'::regclass)", "Orders\nwith two lines -- and dashes"),
        ("SELECT tgenabled FROM pg_trigger WHERE tgname = 'touch' AND tgrelid = 'sales.orders'::regclass", "A"),
        ("SELECT relpersistence FROM pg_class WHERE relname = 'special_orders'", "u"),
        (
          "SELECT count(*) FROM pg_attribute WHERE attrelid = 'special_orders'::regclass AND attislocal AND attnum > 0",
          "1"
        ),
        (
          "SELECT confdeltype, array_length(confdelsetcols, 1), convalidated FROM pg_constraint WHERE conname = 'customers_boss'",
          "n|1|f"
        ),
        ("SELECT relispopulated FROM pg_class WHERE relname = 'summary'", "f"),
        ("SELECT proacl FROM pg_proc WHERE proname = 'next_code'", "{postgres=X/postgres}"),
        ("SELECT count(*) FROM pg_policies WHERE tablename = 'orders'", "2"),
        ("SELECT stxkind FROM pg_statistic_ext", "{f,m}"),
      ]
      for (query, expected) in facts { #expect(try await server.query(query) == expected, "\(query)") }
    }
  }

  /// A table whose check calls a function over its own row type: only the check can wait.
  @Test func circlesAreBrokenWhereTheyCanBe() async throws {
    var catalog = Catalog()
    var table = Table(ObjectName("t"))
    table.columns = NamedList([SampleCatalogs.column("id", SampleCatalogs.integer, default: "first_id(NULL)")])
    table.checks = [CheckConstraint("ok", SQLExpression("is_fine(t.*)"))]
    catalog.tables = NamedList([table])
    for (name, result) in [("is_fine", "boolean"), ("first_id", "integer")] {
      let sql = "CREATE FUNCTION \(name)(r t) RETURNS \(result) LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$"
      catalog.functions.append(Function(ObjectName(name), argumentTypes: ["t"], sql: sql))
    }
    let sql = writer.schema(of: catalog)
    try await ThrowawayPostgres.run { server in
      let complaint = try await server.complaint(loading: sql)
      #expect(complaint == nil)
      #expect(try await server.query("SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass") == "ok")
    }
  }

  @Test func hostileNamesLoadAndReadBack() async throws {
    let names = [
      "plain", "select", "between", "Upper", "with space", "quo\"te", "semi;colon", "-- dash", "back\\slash", "'; DROP",
      "né", "😀", "a\nb", "1st", "\u{202E}rtl", "$$", "authorization", "name", "key", "pipe|pipe",
    ]
    var catalog = Catalog()
    catalog.schemas = NamedList([Schema("s\"; x")])
    for name in names {
      var table = Table(ObjectName(name, schema: "s\"; x"))
      table.columns = NamedList(
        names.map { SampleCatalogs.column($0, SampleCatalogs.text, default: SQLLiteral.text($0)) })
      table.comment = name
      table.indexes = [Index("i \(name)", elements: [IndexElement(column: name)])]
      table.uniqueConstraints = [KeyConstraint("u \(name)", columns: [name])]
      catalog.tables.append(table)
    }
    catalog.enums.append(EnumType(ObjectName("e"), values: names.map { .init($0) }))
    let sql = writer.schema(of: catalog)
    try await ThrowawayPostgres.run { server in
      let complaint = try await server.complaint(loading: sql)
      #expect(complaint == nil)
      let count = names.count
      let same = """
        SELECT count(*) FROM pg_class c JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0
        WHERE relname = description AND relkind = 'r'
        """
      #expect(try await server.query(same) == "\(count)")
      for name in names {
        let unquoted = try await server.query("SELECT quote_ident(\(SQLLiteral.text(name)))")
        #expect(QuotedIdentifier.text(name) == unquoted)
        #expect(try await server.query("SELECT \(SQLLiteral.text(name))") == name)
      }
    }
  }

  @Test func oneTableIsWhole() throws {
    let catalog = SampleCatalogs.shop
    let orders = try #require(catalog.tables[ObjectName("orders", schema: "sales")])
    let statements = writer.statements(for: orders)
    #expect(statements.first?.hasPrefix("CREATE TABLE sales.orders (\n  id integer DEFAULT nextval") == true)
    #expect(statements.contains("ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY"))
    let partition = try #require(catalog.tables[ObjectName("events_2025")])
    #expect(
      writer.createTable(partition)
        == "CREATE TABLE public.events_2025 PARTITION OF public.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"
    )
    let index = try #require(orders.indexes.first)
    #expect(
      writer.createIndex(index, on: orders.name, concurrently: true).hasPrefix(
        "CREATE INDEX CONCURRENTLY orders_open_idx"))
  }

  /// A thousand tables and as many views over each other, declared backwards.
  @Test func longChainsAreOrdered() throws {
    func catalog(_ count: Int) -> Catalog {
      var catalog = Catalog()
      for number in 0..<count {
        catalog.tables.append(Table(ObjectName("t\(number)")))
        catalog.views.append(
          View(ObjectName("v\(number)"), query: "SELECT * FROM \(number + 1 == count ? "t0" : "v\(number + 1)")"))
      }
      return catalog
    }
    let sql = writer.schema(of: catalog(1000))
    let last = try #require(sql.range(of: "CREATE VIEW public.v999 "))
    let first = try #require(sql.range(of: "CREATE VIEW public.v0 "))
    #expect(last.lowerBound < first.lowerBound)
  }
}
