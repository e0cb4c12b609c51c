/// The names of SQLAlchemy's constructs.
enum Constructs {
  /// Calls that declare something by themselves.
  static let declarations: Set<String> = [
    "Table", "Index", "map_imperatively", "mapper", "append_constraint", "append_column", "listen", "Sequence",
  ]
  static let columns: Set<String> = ["Column", "mapped_column"]
  private static let attributes: Set<String> = [
    "Column", "mapped_column", "relationship", "deferred", "column_property", "composite", "Relationship", "relation",
    "orm_insert_sentinel", "query_expression", "Field",
  ]
  private static let libraries: Set<String> = [
    "sqlalchemy", "sqlmodel", "flask_sqlalchemy", "flask_sqlalchemy_lite", "sqlalchemy_utils",
  ]

  static func isLibrary(_ path: String) -> Bool { libraries.contains(path.firstPart) }

  static func isMapped(_ call: CallObject) -> Bool { attributes.contains(call.name) }

  static func isColumn(_ call: CallObject) -> Bool { columns.contains(call.name) && call.receiver == nil }

  static func isConstraint(_ call: CallObject) -> Bool {
    ["CheckConstraint", "UniqueConstraint", "PrimaryKeyConstraint", "ForeignKeyConstraint", "ExcludeConstraint"]
      .contains(call.name)
  }

  /// The MetaData of a declarative base, a registry or a table; nil when it has one of its own.
  static func metadata(of call: CallObject) -> Value? {
    if let value = call.attributes["metadata"] { return value }
    if let value = call.keyword("metadata") { return value }
    switch call.name {
    case "Table": return call.argument(1)
    case "generate_base": return call.receiver?.call.flatMap { metadata(of: $0) }
    case "declarative_base":
      if call.callee.hasPrefix("."), let registry = call.receiver?.call { return metadata(of: registry) }
      return call.arguments.first { $0.call?.name == "MetaData" }
    case "registry": return call.arguments.first { $0.call?.name == "MetaData" }
    case "Model": return call.receiver?.call.flatMap { metadata(of: $0) }
    default: return nil
    }
  }
}
