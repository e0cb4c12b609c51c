import SchemaModel

/// Catalogs that use everything the model has.
enum SampleCatalogs {
  static let text = ColumnType("text")
  static let integer = ColumnType("int4")
  static let bigint = ColumnType("int8")

  static func column(_ name: String, _ type: ColumnType, notNull: Bool = true, default sql: String? = nil) -> Column {
    var column = Column(name, type, isNullable: !notNull)
    column.defaultExpression = sql.map(SQLExpression.init)
    return column
  }

  static func name(_ name: String, _ schema: String = "public") -> ObjectName { ObjectName(name, schema: schema) }

  /// A shop with two schemas: every kind of object at least once.
  static var shop: Catalog {
    var catalog = Catalog()
    catalog.schemas = NamedList([Schema("sales"), Schema("Odd Schema")])
    catalog.schemas.update("sales") { $0.comment = "What is sold" }
    var btree = Extension("btree_gist")
    btree.schema = "sales"
    catalog.extensions = NamedList([btree])
    addRoles(to: &catalog)
    addTypes(to: &catalog)
    addTables(to: &catalog)
    addRoutines(to: &catalog)
    addViews(to: &catalog)
    addPrivileges(to: &catalog)
    return catalog
  }

  private static func addRoles(to catalog: inout Catalog) {
    var staff = Role("staff")
    staff.options = ["NOINHERIT", "BYPASSRLS", "LOGIN"]
    var clerk = Role("Clerk \"C\"")
    clerk.memberOf = ["staff"]
    clerk.comment = "sells"
    catalog.roles = NamedList([clerk, staff])
  }

  private static func addTypes(to catalog: inout Catalog) {
    var collation = Collation(name("by_number", "sales"))
    collation.options = ["provider": "icu", "locale": "en-u-kn-true", "deterministic": "false"]
    catalog.collations = NamedList([collation])
    var status = EnumType(name("Status", "sales"), values: [.init("new"), .init("it's"), .init("back\\slash")])
    status.comment = "life of an order"
    catalog.enums = NamedList([status])
    // Declared before the type it is made of.
    catalog.compositeTypes = NamedList([
      CompositeType(
        name("parcel"), attributes: [.init("size", ColumnType("dims", schema: "public")), .init("note", text)]),
      CompositeType(
        name("dims"),
        attributes: [.init("wide", ColumnType("numeric", modifiers: ["6", "2"])), .init("high", integer)]),
    ])
    var range = RangeType(name("floatrange"), subtype: ColumnType("float8"))
    range.options = ["subtype_diff": "float8mi"]
    catalog.rangeTypes = NamedList([range])
    var email = DomainType(name("email"), base: ColumnType("varchar", modifiers: ["254"]))
    email.checks = [CheckConstraint("email_ok", SQLExpression("public.is_email(VALUE)"))]
    email.checks[0].comment = "very roughly"
    email.isNullable = false
    catalog.domains = NamedList([email])
    var sequence = DatabaseSequence(name("invoice_number", "sales"))
    sequence.options.start = 1000
    sequence.options.increment = 5
    sequence.options.cache = 10
    sequence.options.cycles = true
    var serial = DatabaseSequence(name("orders_id_seq", "sales"))
    serial.ownedBy = ColumnReference(name("orders", "sales"), "id")
    serial.options.type = integer
    catalog.sequences = NamedList([sequence, serial])
  }

