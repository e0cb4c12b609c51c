import SchemaModel

/// Operator classes that PostgreSQL takes where none is named: to name one says nothing, and PostgreSQL prints none.
///
/// Source: pg_opclass of PostgreSQL 15, rows with opcdefault. They are called after their types.
enum DefaultOperatorClass {
  /// - Parameter type: the column's type, a domain's replaced by the one beneath.
  static func isNamed(by name: String, method: String, of type: ColumnType, isEnum: Bool) -> Bool {
    guard type.isArray || isEnum || !type.isUserDefined else { return false }
    let family = type.isArray ? "array" : isEnum ? "enum" : families[type.name] ?? type.name
    let usual =
      switch method {
      case "btree", "hash", "gin": "\(family)_ops"
      // Addresses have a class for this method, which must be named.
      case "gist": family == "inet" ? nil : "\(family)_ops"
      case "spgist": family == "point" ? "quad_point_ops" : "\(family)_ops"
      case "brin": "\(family)_\(["range", "inet", "box"].contains(family) ? "inclusion" : "minmax")_ops"
      default: nil as String?
      }
    return name == usual || name.hasPrefix("pg_catalog.") && name.dropFirst("pg_catalog.".count) == usual ?? ""
  }

  /// Types that share the class of another.
  private static let families: [String: String] = [
    "varchar": "text", "cidr": "inet", "polygon": "poly", "\"char\"": "char", "int4range": "range",
    "int8range": "range", "numrange": "range", "tsrange": "range", "tstzrange": "range", "daterange": "range",
    "int4multirange": "multirange", "int8multirange": "multirange", "nummultirange": "multirange",
    "tsmultirange": "multirange", "tstzmultirange": "multirange", "datemultirange": "multirange",
  ]
}

extension CatalogBuilder {
  /// Leaves out the operator classes that go without saying.
  func withoutDefaultClasses(_ index: Index, of table: Table) -> Index {
    var index = index
    for place in index.elements.indices {
      let element = index.elements[place]
      guard let name = element.operatorClass, element.operatorClassParameters.isEmpty,
        let type = element.columnName.flatMap({ table.columns[$0]?.type }).map(catalog.typeBeneathDomains)
      else { continue }
      let isEnum = type.userType.map(catalog.enums.contains) ?? false
      if DefaultOperatorClass.isNamed(by: name, method: index.method, of: type, isEnum: isEnum) {
        index.elements[place].operatorClass = nil
      }
    }
    return index
  }
}
