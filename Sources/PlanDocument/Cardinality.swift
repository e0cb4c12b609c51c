import SchemaModel

extension PlanSubject {
  /// `n : 1` as the columns allow it: optional when a key column is nullable, one to one when the key is unique.
  func cardinality(of reference: Reference) -> String {
    let isOptional = reference.key.columns.contains { reference.table.columns[$0]?.isNullable ?? false }
    let child = reference.table.isUnique(reference.key.columns) ? "0..1" : "n"
    return "\(child) : \(isOptional ? "0..1" : "1")"
  }
}

extension PlanSubject.Reference {
  /// Names the foreign key within the whole schema.
  var identity: String { "\(table.name.qualified).\(key.name)" }
}
