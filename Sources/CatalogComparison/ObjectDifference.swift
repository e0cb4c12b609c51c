import Diagnostics
import SchemaModel

/// Compares two lists of objects of one kind by a key.
enum ObjectDifference {
  static func changes<Object, Key: Hashable>(
    _ kind: SchemaChange.ObjectKind, of table: ObjectName?, _ old: [Object], _ new: [Object],
    key: (Object) -> Key, label: (Object) -> String, span: (Object) -> SourceSpan?,
    details: (Object, Object) -> [SchemaChange.Detail?]
  ) -> [SchemaChange] {
    var changes: [SchemaChange] = []
    let before = Dictionary(old.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.map(key))
    for object in old where !after.contains(key(object)) {
      changes.append(SchemaChange(.drop, kind, label(object), of: table, span: span(object)))
    }
    for object in new {
      guard let earlier = before[key(object)] else {
        changes.append(SchemaChange(.add, kind, label(object), of: table, span: span(object)))
        continue
      }
      let differences = details(earlier, object).compactMap(\.self)
      guard !differences.isEmpty else { continue }
      var change = SchemaChange(.change, kind, label(object), of: table, span: span(object))
      change.details = differences
      changes.append(change)
    }
    return changes
  }
}

/// A detail when the two texts differ, else nil.
func property(_ name: String, _ old: String, _ new: String) -> SchemaChange.Detail? {
  old == new ? nil : SchemaChange.Detail(name, from: old, to: new)
}
