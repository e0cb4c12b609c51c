/// A place in a catalog: properties, and items of lists by their names, as `tables[public.users].columns[id].identity`.
package struct CatalogPath: Sendable, Hashable {
  package let text: String

  /// An item of one of the catalog's lists. Objects in schemas go by their qualified name, functions by their signature.
  package static func item(_ list: String, _ name: String) -> Self { Self(text: "\(list)[\(name)]") }

  package static func table(_ name: ObjectName) -> Self { .item("tables", name.qualified) }

  package static func sequence(_ name: ObjectName) -> Self { .item("sequences", name.qualified) }

  package func item(_ list: String, _ name: String) -> Self { Self(text: "\(text).\(list)[\(name)]") }

  package func column(_ name: String) -> Self { item("columns", name) }

  package func property(_ name: String) -> Self { Self(text: "\(text).\(name)") }
}

extension DefaultPrivilege {
  /// Whose new objects it is on, and for whom: privileges of the same label add up.
  package var label: String { "\(owner ?? "") \(schema ?? "") \(objects) \(grantee)" }
}

extension Grant {
  /// What it is on and for whom: grants of the same label add up.
  package var label: String {
    let arguments = argumentTypes.map { "(\($0.joined(separator: ", ")))" } ?? ""
    return "\(objectKind.rawValue) \(object.qualified)\(arguments) \(grantee)"
  }
}
