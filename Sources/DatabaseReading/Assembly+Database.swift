import Diagnostics
import SchemaModel

/// Schemas, extensions, roles, and what only the whole database has.
extension CatalogAssembly {
  /// Every database has the schema public; a comment of its own makes it worth an entry.
  mutating func readSchemas() {
    for row in rows(.schemas) {
      var schema = Schema(row.text("name"))
      schema.comment = row["comment"]
      if schema.name == "public", schema.comment == nil || schema.comment == "standard public schema" { continue }
      catalog.schemas.append(schema)
    }
  }

  mutating func readExtensions() {
    for row in rows(.extensions) {
      var added = Extension(row.text("name"))
      let schema = row.text("schema")
      added.schema = schema == "public" || schema == "pg_catalog" ? nil : schema
      added.version = row["version"]
      added.comment = row["comment"]
      catalog.extensions.append(added)
    }
  }

  mutating func readRoles() {
    for row in rows(.roles) {
      var role = Role(row.text("name"))
      role.canLogin = row.isTrue("login")
      let flags = [
        ("superuser", "SUPERUSER"), ("createrole", "CREATEROLE"), ("createdb", "CREATEDB"),
        ("replication", "REPLICATION"), ("bypassrls", "BYPASSRLS"),
      ]
      role.options = flags.filter { row.isTrue($0.0) }.map(\.1)
      if !row.isTrue("inherit") { role.options.append("NOINHERIT") }
      if let limit = row.number("connection_limit"), limit >= 0 { role.options.append("CONNECTION LIMIT \(limit)") }
      role.memberOf = row.list("groups")
      role.administers = row.list("administers")
      role.comment = row["comment"]
      catalog.roles.append(role)
    }
  }

  mutating func readEventTriggers() {
    for row in rows(.eventTriggers) {
      let name = SQLText.name(row.text("name"))
      var sql = "CREATE EVENT TRIGGER \(name) ON \(row.text("event"))"
      let tags = row.list("tags")
      if !tags.isEmpty { sql += "\n  WHEN TAG IN (\(tags.map(SQLText.literal).joined(separator: ", ")))" }
      sql += "\n  EXECUTE FUNCTION \(row.text("function"))()"
      var trigger = EventTrigger(row.text("name"), sql: sql)
      trigger.enabled = row.text("enabled")
      trigger.comment = row["comment"]
      catalog.eventTriggers.append(trigger)
    }
  }

  /// Foreign tables name their servers, which the model does not hold: they are kept as the SQL that makes them.
  /// Passwords among the options are left out.
  mutating func readForeignServers() {
    for row in rows(.foreignServers) {
      let name = SQLText.name(row.text("name"))
      let options = row.list("options").filter { !$0.lowercased().hasPrefix("password=") }.map { option in
        let halves = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return "\(SQLText.name(halves[0])) \(SQLText.literal(halves.count > 1 ? halves[1] : ""))"
      }
      var sql: String
      if row["kind"] == "wrapper" {
        sql = "CREATE FOREIGN DATA WRAPPER \(name)"
        if let handler = row["handler"] { sql += " HANDLER \(handler)" }
        if let validator = row["validator"] { sql += " VALIDATOR \(validator)" }
      } else {
        sql = "CREATE SERVER \(name)"
        if let type = row["type"] { sql += " TYPE \(SQLText.literal(type))" }
        if let version = row["version"] { sql += " VERSION \(SQLText.literal(version))" }
        sql += " FOREIGN DATA WRAPPER \(SQLText.name(row.text("wrapper")))"
      }
      if !options.isEmpty { sql += " OPTIONS (\(options.joined(separator: ", ")))" }
      let kind = row["kind"] == "wrapper" ? "CREATE FOREIGN DATA WRAPPER" : "CREATE SERVER"
      catalog.unmodelled.append(RawObject(kind: kind, sql: sql))
    }
  }

  /// What the model has no place for and PostgreSQL prints no definition of is named, once a kind.
  mutating func readUnmodelled() {
    var kinds: [String: [String]] = [:]
    for row in rows(.unmodelled) {
      kinds[row.text("kind"), default: []].append(row.text("name"))
      catalog.unmodelled.append(RawObject(kind: row.text("kind"), sql: row.text("name")))
    }
    for (kind, names) in kinds.sorted(by: { $0.key < $1.key }) {
      let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", ..." : "")
      warn(
        "not-modelled", "\(names.count) of the kind \(kind) \(names.count == 1 ? "is" : "are") not modelled: \(shown)")
    }
  }
}

/// Names and texts in SQL that is made here.
enum SQLText {
  static func name(_ name: String) -> String {
    "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }

  static func name(_ name: ObjectName) -> String { "\(self.name(name.schema)).\(self.name(name.name))" }

  static func literal(_ text: String) -> String {
    let escaped = text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    guard text.contains("\\") else { return "'\(escaped)'" }
    return "E'\(escaped.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\"))'"
  }
}
