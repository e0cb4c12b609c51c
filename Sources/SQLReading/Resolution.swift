import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// The schema unqualified new objects go to.
  var creationSchema: String { searchPath.first ?? "public" }

  /// The name of an object to be created.
  mutating func newName(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) -> ObjectName {
    let name = relation?.pointee.relname.text ?? ""
    guard let schema = relation?.pointee.schemaname.text else { return ObjectName(name, schema: creationSchema) }
    noteSchema(schema)
    return ObjectName(name, schema: schema)
  }

  mutating func newName(_ path: [String]) -> ObjectName {
    guard path.count >= 2 else { return ObjectName(path.last ?? "", schema: creationSchema) }
    noteSchema(path[path.count - 2])
    return ObjectName(path[path.count - 1], schema: path[path.count - 2])
  }

  /// The relation a name stands for, nil when nobody created it. Says nothing.
  func find(_ path: [String]) -> ObjectName? {
    guard let name = path.last else { return nil }
    if path.count >= 2 {
      let candidate = ObjectName(name, schema: path[path.count - 2])
      return names[candidate] == nil ? nil : candidate
    }
    for schema in searchPath {
      let candidate = ObjectName(name, schema: schema)
      if names[candidate] != nil { return candidate }
    }
    return nil
  }

  static func path(_ relation: PgQuery__RangeVar) -> [String] {
    [relation.schemaname.text, relation.relname.text].compactMap { $0 }
  }

  /// The relation a statement needs. When it was never created this is said, and nil.
  mutating func require(
    _ relation: UnsafeMutablePointer<PgQuery__RangeVar>?, missingOK: Bool = false
  ) -> ObjectName? {
    guard let relation = relation?.pointee else { return nil }
    let path = Self.path(relation)
    if path.count == 1, temporaryRelations.contains(path[0]) { return nil }
    if let found = find(path) { return found }
    if !missingOK { reportUnknown(path, at: relation.location) }
    return nil
  }

  /// Schemas that every database has.
  static func isSystem(_ schema: String) -> Bool { schema == "pg_catalog" || schema == "information_schema" }

  /// Says that a relation was never created: an error, unless something outside these files may have made it.
  mutating func reportUnknown(_ path: [String], at location: Int32?) {
    let name = path.last ?? ""
    let shown = path.joined(separator: ".")
    let range = location.map { source.range(at: $0, shown) } ?? headline
    if path.count >= 2, isElsewhere(path[path.count - 2]) {
      let schema = path[path.count - 2]
      guard reportedSchemas.insert(schema).inserted else { return }
      report(
        .warning, "undeclared-schema", "the schema \(schema) is created by none of these files", at: range,
        why: "its objects, like \(shown), are taken to exist and to be looked after elsewhere")
      return
    }
    if path.count >= 2, Self.isSystem(path[path.count - 2]) { return }
    let isOpaque = opaqueWords.contains(name.lowercased())
    let nearest = NearestName.of(name, among: catalog.tables.lazy.map(\.name.name))
    report(
      isOpaque ? .warning : .error, "unknown-relation", "relation \"\(shown)\" does not exist here", at: range,
      why: isOpaque
        ? "code that was not executed names it and may have created it"
        : "no statement before this one creates it, so PostgreSQL would refuse this one",
      fix: nearest.map { "did you mean \($0)?" })
  }

  /// Whether a schema is neither public nor created here.
  func isElsewhere(_ schema: String) -> Bool {
    schema != "public" && schema != "pg_catalog" && schema != "information_schema"
      && !catalog.schemas.contains(schema)
  }

  /// A new object in a schema that these files do not create.
  private mutating func noteSchema(_ schema: String) {
    guard isElsewhere(schema), !schema.hasPrefix("pg_"), reportedSchemas.insert(schema).inserted else { return }
    report(
      .warning, "undeclared-schema", "the schema \(schema) is created by none of these files", at: headline,
      why: "it is taken to exist; PostgreSQL refuses the statement where it does not")
  }

  /// Reports a name that is taken; true when the statement is to be left out.
  mutating func isTaken(_ name: ObjectName, unlessExists: Bool) -> Bool {
    guard names[name] != nil else { return false }
    if !unlessExists {
      report(
        .error, "duplicate-object", "relation \"\(name.display)\" already exists", at: headline,
        why: "PostgreSQL would refuse this statement; the first one stands")
    }
    return true
  }
}