  private static func addTables(to catalog: inout Catalog) {
    var orders = Table(name("orders", "sales"))
    orders.columns = NamedList([
      column("id", integer, default: "nextval('sales.orders_id_seq'::regclass)"),
      column("customer_id", bigint), column("user", text, default: "'it''s me'"),
      column("status", ColumnType("Status", schema: "sales"), default: "'new'::sales.\"Status\""),
      column("total", ColumnType("numeric", modifiers: ["12", "2"]), notNull: false),
      column("tags", ColumnType("text", arrayDimensions: 1), default: "'{}'::text[]"),
      column("code", text, notNull: false, default: "public.next_code()"),
      column("placed", ColumnType("timestamptz", modifiers: ["3"]), default: "now()"),
      column("wait", ColumnType("interval", modifiers: ["day to second", "3"]), notNull: false),
      column("flag", ColumnType("char"), notNull: false), column("letters", ColumnType("bpchar"), notNull: false),
      column("span", ColumnType("tstzrange"), notNull: false), column("room", integer, notNull: false),
      column("open", ColumnType("bool"), default: "1 IN (1, 2) AND now() AT TIME ZONE 'utc' IS NOT NULL"),
    ])
    var tax = column("tax", ColumnType("numeric"), notNull: false)
    tax.generated = GeneratedColumn(SQLExpression("public.tax_of(total)"))
    orders.columns.append(tax)
    orders.columns.update("user") {
      $0.comment = "who; don't ask"
      $0.storage = "EXTERNAL"
    }
    orders.primaryKey = KeyConstraint("orders_pkey", columns: ["id"])
    var unique = KeyConstraint("orders_code_user_key", columns: ["code", "user"])
    unique.includes = ["total"]
    unique.nullsNotDistinct = true
    unique.deferral = .initiallyDeferred
    unique.comment = "once"
    orders.uniqueConstraints = [unique]
    var late = CheckConstraint("total_small", SQLExpression("total < 1e6"))
    late.isValidated = false
    orders.checks = [CheckConstraint("total_positive", SQLExpression("(total > 0) OR (total IS NULL)")), late]
    var room = ExclusionConstraint(
      "no_overlap", method: "gist",
      elements: [
        .init(IndexElement(column: "room"), operator: "="), .init(IndexElement(column: "span"), operator: "&&"),
      ])
    room.predicate = SQLExpression("room IS NOT NULL")
    orders.exclusions = [room]
    orders.foreignKeys = [
      ForeignKey("orders_customer_fkey", columns: ["customer_id"], references: name("customers", "Odd Schema"), ["id"])
    ]
    orders.foreignKeys[0].onDelete = .cascade
    orders.foreignKeys[0].onUpdate = .restrict
    orders.foreignKeys[0].deferral = .initiallyImmediate
    orders.indexes = orderIndexes
    orders.rowSecurity.isEnabled = true
    orders.rowSecurity.isForced = true
    var policy = Policy("own rows")
    policy.roles = ["Clerk \"C\"", "public"]
    policy.using = SQLExpression("\"user\" = CURRENT_USER")
    policy.check = SQLExpression("true")
    var strict = Policy("strict")
    strict.isPermissive = false
    strict.command = .delete
    strict.using = SQLExpression("false")
    strict.comment = "never"
    orders.policies = [policy, strict]
    orders.storageParameters = ["fillfactor": "70", "autovacuum_enabled": "false"]
    orders.replicaIdentity = "FULL"
    orders.comment = "Orders\nwith two lines -- and dashes"
    orders.triggers = [
      Trigger("touch", .before, events: ["INSERT", "UPDATE"], forEachRow: true, function: name("touch"), sql: "")
    ]
    orders.triggers[0].updateColumns = ["user", "total"]
    orders.triggers[0].condition = SQLExpression("new.total IS NOT NULL")
    orders.triggers[0].arguments = ["a'b", "2"]
    orders.triggers[0].enabled = "A"
    var late2 = Trigger("checked", .after, events: ["INSERT"], forEachRow: true, function: name("touch"), sql: "")
    late2.isConstraint = true
    late2.deferral = .initiallyDeferred
    orders.triggers.append(late2)
    orders.rules = [
      RewriteRule("keep", sql: "CREATE RULE keep AS ON DELETE TO sales.orders WHERE old.id = 1 DO INSTEAD NOTHING;")
    ]

    var customers = Table(name("customers", "Odd Schema"))
    var id = column("id", bigint)
    id.identity = Identity(.always)
    id.identity?.sequence.start = 100
    customers.columns = NamedList([
      id, column("Mail", ColumnType("email", schema: "public")), column("boss", bigint, notNull: false),
      column("org", bigint, notNull: false), column("parcel", ColumnType("parcel", schema: "public"), notNull: false),
      column("price", ColumnType("floatrange", schema: "public"), notNull: false),
    ])
    var sorted = column("sorted", text, notNull: false)
    sorted.collation = name("by_number", "sales")
    sorted.compression = "pglz"
    customers.columns.append(sorted)
    customers.primaryKey = KeyConstraint("customers_pkey", columns: ["id"])
    customers.uniqueConstraints = [KeyConstraint("customers_org_id_key", columns: ["org", "id"])]
    var boss = ForeignKey("customers_boss", columns: ["org", "boss"], references: customers.name, ["org", "id"])
    boss.onDelete = .setNull
    boss.onDeleteColumns = ["boss"]
    boss.match = .simple
    boss.isValidated = false
    customers.foreignKeys = [boss]
    catalog.tables = NamedList([orders, customers])
    addPartitions(to: &catalog)
  }

  private static var orderIndexes: [Index] {
    var partial = Index(
      "orders_open_idx", elements: [IndexElement(column: "customer_id"), IndexElement(column: "placed")])
    partial.elements[1].order = .descending
    partial.elements[1].nulls = .last
    partial.includes = ["total"]
    partial.predicate = SQLExpression("status = 'new'::sales.\"Status\"")
    var expression = Index("orders lower", elements: [IndexElement(.expression(SQLExpression("lower(\"user\")")))])
    expression.elements[0].operatorClass = "text_pattern_ops"
    expression.isUnique = true
    expression.nullsNotDistinct = true
    expression.comment = "for search"
    var gin = Index("orders_tags_idx", elements: [IndexElement(column: "tags")])
    gin.method = "gin"
    gin.storageParameters = ["fastupdate": "off"]
    return [partial, expression, gin]
  }

  private static func addPartitions(to catalog: inout Catalog) {
    var events = Table(name("events"))
    events.columns = NamedList([
      column("at", ColumnType("timestamptz")), column("kind", text), column("order_id", integer, notNull: false),
    ])
    events.primaryKey = KeyConstraint("events_pkey", columns: ["at", "kind"])
    events.checks = [CheckConstraint("kind_known", SQLExpression("kind <> ''"))]
    events.partitionKey = PartitionKey(.range, elements: [IndexElement(column: "at")])
    events.indexes = [Index("events_kind_idx", elements: [IndexElement(column: "kind")])]
    events.foreignKeys = [
      ForeignKey("events_order", columns: ["order_id"], references: name("orders", "sales"), ["id"])
    ]
    var plain = events
    plain.name = name("events_2025")
    plain.partitionKey = nil
    plain.primaryKey?.name = "events_2025_pkey"
    plain.indexes[0].name = "events_2025_kind_idx"
    plain.partitionOf = PartitionMembership(
      parent: events.name, bound: "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')")
    var named = plain
    named.name = name("events_rest")
    named.primaryKey?.name = "rest_key"
    named.indexes[0].name = "rest_kind"
    named.checks = []
    named.partitionOf?.bound = "DEFAULT"
    var child = Table(name("special_orders"))
    child.columns = NamedList(catalog.tables[name("orders", "sales")].map { Array($0.columns) } ?? [])
    for name in child.columns.names { child.columns[name]?.isLocal = false }
    child.columns.append(column("why", text))
    child.inherits = [name("orders", "sales")]
    child.isUnlogged = true
    // Children stand before their parents here.
    for table in [child, named, plain, events] { catalog.tables.append(table) }
  }
}
