import SQLWriting
import SchemaModel

/// Names and literals in the SQL that findings propose: schema public goes unsaid, as people write it.
enum SQLText {
  static func name(_ name: String) -> String { QuotedIdentifier.text(name) }

  static func name(_ object: ObjectName) -> String {
    object.schema == "public" ? name(object.name) : QuotedIdentifier.text(object)
  }

  static func list(_ names: some Sequence<String>) -> String { QuotedIdentifier.list(names) }

  static func literal(_ text: String) -> String { SQLLiteral.text(text) }
}
