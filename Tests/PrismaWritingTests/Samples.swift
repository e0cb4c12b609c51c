import SchemaModel

enum Samples {
  /// A small shop as SQL declares it.
  static var shop: Catalog {
    var catalog = Catalog()
    catalog.extensions.append(Extension("citext"))
    catalog.domains.append(DomainType(ObjectName("zip_code"), base: ColumnType("text")))
    catalog.enums.append(
      EnumType(ObjectName("order_status"), values: [.init("open"), .init("in progress"), .init("2nd try")]))
    catalog.tables.append(users)
    catalog.tables.append(orders)
    catalog.tables.append(items)
    return catalog
  }

  private static var users: Table {
    var table = Table(ObjectName("users"))
    table.comment = "People who buy.\nAnd those who sell."
    var id = Column("id", ColumnType("uuid"), isNullable: false)
    id.defaultExpression = SQLExpression("gen_random_uuid()")
    var email = Column("email", ColumnType("citext"), isNullable: false)
    email.comment = "Where we write to"
    var created = Column("created_at", ColumnType("timestamptz"), isNullable: false)
    created.defaultExpression = SQLExpression("now()")
    table.columns = NamedList([
      id, email, Column("zip", ColumnType("zip_code", schema: "public")), created,
      Column("deleted_at", ColumnType("timestamptz")), Column("tags", ColumnType("text", arrayDimensions: 1)),
    ])
    table.primaryKey = KeyConstraint("users_pkey", columns: ["id"])
    table.uniqueConstraints = [KeyConstraint("users_email_unique", columns: ["email"])]
    var active = Index("users_email_active", elements: [IndexElement(column: "email")])
    active.isUnique = true
    active.predicate = SQLExpression("deleted_at IS NULL")
    var tags = Index("users_tags_idx", elements: [IndexElement(column: "tags")])
    tags.method = "gin"
    table.indexes = [
      active, Index("users_lower", elements: [IndexElement(.expression(SQLExpression("lower(email)")))]), tags,
    ]
    return table
  }

  private static var orders: Table {
    var table = Table(ObjectName("orders"))
    var id = Column("id", ColumnType("int8"), isNullable: false)
    id.defaultExpression = SQLExpression("nextval('orders_id_seq'::regclass)")
    var status = Column("status", ColumnType("order_status", schema: "public"), isNullable: false)
    status.defaultExpression = SQLExpression("'in progress'::order_status")
    table.columns = NamedList([
      id, status, Column("buyer_id", ColumnType("uuid"), isNullable: false), Column("seller_id", ColumnType("uuid")),
    ])
    table.primaryKey = KeyConstraint("orders_pkey", columns: ["id"])
    var buyer = ForeignKey(
      "orders_buyer_id_fkey", columns: ["buyer_id"], references: ObjectName("users"), ["id"])
    buyer.onDelete = .cascade
    let seller = ForeignKey("seller_fk", columns: ["seller_id"], references: ObjectName("users"), ["id"])
    table.foreignKeys = [buyer, seller]
    var recent = IndexElement(column: "id")
    recent.order = .descending
    recent.nulls = .first
    table.indexes = [Index("orders_recent", elements: [IndexElement(column: "buyer_id"), recent])]
    return table
  }

  private static var items: Table {
    var table = Table(ObjectName("order_items"))
    var price = Column("price", ColumnType("numeric", modifiers: ["10", "2"]), isNullable: false)
    price.defaultExpression = SQLExpression("0.00")
    var total = Column("total", ColumnType("numeric"))
    total.generated = GeneratedColumn(SQLExpression("quantity * price"))
    table.columns = NamedList([
      Column("order_id", ColumnType("int8"), isNullable: false),
      Column("position", ColumnType("int2"), isNullable: false),
      Column("quantity", ColumnType("int4"), isNullable: false), price, total,
    ])
    table.primaryKey = KeyConstraint("order_items_pk", columns: ["order_id", "position"])
    table.foreignKeys = [
      ForeignKey("order_items_order_id_fkey", columns: ["order_id"], references: ObjectName("orders"), ["id"])
    ]
    table.checks = [CheckConstraint("quantity_positive", SQLExpression("quantity > 0"))]
    return table
  }
}
