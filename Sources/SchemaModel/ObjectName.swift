/// A schema-qualified name, as PostgreSQL stores it: case kept, quotes gone.
package struct ObjectName: Hashable, Sendable, Comparable {
  package var schema: String
  package var name: String

  package init(_ name: String, schema: String = "public") {
    self.schema = schema
    self.name = name
  }

  /// `name` alone in schema public, else `schema.name`: how people say it.
  package var display: String { schema == "public" ? name : "\(schema).\(name)" }

  /// `schema.name`, always: how files and anchors are named.
  package var qualified: String { "\(schema).\(name)" }

  package static func < (left: Self, right: Self) -> Bool { (left.schema, left.name) < (right.schema, right.name) }
}
