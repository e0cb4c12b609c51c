/// The properties of a value by their names in the source, those behind property wrappers included.
package enum StoredProperties {
  package static func of(_ value: Any) -> [(label: String, value: Any)] {
    Mirror(reflecting: value).children.compactMap { child in
      child.label.map { ($0.hasPrefix("_") ? String($0.dropFirst()) : $0, child.value) }
    }
  }
}
