import Diagnostics
import SchemaModel

/// Compares two lists of objects of one kind by a key.
enum ObjectDifference {
  static func changes<Object, Key: Hashable>(
    _ kind: SchemaChange.ObjectKind, of table: ObjectName?, _ old: [Object], _ new: [Object],
    key: (Object) -> Key, label: (Object) -> String, span: (Object) -> SourceSpan?,
    details: (Object, Object) -> [SchemaChange.Detail?]
  ) -> [SchemaChange] {
    guard !old.isEmpty || !new.isEmpty else { return [] }
    var changes: [SchemaChange] = []
    let before = Dictionary(old.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.map(key))
    for object in old where !after.contains(key(object)) {
      var change = SchemaChange(.drop, kind, label(object), of: table, span: span(object))
      change.oldSpan = span(object)
      changes.append(change)
    }
    for object in new {
      guard let earlier = before[key(object)] else {
        changes.append(SchemaChange(.add, kind, label(object), of: table, span: span(object)))
        continue
      }
      let differences = details(earlier, object).compactMap(\.self)
      guard !differences.isEmpty else { continue }
      var change = SchemaChange(.change, kind, label(object), of: table, span: span(object))
      change.oldSpan = span(earlier)
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

/// A detail when the two flags differ, else nil.
func flag(_ name: String, _ old: Bool, _ new: Bool) -> SchemaChange.Detail? {
  old == new ? nil : SchemaChange.Detail(name, from: old ? "yes" : "no", to: new ? "yes" : "no")
}

/// A detail when two optional texts differ, else nil.
func optional(_ name: String, _ old: String?, _ new: String?) -> SchemaChange.Detail? {
  old == new ? nil : SchemaChange.Detail(name, from: old ?? "none", to: new ?? "none")
}

/// A detail when two pieces of SQL differ in more than spacing and comments.
func sql(_ name: String, _ old: String, _ new: String) -> SchemaChange.Detail? {
  SQLSpacing.isSame(old, new) ? nil : SchemaChange.Detail(name, from: old, to: new)
}

/// A detail when two sets of options differ, else nil.
func options(_ name: String, _ old: [String: String], _ new: [String: String]) -> SchemaChange.Detail? {
  func text(_ options: [String: String]) -> String {
    options.isEmpty
      ? "none" : options.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
  }
  return old == new ? nil : SchemaChange.Detail(name, from: text(old), to: text(new))
}
