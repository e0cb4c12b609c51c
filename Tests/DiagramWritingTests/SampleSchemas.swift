import SchemaModel

enum SampleSchemas {
  static func table(_ name: String, _ columns: [(String, String, Bool)], key: [String] = ["id"]) -> Table {
    var table = Table(ObjectName(name))
    table.columns = NamedList(columns.map { Column($0.0, ColumnType($0.1), isNullable: $0.2) })
    table.primaryKey = KeyConstraint("\(name)_pkey", columns: key)
    return table
  }

  /// Six tables with every kind of end: optional, required, unique, to itself, composite.
  static var clinic: Catalog {
    var catalog = Catalog()
    let clinics = table("clinics", [("id", "int8", false), ("name", "text", false)])
    var patients = table("patients", [("id", "int8", false), ("clinic_id", "int8", false), ("mail", "text", true)])
    patients.foreignKeys = [ForeignKey("p_c", columns: ["clinic_id"], references: clinics.name, ["id"])]
    patients.uniqueConstraints = [
      KeyConstraint("p_mail", columns: ["mail"]), KeyConstraint("p_id", columns: ["clinic_id", "id"]),
    ]
    var profiles = table("profiles", [("patient_id", "int8", false), ("about", "text", true)], key: ["patient_id"])
    profiles.foreignKeys = [ForeignKey("pr_p", columns: ["patient_id"], references: patients.name, ["id"])]
    var doctors = table("doctors", [("id", "int8", false), ("chief_id", "int8", true)])
    doctors.foreignKeys = [ForeignKey("d_d", columns: ["chief_id"], references: doctors.name, ["id"])]
    var visits = table(
      "visits",
      [("id", "uuid", false), ("clinic_id", "int8", false), ("patient_id", "int8", false), ("doctor_id", "int8", true)])
    visits.columns.append(Column("tags", ColumnType("text", arrayDimensions: 1)))
    visits.foreignKeys = [
      ForeignKey("v_p", columns: ["clinic_id", "patient_id"], references: patients.name, ["clinic_id", "id"]),
      ForeignKey("v_d", columns: ["doctor_id"], references: doctors.name, ["id"]),
    ]
    visits.partitionKey = PartitionKey(.hash, elements: [IndexElement(column: "id")])
    var part = Table(ObjectName("visits_0"))
    part.partitionOf = PartitionMembership(parent: visits.name, bound: "FOR VALUES WITH (MODULUS 1, REMAINDER 0)")
    let log = table("log", [("id", "int8", false)])
    catalog.tables = NamedList([clinics, patients, profiles, doctors, visits, part, log])
    return catalog
  }

  /// Families of tables, each table with a foreign key to one before it in its family and one to a hub.
  static func large(_ count: Int) -> Catalog {
    let families = ["order", "stock", "bill", "audit", "ship", "chat", "mail", "course", "lesson", "ticket"]
    var catalog = Catalog()
    catalog.tables.append(table("accounts", [("id", "int8", false)]))
    for number in 1..<count {
      let family = families[(number / 20) % families.count]
      let columns = (0..<9).map { ("column_\($0)", "text", $0 % 2 == 0) }
      var table = table(
        "\(family)_\(number / 200)_part_\(number)",
        [("id", "int8", false), ("account_id", "int8", false), ("before_id", "int8", true)] + columns)
      table.foreignKeys = [ForeignKey("hub", columns: ["account_id"], references: ObjectName("accounts"), ["id"])]
      if number % 20 != 0, number > 1, let before = catalog.tables.dropLast(number % 3).last {
        table.foreignKeys.append(ForeignKey("before", columns: ["before_id"], references: before.name, ["id"]))
      }
      catalog.tables.append(table)
    }
    return catalog
  }
}
