import SQLSyntax
import SchemaModel

/// Whether two spellings mean the same in the database.
struct Meanings {
  let parser: SQLParser
  /// Types that somebody made; any other name that is not PostgreSQL's own comes with an extension.
  private let declared: Set<ObjectName>
  private let domains: [ObjectName: ColumnType]

  init(_ parser: SQLParser, _ first: Catalog, _ second: Catalog) {
    self.parser = parser
    var declared: Set<ObjectName> = []
    var domains: [ObjectName: ColumnType] = [:]
    for catalog in [first, second] {
      declared.formUnion(catalog.enums.names)
      declared.formUnion(catalog.compositeTypes.names)
      for domain in catalog.domains { domains[domain.name] = domain.base }
    }
    self.declared = declared.union(domains.keys)
    self.domains = domains
  }

  func isSame(_ left: SQLExpression?, _ right: SQLExpression?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left == right || text(left) == text(right)
  }

  /// The expression in one spelling for all that mean the same.
  func text(_ expression: SQLExpression) -> String {
    parser.meaning(ofExpression: expression.sql) ?? expression.sql
  }

  /// - Parameter resolvesDomains: a domain is the type that it is made of.
  func isSame(_ left: ColumnType, _ right: ColumnType, resolvesDomains: Bool) -> Bool {
    if left == right { return true }
    let (left, right) = (plain(left, resolvesDomains), plain(right, resolvesDomains))
    guard left.name == right.name, left.modifiers == right.modifiers, left.isArray == right.isArray else {
      return false
    }
    // A type of an extension is in whichever schema that was put.
    let isDeclared = [left, right].contains { $0.userType.map(declared.contains) ?? false }
    return left.schema == right.schema || !isDeclared
  }

  /// The type with what PostgreSQL fills in.
  private func plain(_ type: ColumnType, _ resolvesDomains: Bool) -> ColumnType {
    var type = type
    var steps = 0
    while resolvesDomains, steps < 8, let name = type.userType, let base = domains[name] {
      let dimensions = type.arrayDimensions
      type = base
      type.arrayDimensions = max(type.arrayDimensions, dimensions)
      steps += 1
    }
    type.modifiers = type.modifiers.map { $0.filter { $0 != " " } }
    switch type.name {
    case "timestamp", "timestamptz", "time", "timetz", "interval":
      if type.modifiers == ["6"] { type.modifiers = [] }
    case "bpchar", "bit": if type.modifiers.isEmpty { type.modifiers = ["1"] }
    case "numeric": if type.modifiers.count == 1 { type.modifiers.append("0") }
    default: break
    }
    return type
  }
}
