package import Diagnostics

/// A column's type as PostgreSQL names it.
package struct ColumnType: Hashable, Sendable {
  /// The catalog name without modifiers: `int4`, `varchar`, `timestamptz`, or a user type's own name.
  package var name: String
  /// nil for types of `pg_catalog`.
  package var schema: String?
  /// Type modifiers as written: `["12", "2"]` for `numeric(12,2)`; for intervals also the fields.
  package var modifiers: [String]
  /// Array dimensions; PostgreSQL itself does not tell 1 from 2.
  package var arrayDimensions: Int

  package init(_ name: String, schema: String? = nil, modifiers: [String] = [], arrayDimensions: Int = 0) {
    self.name = name
    self.schema = schema
    self.modifiers = modifiers
    self.arrayDimensions = arrayDimensions
  }

  package var isArray: Bool { arrayDimensions > 0 }
  package var isUserDefined: Bool { schema != nil }

  /// The name of a user-defined type, to look it up in the catalog.
  package var userType: ObjectName? { schema.map { ObjectName(name, schema: $0) } }

  /// The element type of an array, else the type itself.
  package var element: ColumnType { ColumnType(name, schema: schema, modifiers: modifiers) }

  /// As `format_type` prints it, user types by the name people use: `character varying(255)`, `wait_status`, `text[]`.
  package var display: String {
    let suffix = modifiers.isEmpty ? "" : "(\(modifiers.joined(separator: ",")))"
    let brackets = String(repeating: "[]", count: arrayDimensions)
    if let userType { return userType.display + suffix + brackets }
    switch name {
    case "timestamptz": return "timestamp\(suffix) with time zone\(brackets)"
    case "timestamp": return "timestamp\(suffix) without time zone\(brackets)"
    case "timetz": return "time\(suffix) with time zone\(brackets)"
    case "time": return "time\(suffix) without time zone\(brackets)"
    default: return (Self.standardNames[name] ?? name) + suffix + brackets
    }
  }

  /// The short name people write: `varchar(255)`, `timestamptz`, `int4` stays `integer`.
  package var short: String {
    let suffix = modifiers.isEmpty ? "" : "(\(modifiers.joined(separator: ",")))"
    let base = userType?.display ?? Self.shortNames[name] ?? name
    return base + suffix + String(repeating: "[]", count: arrayDimensions)
  }

  /// The catalog name behind every spelling PostgreSQL accepts for a built-in type.
  package static let aliases: [String: String] = [
    "bigint": "int8", "int": "int4", "integer": "int4", "smallint": "int2", "boolean": "bool", "real": "float4",
    "double precision": "float8", "decimal": "numeric", "dec": "numeric", "character varying": "varchar",
    "char varying": "varchar", "character": "bpchar", "char": "bpchar", "bit varying": "varbit",
    "timestamp with time zone": "timestamptz", "timestamp without time zone": "timestamp",
    "time with time zone": "timetz", "time without time zone": "time", "float": "float8",
  ]

  private static let standardNames: [String: String] = [
    "int8": "bigint", "int4": "integer", "int2": "smallint", "bool": "boolean", "float4": "real",
    "float8": "double precision", "varchar": "character varying", "bpchar": "character", "varbit": "bit varying",
  ]
  private static let shortNames: [String: String] = [
    "int8": "bigint", "int4": "integer", "int2": "smallint", "bool": "boolean", "float4": "real",
    "float8": "double precision", "bpchar": "char",
  ]
}

/// A value-set type.
package struct EnumType: CatalogObject {
  package struct Value: Hashable, Sendable {
    /// The label in the database.
    package var label: String
    /// The ORM's name for it, when it differs.
    package var mappedFrom: String?
    package var comment: String?
    package var span: SourceSpan?

    package init(_ label: String, mappedFrom: String? = nil, span: SourceSpan? = nil) {
      self.label = label
      self.mappedFrom = mappedFrom
      self.span = span
    }
  }

  package var name: ObjectName
  package var values: [Value]
  package var model: String?
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: ObjectName, values: [Value], span: SourceSpan? = nil) {
    self.name = name
    self.values = values
    self.span = span
  }
}

package struct DomainType: CatalogObject {
  package var name: ObjectName
  package var base: ColumnType
  package var isNullable = true
  package var defaultExpression: SQLExpression?
  package var checks: [CheckConstraint] = []
  package var collation: ObjectName?
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: ObjectName, base: ColumnType, span: SourceSpan? = nil) {
    self.name = name
    self.base = base
    self.span = span
  }
}

package struct CompositeType: CatalogObject {
  package struct Attribute: Hashable, Sendable {
    package var name: String
    package var type: ColumnType
    package var collation: ObjectName?
    package var comment: String?

    package init(_ name: String, _ type: ColumnType) {
      self.name = name
      self.type = type
    }
  }

  package var name: ObjectName
  package var attributes: [Attribute]
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: ObjectName, attributes: [Attribute], span: SourceSpan? = nil) {
    self.name = name
    self.attributes = attributes
    self.span = span
  }
}

package struct RangeType: CatalogObject {
  package var name: ObjectName
  package var subtype: ColumnType
  /// Further options as written (`subtype_diff`, `multirange_type_name`, ...).
  package var options: [String: String] = [:]
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: ObjectName, subtype: ColumnType, span: SourceSpan? = nil) {
    self.name = name
    self.subtype = subtype
    self.span = span
  }
}

package struct Collation: CatalogObject {
  package var name: ObjectName
  package var options: [String: String] = [:]
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: ObjectName, span: SourceSpan? = nil) {
    self.name = name
    self.span = span
  }
}
