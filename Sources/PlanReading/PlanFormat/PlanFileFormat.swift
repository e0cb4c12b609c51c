internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// The one definition of a plan file: its keys, what they mean and how their values are written. Reading, diagnostics
/// and the JSON Schema all come from it.
struct PlanFileFormat {
  /// The plan's name, which no file says.
  var name = ""

  var format: ValueFormat<Plan> {
    .record({ Plan(name: name) }) {
      head
      Self.schemaFacts
      Self.workloadFacts
      Self.securityFacts
      Self.operationFacts
      Self.changeFacts
      Self.decisionFacts
    }
  }

  @RecordBuilder<Plan> private var head: [RecordKey<Plan>] {
    fact("plan", "The title of the plan", .text, \.title)
    fact("project", "The name of the product", .text, \.project)
    fact("status", "How far the plan has come", .cases, \.status)
    fact("as_of", "The day its numbers were true; every date in the plan counts from it", .date, \.asOf)
    custom("use", "Plan files whose facts this one takes over and may override", .oneOrMore(.path)) { _, _, _ in }
    fact("owner", "The team that answers for it", .text, \.owner)
    fact("domain", "What the data is about, in two to five sentences", .markdown, \.domain)
    facts(
      "schema", "Where the schema is: a file, folder, postgres:// URL or import:module:Base, or a list of them", .path,
      \.sources.schema)
    facts("adds", "An overlay on the schema: only what this plan adds", .path, \.sources.adds)
    custom("baseline", "What migrations start from: git:REF, a schema source, or none", .path) { value, node, root in
      root.sources.baseline = value == "none" ? nil : Located(value, span: node.span)
    }
    fact("templates", "A folder of templates that take the place of the built-in ones", .path, \.sources.templates)
    part("stack", "The versions and tools in use", Self.stack, \.stack)
    part("conventions", "House rules of naming and keys", Self.conventions, \.conventions)
    part("checks", "Severity of single checks", Self.checks, \.checks)
  }

  static var stack: ValueFormat<Stack> {
    .record(Stack.init) {
      fact("postgres", "Major version of PostgreSQL", .integer(minimum: 9), \.postgres)
      fact("orm", "The object-relational mapper, e.g. prisma or sqlalchemy", .text, \.orm)
      fact("prisma", "Version of Prisma", .text, \.prisma)
      fact("client", "Module that exports the database client", .text, \.client)
      fact("validators", "Folder of the validators", .text, \.validators)
      fact("migrate", "The command that runs migrations", .text, \.migrate)
    }
  }

  static var conventions: ValueFormat<Conventions> {
    .record(Conventions.init) {
      custom("id", "How primary keys are made; a list where several ways are in use", keyStrategies) { ways, _, root in
        root.id = ways.first
        root.otherIDs = Array(ways.dropFirst())
      }
      fact("native_uuid", "Whether UUIDs are stored in the type uuid", .bool, \.nativeUUID)
      fact("soft_delete", "The column that marks a deleted row", .text, \.softDelete)
      fact("naming", "How tables and columns are named", .word(["snake_case", "camelCase", "PascalCase"]), \.naming)
      fact("plural", "Whether table names are plural", .bool, \.plural)
      fact("index_name", "How indexes are named, e.g. idx_{table}_{columns}", .text, \.indexName)
      fact(
        "enum_values", "How enum values are written",
        .word(["UPPER_CASE", "lower_case", "snake_case", "PascalCase", "camelCase"]), \.enumValues)
      fact(
        "timestamps", "Whether every table has created and updated times", .word(["required", "optional"]), \.timestamps
      )
      fact("on_delete", "Whether foreign keys must say ON DELETE", .word(["explicit", "default"]), \.onDelete)
    }
  }

  private static var keyStrategies: ValueFormat<[Located<String>]> {
    .oneOrMore(ValueFormat<String>.word(["uuid7", "uuid", "cuid", "ulid", "autoincrement", "identity"]).located())
  }

  static var checks: ValueFormat<[CheckSetting]> {
    .map(keyedBy: .text, "Code of a check", to: .checkSeverity) { code, severity, _ in
      CheckSetting(code: code, severity: severity)
    }
  }
}
