import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Drops what refers to an object that was dropped with CASCADE: views, defaults, checks, indexes, policies, rules,
  /// triggers, generated columns, statistics, functions written in SQL.
  mutating func dropDependents(of object: NamedObject) {
    let isUser = { (text: String) in text.holds(object.name.name) }
    for view in catalog.views where isUser(view.query) || view.reads.contains(object.name) {
      let isRead = object.kind == .relation && view.reads.contains(object.name)
      if isRead || refers(view.query, .statement, to: object) { dropView(view.name, cascades: true) }
    }
    for table in catalog.tables where table.hasText(where: isUser) { dropParts(of: table, using: object) }
    for domain in catalog.domains { dropParts(of: domain, using: object) }
    for statistics in catalog.statistics where statistics.expressions.contains(where: { uses($0, object) }) {
      catalog.statistics[statistics.name] = nil
    }
    let sql = catalog.functions.filter { isUser($0.sql) && !Self.bodyIsText($0.sql) }
    for function in sql where refers(function.sql, .statement, to: object) {
      if let position = position(of: function.name, function.argumentTypes) {
        dropFunction(at: position, cascades: true)
      }
    }
  }

  /// Whether the body of a function is a string, which PostgreSQL does not look into.
  private static func bodyIsText(_ sql: String) -> Bool { SQLScanner.tokens(in: sql).contains { $0.kind == .string } }

  private func uses(_ expression: SQLExpression?, _ object: NamedObject) -> Bool {
    expression.map { refers($0.sql, .expression, to: object) } ?? false
  }

  private func uses(_ element: IndexElement, _ object: NamedObject) -> Bool {
    if case .expression(let expression) = element.key { uses(expression, object) } else { false }
  }

  private mutating func dropParts(of table: Table, using object: NamedObject) {
    let name = table.name
    for column in table.columns {
      if uses(column.defaultExpression, object) {
        catalog.tables.update(name) { table in table.columns.update(column.name) { $0.defaultExpression = nil } }
      }
      if uses(column.generated?.expression, object) { dropColumn(column.name, of: name, cascades: true) }
    }
    for check in table.checks where uses(check.expression, object) { remove(check.name, from: name) }
    for exclusion in table.exclusions
    where exclusion.elements.contains(where: { uses($0.element, object) }) || uses(exclusion.predicate, object) {
      remove(exclusion.name, from: name)
    }
    let indexes = table.indexes.filter { index in
      index.elements.contains { uses($0, object) } || uses(index.predicate, object)
    }
    for index in indexes {
      names[ObjectName(index.name, schema: name.schema)] = nil
      catalog.tables.update(name) { $0.indexes.removeAll { $0.name == index.name } }
    }
    let policies = table.policies.filter { uses($0.using, object) || uses($0.check, object) }.map(\.name)
    let triggers = table.triggers.filter { uses($0.condition, object) }.map(\.name)
    let rules = table.rules.filter { refers($0.sql, .statement, to: object) }.map(\.name)
    catalog.tables.update(name) { table in
      table.policies.removeAll { policies.contains($0.name) }
      table.triggers.removeAll { triggers.contains($0.name) }
      table.rules.removeAll { rules.contains($0.name) }
    }
  }

  private mutating func dropParts(of domain: DomainType, using object: NamedObject) {
    let checks = domain.checks.filter { uses($0.expression, object) }.map(\.name)
    let losesDefault = uses(domain.defaultExpression, object)
    guard losesDefault || !checks.isEmpty else { return }
    for check in checks { names.removeConstraint(check, of: domain.name, hasIndex: false) }
    catalog.domains.update(domain.name) { domain in
      if losesDefault { domain.defaultExpression = nil }
      domain.checks.removeAll { checks.contains($0.name) }
    }
  }

  /// Drops columns, attributes, domains, ranges and functions of a type that was dropped with CASCADE.
  mutating func dropUses(ofType name: ObjectName) {
    for table in catalog.tables.filter({ $0.columns.contains { $0.type.userType == name } }) {
      for column in table.columns where column.type.userType == name {
        dropColumn(column.name, of: table.name, cascades: true)
      }
    }
    for table in catalog.tables where table.ofType == name { dropTable(table.name, cascades: true) }
    for domain in catalog.domains where domain.base.userType == name { dropType(domain.name, cascades: true) }
    for range in catalog.rangeTypes where range.subtype.userType == name { dropType(range.name, cascades: true) }
    for type in catalog.compositeTypes where type.attributes.contains(where: { $0.type.userType == name }) {
      catalog.compositeTypes.update(type.name) { $0.attributes.removeAll { $0.type.userType == name } }
    }
    let object = NamedObject(kind: .type, name: name)
    for function in catalog.functions where function.sql.holds(name.name) {
      guard refers(function.sql, .statement, to: object) else { continue }
      if let position = position(of: function.name, function.argumentTypes) {
        dropFunction(at: position, cascades: true)
      }
    }
  }

  /// Drops the views and policies that read a column which was dropped with CASCADE.
  mutating func dropReaders(of column: String, of relation: ObjectName) {
    for view in catalog.views where view.reads.contains(relation) {
      if reads(view.query, .statement, column, of: relation) { dropView(view.name, cascades: true) }
    }
    for table in catalog.tables where table.policies.contains(where: { $0.hasText { $0.holds(relation.name) } }) {
      let read = table.policies.filter { policy in
        [policy.using, policy.check].contains { expression in
          expression.map { reads($0.sql, .expression, column, of: relation) } ?? false
        }
      }.map(\.name)
      catalog.tables.update(table.name) { $0.policies.removeAll { read.contains($0.name) } }
    }
  }

  /// What an extension brought goes with it.
  mutating func dropExtension(_ name: String, cascades: Bool) {
    let schema = catalog.extensions[name]?.schema ?? "public"
    guard catalog.extensions.contains(name) else { return }
    catalog.extensions[name] = nil
    guard cascades else { return }
    for type in BuiltinTypes.extensions.filter({ $0.value == name }).keys.sorted() {
      dropUses(ofType: ObjectName(type, schema: schema))
      dropDependents(of: NamedObject(kind: .type, name: ObjectName(type, schema: schema)))
    }
    for (prefix, owner) in BuiltinTypes.operatorClasses where owner == name {
      for table in catalog.tables {
        let lost = table.indexes.filter { index in
          index.elements.contains { $0.operatorClass?.split(separator: ".").last?.hasPrefix(prefix) == true }
        }
        for index in lost {
          names[ObjectName(index.name, schema: table.name.schema)] = nil
          catalog.tables.update(table.name) { $0.indexes.removeAll { $0.name == index.name } }
        }
      }
    }
  }

  mutating func dropCollation(_ name: ObjectName, cascades: Bool) {
    catalog.collations[name] = nil
    guard cascades else { return }
    for table in catalog.tables.filter({ $0.columns.contains { $0.collation == name } }) {
      for column in table.columns where column.collation == name {
        dropColumn(column.name, of: table.name, cascades: true)
      }
    }
    for domain in catalog.domains where domain.collation == name { dropType(domain.name, cascades: true) }
  }
}
