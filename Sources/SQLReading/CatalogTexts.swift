import SchemaModel

/// Gives a text another form; nil leaves it as it is.
typealias TextChange = (_ text: String, _ form: TextForm) -> String?

extension SQLExpression {
  fileprivate mutating func change(_ change: TextChange) { if let text = change(sql, .expression) { sql = text } }
}

extension SQLExpression? {
  fileprivate mutating func change(_ change: TextChange) {
    guard var expression = self else { return }
    expression.change(change)
    self = expression
  }
}

extension IndexElement {
  mutating func changeTexts(_ change: TextChange) {
    guard case .expression(var expression) = key else { return }
    expression.change(change)
    key = .expression(expression)
  }
}

extension Index {
  mutating func changeTexts(_ change: TextChange) {
    for position in elements.indices { elements[position].changeTexts(change) }
    predicate.change(change)
  }
}

extension Trigger {
  mutating func changeTexts(_ change: TextChange) {
    condition.change(change)
    if let text = change(sql, .statement) { sql = text }
  }
}

extension Column {
  mutating func changeTexts(_ change: TextChange) {
    defaultExpression.change(change)
    guard var generated else { return }
    generated.expression.change(change)
    self.generated = generated
  }
}

extension Table {
  /// Every SQL text that hangs on the table.
  mutating func changeTexts(_ change: TextChange) {
    for name in columns.names { columns.update(name) { $0.changeTexts(change) } }
    for position in checks.indices { checks[position].expression.change(change) }
    for position in indexes.indices { indexes[position].changeTexts(change) }
    for position in exclusions.indices {
      for element in exclusions[position].elements.indices {
        exclusions[position].elements[element].element.changeTexts(change)
      }
      exclusions[position].predicate.change(change)
    }
    for position in triggers.indices { triggers[position].changeTexts(change) }
    for position in policies.indices {
      policies[position].using.change(change)
      policies[position].check.change(change)
    }
    for position in rules.indices {
      if let text = change(rules[position].sql, .statement) { rules[position].sql = text }
    }
    guard var key = partitionKey else { return }
    for position in key.elements.indices { key.elements[position].changeTexts(change) }
    partitionKey = key
  }
}

extension View {
  mutating func changeTexts(_ change: TextChange) {
    if let text = change(query, .statement) { query = text }
    for position in indexes.indices { indexes[position].changeTexts(change) }
    for position in triggers.indices { triggers[position].changeTexts(change) }
    for position in rules.indices {
      if let text = change(rules[position].sql, .statement) { rules[position].sql = text }
    }
  }
}

extension DomainType {
  mutating func changeTexts(_ change: TextChange) {
    defaultExpression.change(change)
    for position in checks.indices { checks[position].expression.change(change) }
  }
}

extension Table {
  /// Whether a text that hangs on the table passes a test.
  func hasText(where test: (String) -> Bool) -> Bool {
    columns.contains {
      $0.defaultExpression.map { test($0.sql) } == true || $0.generated.map { test($0.expression.sql) } == true
    }
      || checks.contains { test($0.expression.sql) } || indexes.contains { $0.hasText(where: test) }
      || exclusions.contains { exclusion in
        exclusion.elements.contains { $0.element.hasText(where: test) }
          || exclusion.predicate.map { test($0.sql) } == true
      }
      || triggers.contains { test($0.sql) } || policies.contains { $0.hasText(where: test) }
      || rules.contains { test($0.sql) } || partitionKey?.elements.contains { $0.hasText(where: test) } == true
  }
}

extension Index {
  func hasText(where test: (String) -> Bool) -> Bool {
    elements.contains { $0.hasText(where: test) } || predicate.map { test($0.sql) } == true
  }
}

extension IndexElement {
  func hasText(where test: (String) -> Bool) -> Bool {
    if case .expression(let expression) = key { test(expression.sql) } else { false }
  }
}

extension Policy {
  func hasText(where test: (String) -> Bool) -> Bool {
    using.map { test($0.sql) } == true || check.map { test($0.sql) } == true
  }
}

extension View {
  func hasText(where test: (String) -> Bool) -> Bool {
    test(query) || indexes.contains { $0.hasText(where: test) } || triggers.contains { test($0.sql) }
      || rules.contains { test($0.sql) }
  }
}

extension Catalog {
  /// Offers every SQL text in which a word occurs.
  mutating func changeTexts(holding word: String, _ change: @escaping TextChange) {
    let change: TextChange = { text, form in text.holds(word) ? change(text, form) : nil }
    let holdsWord = { (text: String) in text.holds(word) }
    for name in tables.filter({ $0.hasText(where: holdsWord) }).map(\.name) {
      tables.update(name) { $0.changeTexts(change) }
    }
    for name in views.filter({ $0.hasText(where: holdsWord) }).map(\.name) {
      views.update(name) { $0.changeTexts(change) }
    }
    for name in domains.names { domains.update(name) { $0.changeTexts(change) } }
    for position in functions.indices {
      if let text = change(functions[position].sql, .statement) { functions[position].sql = text }
    }
    for name in statistics.names {
      statistics.update(name) { statistics in
        for position in statistics.expressions.indices { statistics.expressions[position].changeTexts(change) }
      }
    }
    for position in unmodelled.indices {
      if let text = change(unmodelled[position].sql, .statement) { unmodelled[position].sql = text }
    }
  }
}
