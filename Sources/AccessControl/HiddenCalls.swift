import SchemaModel

/// Functions that run on behalf of whoever uses a table: those of defaults, checks, generated columns, indexes and policies, and
/// those that they call. PostgreSQL asks for EXECUTE there as in a query.
struct HiddenCalls {
  private let catalog: Catalog
  /// Functions that everybody may not run: by SECURITY DEFINER, which `grants.sql` closes, or by the schema's own REVOKE.
  private let closed: [String: [Function]]
  private let all: [String: [Function]]

  init(_ catalog: Catalog) {
    self.catalog = catalog
    let functions = catalog.functions.filter { $0.kind == .function && $0.returns != "trigger" }
    all = Dictionary(grouping: functions) { $0.name.name.lowercased() }
    let isClosedByDefault = catalog.defaultPrivileges.contains {
      $0.isRevoke && $0.objects == "FUNCTIONS" && $0.grantee == "PUBLIC"
    }
    let revoked = Set(
      catalog.grants.filter { $0.isRevoke && $0.grantee == "PUBLIC" && $0.privileges.contains("EXECUTE") }
        .map(\.object))
    closed = Dictionary(
      grouping: functions.filter { isClosedByDefault || $0.isSecurityDefiner || revoked.contains($0.name) }
    ) { $0.name.name.lowercased() }
  }

  /// In the catalog's order.
  func functions(behind tables: [ObjectName], and views: [ObjectName]) -> [Function] {
    guard !closed.isEmpty else { return [] }
    var open = tables.compactMap { catalog.tables[$0] }.flatMap(Self.expressions)
    open += views.compactMap { catalog.views[$0]?.query }
    var found: Set<Function> = []
    var seen: Set<String> = []
    while let text = open.popLast() {
      for name in Self.words(text) where seen.insert(name).inserted {
        found.formUnion(closed[name] ?? [])
        open += (all[name] ?? []).map(\.sql)
      }
    }
    return catalog.functions.filter(found.contains)
  }

  /// Every word, those of comments and strings as well: bodies of functions are strings.
  private static func words(_ text: String) -> [String] {
    text.unicodeScalars.split {
      !$0.properties.isAlphabetic && $0.properties.numericType == nil && $0 != "_" && $0 != "$"
    }
    .map { String($0).lowercased() }
  }

  private static func expressions(_ table: Table) -> [String] {
    var texts = table.columns.compactMap { $0.defaultExpression?.sql }
    texts += table.columns.compactMap { $0.generated?.expression.sql }
    texts += table.checks.map(\.expression.sql)
    texts += table.policies.flatMap { [$0.using?.sql, $0.check?.sql].compactMap(\.self) }
    for index in table.indexes {
      texts += [index.predicate?.sql].compactMap(\.self)
      for element in index.elements {
        if case .expression(let expression) = element.key { texts.append(expression.sql) }
      }
    }
    return texts
  }
}
