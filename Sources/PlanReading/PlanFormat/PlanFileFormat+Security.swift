internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// What a plan says about who may see what.
extension PlanFileFormat {
  @RecordBuilder<Plan> static var securityFacts: [RecordKey<Plan>] {
    part("tenancy", "How customers are kept apart", tenancy, \.tenancy)
    part("roles", "Database roles and what they may do", roles, \.roles)
    part("sensitive", "Columns that need care; none dismisses a detected one", sensitive, \.sensitive)
    facts("compliance", "Rules the data falls under, e.g. gdpr", .text, \.compliance)
    part("audit", "What is logged", audit, \.audit)
    part("connection", "How clients reach the database, and where their passwords are", connection, \.connection)
  }

  private static var tenancy: ValueFormat<Tenancy> {
    .record(Tenancy.init) {
      fact(
        "model", "How tenants are separated",
        .word(["shared-schema", "schema-per-tenant", "database-per-tenant", "single-tenant"]), \.model)
      fact("key", "The column that names the tenant", .text, \.key)
      fact("setting", "The setting that holds the current tenant, e.g. app.clinic_id", .text, \.setting)
      facts("shared", "Tables without tenant that all may read", .table, \.shared)
      fact("null_means", "What a null tenant means", .word(["none", "shared", "all"]), \.nullMeans)
      facts("enforce", "Who enforces it", .word(["database", "application"]), \.enforce)
      facts("cross", "Roles that may cross tenants", .text, \.cross)
      part("through", "For tables without the key: the parent whose tenant is theirs", parents, \.through)
    }
  }

  private static var parents: ValueFormat<[Tenancy.Parent]> {
    .map(keyedBy: .table, "Table", to: ValueFormat<ObjectName>.table.located()) { table, parent, _ in
      Tenancy.Parent(table: table, parent: parent)
    }
  }

  private static var roles: ValueFormat<[AccessRole]> {
    let commands = ValueFormat<[AccessRole.Command]>.oneOrMore(.cases)
    let tables = OtherKeys<AccessRole>(shape: commands.shape) { pair, role, log in
      let isEveryTable = pair.key.scalar == "*"
      let table = isEveryTable ? nil : ValueFormat<ObjectName>.table.read(pair.key, &log)
      guard let commands = commands.read(pair.value, &log), isEveryTable || table != nil else { return }
      role.access.append(AccessRole.Access(table: table, commands: commands, span: pair.key.span))
    }
    return .records(keyedBy: .text, "Role", others: tables, make: AccessRole.init(name:)) {
      fact("login", "The login role that takes it with SET ROLE", .text, \.login)
      facts("inherits", "Roles it is a member of", .text, \.inherits)
      fact("rows", "Which rows it sees: all, tenant, or own via a column", rows, \.rows)
      fact("setting", "The setting that holds who it is", .text, \.setting)
      fact("deleted", "Whether it sees rows that are marked as deleted", .word(["hidden", "visible"]), \.deleted)
    }
  }

  private static var rows: ValueFormat<String> {
    .scalar(
      .pattern("^(all|none|tenant|own via .+)$", examples: ["tenant", "own via patient_id"], allowsNumber: false),
      expectation: Expectation(
        noun: "a choice of rows", fix: "write `all`, `tenant`, `none` or `own via column`",
        words: ["all", "tenant", "none"]),
      parse: { text in
        if text.hasPrefix("own via "), text.count > 8 { return text }
        return ["all", "tenant", "none"].contains(text) ? text : nil
      })
  }

  static var dataClasses: [String] {
    [
      "personal", "contact", "identity", "health", "biometric", "payment", "financial", "secret", "location",
      "free-text", "none",
    ]
  }

  private static var sensitive: ValueFormat<[SensitiveColumn]> {
    let details = ValueFormat<SensitiveColumn>.record({
      SensitiveColumn(column: Located(ColumnReference(ObjectName(""), "")))
    }) {
      fact("class", "What kind of data it is", .word(dataClasses), \.dataClass)
      fact("stored", "How it is stored: plain, app-encrypted, pgcrypto, hashed or tokenised", .text, \.stored)
      custom("subject", "The column that names the person it is about", .column) { column, node, sensitive in
        sensitive.subject = Located(column, span: node.span)
      }
      fact("keep", "How long it is kept", .duration, \.keep)
      facts("mask_for", "Roles that see it masked", .text, \.maskFor)
    }
    let word = ValueFormat<String>.word(dataClasses)
    let bare = ValueFormat<SensitiveColumn>(shape: word.shape) { node, log in
      word.read(node, &log).map { dataClass in
        var sensitive = SensitiveColumn(column: Located(ColumnReference(ObjectName(""), "")))
        sensitive.dataClass = Located(dataClass, span: node.span)
        return sensitive
      }
    }
    return .map(keyedBy: .column, "Column", to: .scalar(bare, or: details)) { column, details, _ in
      var sensitive = details
      sensitive.column = column
      if sensitive.dataClass?.value == "none" { sensitive.dataClass = nil }
      return sensitive
    }
  }

  private static var connection: ValueFormat<Connection> {
    .record(Connection.init) {
      fact("tls", "The lowest version of TLS that the server takes", .word(["TLSv1.2", "TLSv1.3"]), \.tls)
      fact("root", "The file with the authority that clients check the server against", .text, \.root)
      fact(
        "sslmode", "How clients ask for TLS, in libpq's words",
        .word(["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]), \.sslmode)
      fact("passwords", "How passwords are proved", .word(["scram-sha-256", "md5", "cert"]), \.passwords)
      fact("rotation", "How long a password is used", .duration, \.rotation)
      fact("database", "The database's name", .text, \.database)
      facts("from", "Networks that clients come from, e.g. 10.0.0.0/8", .text, \.from)
      part("secrets", "Where the password of each login is kept; never the password", secrets, \.secrets)
    }
  }

  private static var secrets: ValueFormat<[Connection.Secret]> {
    .map(keyedBy: .text, "Login", to: ValueFormat<String>.text.located()) { login, place, _ in
      Connection.Secret(login: login, place: place)
    }
  }

  private static var audit: ValueFormat<Audit> {
    .record(Audit.init) {
      facts("tables", "Tables whose changes are logged; patterns count", .table, \.tables)
      fact("actor", "The setting that says who acts, e.g. app.user_id", .text, \.actor)
      fact("keep", "How long the log is kept", .duration, \.keep)
      facts("security_events", "Events of the server that are logged: login, ddl, grant", .text, \.securityEvents)
      facts("readers", "Roles that may read the log, as far as they see rows", .text, \.readers)
      fact("job", "The role whose job makes the log's months and drops those that are too old", .text, \.job)
    }
  }
}
