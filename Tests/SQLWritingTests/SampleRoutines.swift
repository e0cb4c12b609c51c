import SchemaModel

extension SampleCatalogs {
  static func addRoutines(to catalog: inout Catalog) {
    func add(_ name: ObjectName, _ types: [String], _ sql: String, kind: Function.Kind = .function) {
      var function = Function(name, argumentTypes: types, sql: sql)
      function.kind = kind
      catalog.functions.append(function)
    }
    add(
      name("totals"), ["sales.orders"],
      "CREATE FUNCTION public.totals(o sales.orders) RETURNS SETOF public.order_list LANGUAGE sql AS $$ SELECT * FROM public.order_list $$;"
    )
    add(
      name("is_email"), ["text"],
      "CREATE OR REPLACE FUNCTION is_email(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 LIKE ''%@%'''"
    )
    add(
      name("next_code"), [],
      "CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS $$ SELECT 'C' || nextval('sales.invoice_number') $$")
    add(
      name("tax_of"), ["numeric"],
      "CREATE FUNCTION tax_of(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE\nBEGIN ATOMIC SELECT $1 * public.tax_rate(); END;"
    )
    add(name("tax_rate"), [], "CREATE FUNCTION tax_rate() RETURNS numeric IMMUTABLE LANGUAGE sql RETURN 0.2")
    add(
      name("touch"), [],
      "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN -- about sales.orders\nRETURN new; END $f$"
    )
    add(
      name("Tidy Up", "Odd Schema"), ["integer"],
      "CREATE PROCEDURE \"Tidy Up\"(IN n integer) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$ -- done", kind: .procedure)
    add(
      name("product", "sales"), ["numeric"],
      "CREATE AGGREGATE product(numeric) (SFUNC = numeric_mul, STYPE = numeric)", kind: .aggregate)
    catalog.functions[1].comment = "roughly"
    catalog.unmodelled = [
      RawObject(
        kind: "CREATE OPERATOR",
        sql: "CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text);"),
      RawObject(kind: "DO", sql: "DO $$ BEGIN\n  RAISE 'must not run'; END $$"),
      RawObject(
        kind: "CREATE TEXT SEARCH CONFIGURATION", sql: "CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple)"),
      RawObject(kind: "CREATE FOREIGN DATA WRAPPER", sql: "CREATE FOREIGN DATA WRAPPER nowhere"),
      RawObject(kind: "CREATE SERVER", sql: "CREATE SERVER far FOREIGN DATA WRAPPER nowhere"),
    ]
    add(name("same"), ["text", "text"], "CREATE FUNCTION same(text, text) RETURNS boolean LANGUAGE sql RETURN $1 = $2")
    var far = Table(name("far_away"), span: nil)
    far.kind = .foreign(server: "far")
    far.columns = NamedList([column("id", integer)])
    far.comment = "elsewhere"
    catalog.tables.append(far)
    var statistics = ExtendedStatistics(
      name("order_stats", "sales"), on: name("orders", "sales"), kinds: ["dependencies", "mcv"],
      expressions: [IndexElement(column: "customer_id"), IndexElement(column: "status")])
    statistics.comment = "they go together"
    catalog.statistics = NamedList([statistics])
    var event = EventTrigger(
      "watch", sql: "CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION public.watch_ddl()")
    event.comment = "looks"
    catalog.eventTriggers = NamedList([event])
    add(
      name("watch_ddl"), [],
      "CREATE FUNCTION watch_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$")
  }

  static func addViews(to catalog: inout Catalog) {
    // Each reads the one after it.
    var summary = View(name("summary"), query: "SELECT user_name, total FROM order_list")
    summary.isMaterialized = true
    summary.isPopulated = false
    summary.indexes = [Index("summary_idx", elements: [IndexElement(column: "user_name")])]
    summary.indexes[0].isUnique = true
    summary.comment = "kept"
    var list = View(
      name("order_list"), query: "SELECT \"user\", sales.product(total) FROM sales.all_orders GROUP BY id")
    list.columnAliases = ["user_name", "total"]
    list.options = ["security_barrier": "true"]
    list.reads = [name("all_orders", "sales")]
    list.query = "SELECT a.\"user\", sales.product(a.total) FROM sales.all_orders a GROUP BY a.\"user\""
    var all = View(name("all_orders", "sales"), query: "SELECT o.* FROM sales.orders o GROUP BY o.id")
    all.options = ["security_invoker": "true"]
    var instead = Trigger("instead", .insteadOf, events: ["INSERT"], forEachRow: true, function: name("touch"), sql: "")
    instead.comment = "writes through"
    all.triggers = [instead]
    let unknown = View(name("only_in_the_orm"), query: "")
    var tree = View(name("tree"), query: "SELECT 1 UNION ALL SELECT n + 1 FROM tree WHERE n < 5")
    tree.isRecursive = true
    tree.columnAliases = ["n"]
    catalog.views = NamedList([summary, list, all, unknown, tree])
  }

  static func addPrivileges(to catalog: inout Catalog) {
    let orders = name("orders", "sales")
    var columns = Grant(["SELECT", "UPDATE"], on: .column, orders, to: "Clerk \"C\"")
    columns.columns = ["id", "user"]
    var grantable = Grant(["SELECT", "INSERT"], on: .table, orders, to: "staff")
    grantable.isGrantable = true
    var revoke = Grant(["EXECUTE"], on: .function, name("next_code"), to: "PUBLIC")
    revoke.isRevoke = true
    revoke.argumentTypes = []
    catalog.grants = [
      Grant(["USAGE"], on: .schema, name("sales", ""), to: "reader"), grantable, columns, revoke,
      Grant(["USAGE"], on: .sequence, name("invoice_number", "sales"), to: "staff"),
      Grant(["USAGE"], on: .type, name("Status", "sales"), to: "PUBLIC"),
      Grant(["CONNECT"], on: .database, name("app", ""), to: "staff"),
    ]
    var future = DefaultPrivilege(objects: "TABLES", privileges: ["SELECT"], grantee: "reader")
    future.schema = "sales"
    future.owner = "staff"
    var closed = DefaultPrivilege(objects: "FUNCTIONS", privileges: ["EXECUTE"], grantee: "PUBLIC")
    closed.isRevoke = true
    catalog.defaultPrivileges = [future, closed]
  }
}
