import SchemaModel

/// What a catalog consists of, as far as statements make, change and drop it one by one.
enum Part: Hashable {
  case schema(String)
  case `extension`(String)
  case role(String)
  case collation(ObjectName)
  /// Enum, domain, composite or range type.
  case type(ObjectName)
  case domainDefault(ObjectName)
  case domainCheck(ObjectName, String)
  case sequence(ObjectName)
  /// Which column a sequence goes with.
  case ownership(ObjectName)
  case function(String)
  /// What PostgreSQL can do and the model does not hold.
  case raw(String)
  case table(ObjectName)
  case column(ObjectName, String)
  case columnDefault(ObjectName, String)
  /// Key, check, exclusion or foreign key: they share one namespace within their table.
  case constraint(ObjectName, String)
  case index(ObjectName, String)
  /// Partition of, or child of, that parent.
  case membership(ObjectName, ObjectName)
  /// Replica identity and CLUSTER ON, which name indexes.
  case indexChoice(ObjectName)
  case rule(ObjectName, String)
  case trigger(ObjectName, String)
  case policy(ObjectName, String)
  case rowSecurity(ObjectName)
  case view(ObjectName)
  case statistics(ObjectName)

  /// The table or view that it is or belongs to.
  var owner: ObjectName? {
    switch self {
    case .table(let name), .column(let name, _), .columnDefault(let name, _), .constraint(let name, _),
      .index(let name, _), .membership(let name, _), .indexChoice(let name), .rule(let name, _),
      .trigger(let name, _), .policy(let name, _), .rowSecurity(let name), .view(let name):
      name
    default: nil
    }
  }

  /// As people say it, for a circle that nothing resolves.
  var display: String {
    switch self {
    case .schema(let name): "schema \(name)"
    case .extension(let name): "extension \(name)"
    case .role(let name): "role \(name)"
    case .collation(let name): "collation \(name.display)"
    case .type(let name): "type \(name.display)"
    case .domainDefault(let name): "default of \(name.display)"
    case .domainCheck(let name, let check): "check \(check) of \(name.display)"
    case .sequence(let name), .ownership(let name): "sequence \(name.display)"
    case .function(let signature): "function \(signature)"
    case .raw(let sql): "\(sql.prefix(40))"
    case .table(let name): "table \(name.display)"
    case .column(let table, let name): "column \(table.display).\(name)"
    case .columnDefault(let table, let name): "default of \(table.display).\(name)"
    case .constraint(let table, let name): "constraint \(name) on \(table.display)"
    case .index(let table, let name): "index \(name) on \(table.display)"
    case .membership(let table, let parent): "\(table.display) under \(parent.display)"
    case .indexChoice(let table): "replica identity of \(table.display)"
    case .rule(let table, let name): "rule \(name) on \(table.display)"
    case .trigger(let table, let name): "trigger \(name) on \(table.display)"
    case .policy(let table, let name): "policy \(name) on \(table.display)"
    case .rowSecurity(let table): "row security of \(table.display)"
    case .view(let name): "view \(name.display)"
    case .statistics(let name): "statistics \(name.display)"
    }
  }

  /// Among parts that may be made now, the lower goes first.
  var rank: Int {
    switch self {
    case .schema: 0
    case .extension: 1
    case .role: 2
    case .collation: 3
    case .type: 4
    case .domainDefault, .domainCheck: 5
    case .sequence: 6
    case .function: 7
    case .raw: 8
    case .table: 9
    case .column: 10
    case .columnDefault: 11
    case .ownership: 12
    case .constraint: 13
    case .index: 14
    case .indexChoice: 15
    case .membership: 16
    case .view: 17
    case .statistics: 18
    case .rule: 19
    case .trigger: 20
    case .policy: 21
    case .rowSecurity: 22
    }
  }

  /// Names that only one object can have at a time, so that who leaves one goes before who takes it.
  var takenNames: [String] {
    switch self {
    case .table(let name), .view(let name): ["relation \(name.qualified)", "type \(name.qualified)"]
    case .sequence(let name): ["relation \(name.qualified)"]
    case .index(let table, let name), .constraint(let table, let name): ["relation \(table.schema).\(name)"]
    case .type(let name): ["type \(name.qualified)", "relation \(name.qualified)"]
    default: []
    }
  }
}
