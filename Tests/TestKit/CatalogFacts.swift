import SQLSyntax
package import SchemaModel

/// A catalog as one line per fact, so that two of them can be compared whatever they were read from.
///
/// It walks over the values themselves: a new property of the model is compared without anybody thinking of it. A line
/// begins with a `CatalogPath`.
package struct CatalogFacts {
  /// Positions, what only an ORM knows, and how a source put what PostgreSQL stores otherwise.
  private static let passedOver: Set<String> = [
    "span", "origin", "model", "field", "relation", "clientName", "mappedFrom", "unmodelled", "isOnDeleteExplicit",
    "isOnUpdateExplicit", "positions", "version", "canLogin",
  ]

  private var lines: Set<String> = []
  private let parser: SQLParser
  private var texts: [String: String] = [:]

  package static func lines(of catalog: Catalog) -> Set<String> {
    SQLParser.run { parser in
      var facts = CatalogFacts(parser: parser)
      for (label, value) in StoredProperties.of(catalog) where !passedOver.contains(label) {
        facts.walk(value, at: label)
      }
      return facts.lines
    }
  }

  private init(parser: SQLParser) { self.parser = parser }

  private mutating func walk(_ value: Any, at path: String) {
    switch value {
    case let expression as SQLExpression: lines.insert("\(path) = \(normalized(expression.sql))")
    case let text as String: lines.insert("\(path) = \(text)")
    case let table as Table where table.foreignKeys.contains { !$0.isEnforced }:
      var table = table
      table.foreignKeys.removeAll { !$0.isEnforced }
      walkChildren(of: table, at: path)
    case let view as View: walkView(view, at: path)
    default: walkChildren(of: value, at: path)
    }
  }

  private mutating func walkView(_ view: View, at path: String) {
    // Without its query a view is the ORM's alone.
    guard !view.query.isEmpty else { return }
    var view = view
    view.query = parser.normalized(view.query) ?? view.query
    for column in view.columns where column.comment == nil { view.columns[column.name] = nil }
    walkChildren(of: view, at: path)
  }

  private mutating func walkChildren(of value: Any, at path: String) {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      if let child = mirror.children.first { walk(child.value, at: path) }
    } else if mirror.children.isEmpty, [.collection, .dictionary, .set].contains(mirror.displayStyle) {
      // Nothing is in it, and nothing is said.
    } else if mirror.displayStyle == .dictionary {
      for entry in mirror.children {
        let pair = Mirror(reflecting: entry.value).children.map(\.value)
        walk(pair[1], at: "\(path)[\(pair[0])]")
      }
    } else if mirror.children.isEmpty {
      lines.insert("\(path) = \(value)")
    } else if mirror.displayStyle == .collection || "\(type(of: value))".hasPrefix("NamedList<") {
      walkList(value, at: path)
    } else {
      for (label, child) in StoredProperties.of(value) where !Self.passedOver.contains(label) {
        if label == "sql", value is Function || value is Trigger || value is RewriteRule || value is EventTrigger {
          continue
        }
        walk(child, at: "\(path).\(label)")
      }
    }
  }

  private mutating func walkList(_ list: Any, at path: String) {
    let mirror = Mirror(reflecting: list)
    let elements =
      mirror.children.first { $0.label == "elements" }.map { Mirror(reflecting: $0.value).children } ?? mirror.children
    for (number, element) in elements.enumerated() {
      switch element.value {
      case let column as Column:
        lines.insert("\(path)[\(column.name)].position = \(number)")
        walk(column, at: "\(path)[\(column.name)]")
      // The database of another server is not this one.
      case let grant as Grant where grant.objectKind == .database: continue
      case let schema as Schema where schema.name == "public" && schema.comment == nil: continue
      case let function as Function: walk(function, at: "\(path)[\(function.signature)]")
      case let item as any CatalogObject: walk(item, at: "\(path)[\(Self.name(of: item))]")
      case let grant as Grant: walkSet(grant, at: path)
      case let privilege as DefaultPrivilege: walkSet(privilege, at: path)
      default: walkElement(element.value, number, at: path)
      }
    }
  }

  private static func name(of item: any CatalogObject) -> String {
    (item.name as? ObjectName)?.qualified ?? "\(item.name)"
  }

  private mutating func walkSet(_ grant: Grant, at path: String) {
    for privilege in grant.privileges {
      lines.insert("\(path)[\(grant.label)] \(privilege) \(grant.columns) \(grant.isGrantable) \(grant.isRevoke)")
    }
  }

  private mutating func walkSet(_ entry: DefaultPrivilege, at path: String) {
    for privilege in entry.privileges {
      lines.insert("\(path)[\(entry.label)] \(privilege) \(entry.isGrantable) \(entry.isRevoke)")
    }
  }

  /// Constraints, indexes, triggers and policies by their name; anything else by its place.
  private mutating func walkElement(_ element: Any, _ number: Int, at path: String) {
    let name = Mirror(reflecting: element).children.first { $0.label == "name" }?.value as? String
    walk(element, at: "\(path)[\(name ?? "\(number)")]")
  }

  private mutating func normalized(_ expression: String) -> String {
    if let known = texts[expression] { return known }
    let text = parser.normalized("SELECT \(expression)") ?? expression
    texts[expression] = text
    return text
  }
}
