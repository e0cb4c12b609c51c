import SQLWriting
import SchemaModel

/// A table under another name, with a view under the old one until no code knows it.
struct TableRename {
  let table: Table
  let new: ObjectName
  let postgres: Int
  let grants: [Grant]

  private var old: ObjectName { table.name }

  var moves: [Move] {
    let from = QuotedIdentifier.text(old)
    let to = QuotedIdentifier.text(new)
    var up: [String] = []
    var down: [String] = []
    if old.schema != new.schema {
      up.append("ALTER TABLE \(from) SET SCHEMA \(QuotedIdentifier.text(new.schema))")
      down.append(
        "ALTER TABLE \(QuotedIdentifier.text(ObjectName(old.name, schema: new.schema))) SET SCHEMA \(QuotedIdentifier.text(old.schema))"
      )
    }
    if old.name != new.name {
      up.append(
        "ALTER TABLE \(QuotedIdentifier.text(ObjectName(old.name, schema: new.schema))) RENAME TO \(QuotedIdentifier.text(new.name))"
      )
      down.insert("ALTER TABLE \(to) RENAME TO \(QuotedIdentifier.text(old.name))", at: 0)
    }
    let invoker = postgres >= 15 ? " WITH (security_invoker=true)" : ""
    let view = "CREATE VIEW \(from)\(invoker) AS SELECT * FROM \(to)"
    let rights = grants.filter { $0.object == old && [.table, .column].contains($0.objectKind) }.map {
      SQLWriter().grant($0)
    }
    let create = [view] + rights
    let rename = Move(
      MigrationStep.name("rename", old.display, "to", new.display),
      "\(old.display) is called \(new.display); a view of the old name takes the statements of old code.",
      phase: .expand,
      on: old, up: up + create, down: ["DROP VIEW IF EXISTS \(from)"] + down
    ).with {
      $0.hazards = [
        "Through the view \(old.display) old code can not TRUNCATE, COPY FROM, LOCK or make a foreign key to it."
      ]
      if postgres < 15, table.rowSecurity.isEnabled {
        $0.hazards.append(
          "Before PostgreSQL 15 the view asks with its owner's rights: policies of \(old.display) do not hold through it."
        )
      }
    }
    let drop = Move(
      MigrationStep.name("drop", "view", old.display), "No code knows \(old.display) any more: the view goes.",
      phase: .contract, on: new, up: ["DROP VIEW IF EXISTS \(from)"], down: create)
    return [rename, drop]
  }
}
