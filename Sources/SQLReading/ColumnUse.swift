import SchemaModel

extension SQLExpression {
  /// Whether the text names a column: as a word of its own, in quotes where needed.
  func names(_ column: String) -> Bool {
    var found = false
    ExpressionWords.forEach(in: sql) { _, name in found = found || name == column }
    return found
  }

  /// The text with a column's name replaced.
  func renaming(_ column: String, to new: String) -> SQLExpression {
    let bytes = Array(sql.utf8)
    var result: [UInt8] = []
    var copied = 0
    ExpressionWords.forEach(in: sql) { range, name in
      guard name == column else { return }
      result += bytes[copied..<range.lowerBound]
      result += Array(SQLName.quoted(new).utf8)
      copied = range.upperBound
    }
    result += bytes[copied...]
    return SQLExpression(String(decoding: result, as: UTF8.self))
  }
}

extension Index {
  func uses(_ column: String) -> Bool {
    includes.contains(column) || elements.contains { $0.uses(column) } || predicate?.names(column) == true
  }
}

extension IndexElement {
  func uses(_ column: String) -> Bool {
    switch key {
    case .column(let name): name == column
    case .expression(let expression): expression.names(column)
    }
  }

  mutating func rename(_ column: String, to new: String) {
    switch key {
    case .column(let name): if name == column { key = .column(new) }
    case .expression(let expression): key = .expression(expression.renaming(column, to: new))
    }
  }
}

extension Policy {
  func uses(_ column: String) -> Bool { using?.names(column) == true || check?.names(column) == true }
}

extension Table {
  /// Constraints that go when the column goes.
  func constraintsUsing(_ column: String) -> [String] {
    keys.filter { $0.columns.contains(column) || $0.includes.contains(column) }.map(\.name)
      + checks.filter { $0.expression.names(column) }.map(\.name)
      + foreignKeys.filter { $0.columns.contains(column) }.map(\.name)
      + exclusions.filter { exclusion in
        exclusion.elements.contains { $0.element.uses(column) } || exclusion.predicate?.names(column) == true
      }.map(\.name)
  }

  /// Follows a renamed column through everything the table holds.
  mutating func rename(_ column: String, to new: String) {
    let follow = { (names: inout [String]) in names = names.map { $0 == column ? new : $0 } }
    columns.update(column) { $0.name = new }
    for name in columns.map(\.name) {
      columns.update(name) { other in
        guard var generated = other.generated else { return }
        generated.expression = generated.expression.renaming(column, to: new)
        other.generated = generated
      }
    }
    if var key = primaryKey {
      follow(&key.columns)
      follow(&key.includes)
      primaryKey = key
    }
    for position in uniqueConstraints.indices {
      follow(&uniqueConstraints[position].columns)
      follow(&uniqueConstraints[position].includes)
    }
    for position in foreignKeys.indices {
      follow(&foreignKeys[position].columns)
      follow(&foreignKeys[position].onDeleteColumns)
    }
    for position in checks.indices {
      checks[position].expression = checks[position].expression.renaming(column, to: new)
    }
    for position in indexes.indices { indexes[position].rename(column, to: new) }
    for position in exclusions.indices { exclusions[position].rename(column, to: new) }
    for position in triggers.indices { follow(&triggers[position].updateColumns) }
    if var key = partitionKey {
      for position in key.elements.indices { key.elements[position].rename(column, to: new) }
      partitionKey = key
    }
  }
}

extension Index {
  mutating func rename(_ column: String, to new: String) {
    for position in elements.indices { elements[position].rename(column, to: new) }
    includes = includes.map { $0 == column ? new : $0 }
    predicate = predicate?.renaming(column, to: new)
  }
}

extension ExclusionConstraint {
  mutating func rename(_ column: String, to new: String) {
    for position in elements.indices { elements[position].element.rename(column, to: new) }
    includes = includes.map { $0 == column ? new : $0 }
    predicate = predicate?.renaming(column, to: new)
  }
}

/// The identifiers of an expression that may be columns.
enum ExpressionWords {
  /// Calls `body` with the UTF-8 range and the name of each identifier that is neither a function nor inside a string.
  static func forEach(in sql: String, _ body: (Range<Int>, String) -> Void) {
    let bytes = Array(sql.utf8)
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let start = position
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        position += 1
        while position < bytes.count, bytes[position] != byte { position += 1 }
        position = min(position + 1, bytes.count)
        if byte == UInt8(ascii: "\""), position - start > 2 {
          body(start..<position, String(decoding: bytes[start + 1..<position - 1], as: UTF8.self))
        }
      } else if isWord(byte) {
        while position < bytes.count, isWord(bytes[position]) { position += 1 }
        let isCall = position < bytes.count && bytes[position] == UInt8(ascii: "(")
        let isType = start > 1 && bytes[start - 1] == UInt8(ascii: ":")
        if !isCall, !isType { body(start..<position, String(decoding: bytes[start..<position], as: UTF8.self)) }
      } else {
        position += 1
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || (0x30...0x39).contains(byte)
      || (0x61...0x7A).contains(byte | 0x20)
  }
}
