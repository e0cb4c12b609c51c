import CatalogComparison
import Diagnostics
import SchemaModel

extension SourcePair {
  mutating func reconcileTables() {
    for table in first.tables {
      if let other = second.tables[table.name] {
        reconcile(table, other)
      } else if said.second.canSay(table), !second.views.contains(table.name) {
        tellMissing(.table, table.name.display, of: table.name, in: table.span, isFirst: true)
      }
    }
    for table in second.tables where !first.tables.contains(table.name) {
      // A model of a view is how an ORM reads one.
      if first.views.contains(table.name) {
        merged.views.update(table.name) { view in
          view.model = view.model ?? table.model?.name
          if view.columns.isEmpty { view.columns = table.columns }
        }
        continue
      }
      merged.tables.append(table)
      keepSequences(of: table.name)
      if said.first.canSay(table) {
        tellMissing(.table, table.name.display, of: table.name, in: table.span, isFirst: false)
      }
    }
  }

  /// Sequences of columns that only the second source has.
  private mutating func keepSequences(of table: ObjectName) {
    for sequence in second.sequences where sequence.ownedBy?.table == table && !merged.sequences.contains(sequence.name)
    {
      merged.sequences.append(sequence)
    }
  }

  private mutating func reconcile(_ left: Table, _ right: Table) {
    var result = left
    result.model = left.model ?? right.model
    result.comment = left.comment ?? right.comment
    if said.second.isORM { result.span = right.span ?? left.span }
    reconcileColumns(left, right, &result)
    reconcilePrimaryKey(left, right, &result)
    reconcileKeys(left, right, &result)
    reconcileForeignKeys(left, right, &result)
    if said.first.hasExpressions, said.second.hasExpressions { reconcileChecks(left, right, &result) }
    if said.first.hasPrograms, said.second.hasPrograms { compareAttachments(left, right) }
    merged.tables.update(left.name) { $0 = result }
  }

  private mutating func reconcileColumns(_ left: Table, _ right: Table, _ result: inout Table) {
    let comparison = ColumnComparison(meanings: meanings, first: said.first, second: said.second)
    for column in left.columns {
      guard let other = right.columns[column.name] else {
        tellMissing(.column, column.name, of: left.name, in: column.span, isFirst: true, where: right.span)
        continue
      }
      let details = comparison.details(column, other)
      let isSame = !tell(.column, column.name, of: left.name, details, column.span, other.span)
      let isORM = said.second.isORM
      result.columns.update(column.name) { merged in
        merged.field = column.field ?? other.field
        merged.comment = column.comment ?? other.comment
        if isSame, isORM { merged.span = other.span ?? column.span }
      }
    }
    for column in right.columns where !left.columns.contains(column.name) {
      tellMissing(.column, column.name, of: left.name, in: column.span, isFirst: false, where: left.span)
      result.columns.append(column)
      for sequence in second.sequences where sequence.ownedBy == ColumnReference(left.name, column.name) {
        if !merged.sequences.contains(sequence.name) { merged.sequences.append(sequence) }
      }
    }
  }

  private mutating func reconcilePrimaryKey(_ left: Table, _ right: Table, _ result: inout Table) {
    // The key of the pairs of a many-to-many relation is compared with the unique indexes.
    guard left.model?.isImplicit != true, right.model?.isImplicit != true else { return }
    switch (left.primaryKey, right.primaryKey) {
    case (nil, nil): break
    case (let key?, nil):
      tellMissing(.primaryKey, key.name, of: left.name, in: key.span ?? left.span, isFirst: true, where: right.span)
    case (nil, let key?):
      tellMissing(.primaryKey, key.name, of: left.name, in: key.span ?? right.span, isFirst: false, where: left.span)
      result.primaryKey = key
    case (let key?, let other?):
      var details: [SchemaChange.Detail] = []
      if key.name != other.name { details.append(.init("name", from: key.name, to: other.name)) }
      if key.columns != other.columns {
        details.append(
          .init("columns", from: key.columns.joined(separator: ", "), to: other.columns.joined(separator: ", ")))
      }
      let isSame = !tell(
        .primaryKey, key.name, of: left.name, details, key.span ?? left.span, other.span ?? right.span)
      result.primaryKey?.clientName = key.clientName ?? other.clientName
      if isSame, said.second.isORM { result.primaryKey?.span = other.span ?? key.span }
    }
  }

  private mutating func reconcileKeys(_ left: Table, _ right: Table, _ result: inout Table) {
    for match in KeyMatching(meanings: meanings, first: said.first, second: said.second).matches(left, right) {
      switch (match.left, match.right) {
      case (let shape?, let other?):
        let isSame = !tell(
          match.kind, match.name, of: left.name, match.details, shape.span ?? left.span, other.span ?? right.span)
        result.adopt(other, from: right, as: shape, span: isSame && said.second.isORM ? other.span : nil)
      case (let shape?, nil):
        guard isSayable(shape, of: left, by: said.second) else { continue }
        tellMissing(
          match.kind, match.name, of: left.name, in: shape.span ?? left.span, isFirst: true, where: right.span)
      case (nil, let shape?):
        result.add(shape, from: right)
        guard isSayable(shape, of: right, by: said.first) else { continue }
        tellMissing(
          match.kind, match.name, of: left.name, in: shape.span ?? right.span, isFirst: false, where: left.span)
      case (nil, nil): continue
      }
    }
  }

  private func isSayable(_ shape: KeyShape, of table: Table, by vocabulary: Vocabulary) -> Bool {
    guard let index = table.indexes.first(where: { $0.name == shape.name }), !shape.isConstraint else { return true }
    return vocabulary.canSay(index)
  }

  private mutating func reconcileForeignKeys(_ left: Table, _ right: Table, _ result: inout Table) {
    for match in ForeignKeyMatching(first: said.first, second: said.second).matches(left, right) {
      switch (match.left, match.right) {
      case (let key?, let other?):
        let isSayable = said.first.hasForeignKeys && said.second.hasForeignKeys
        let isSame = !tell(
          .foreignKey, key.name, of: left.name, isSayable ? match.details : [], key.span ?? left.span,
          other.span ?? right.span)
        result.adopt(other, as: key.name, span: isSame && said.second.isORM ? other.span : nil)
      case (let key?, nil):
        guard said.second.canSay(key) else { continue }
        tellMissing(
          .foreignKey, key.name, of: left.name, in: key.span ?? left.span, isFirst: true, where: right.span)
      case (nil, let key?):
        result.foreignKeys.append(key)
        guard said.first.canSay(key), key.isEnforced else { continue }
        tellMissing(
          .foreignKey, key.name, of: left.name, in: key.span ?? right.span, isFirst: false, where: left.span)
      case (nil, nil): continue
      }
    }
  }

  private mutating func reconcileChecks(_ left: Table, _ right: Table, _ result: inout Table) {
    var others = right.checks
    for check in left.checks {
      let text = meanings.text(check.expression)
      let position =
        others.firstIndex { $0.name == check.name } ?? others.firstIndex { meanings.text($0.expression) == text }
      guard let position else {
        tellMissing(
          .checkConstraint, check.name, of: left.name, in: check.span ?? left.span, isFirst: true, where: right.span)
        continue
      }
      let other = others.remove(at: position)
      var details: [SchemaChange.Detail] = []
      if check.name != other.name { details.append(.init("name", from: check.name, to: other.name)) }
      if !meanings.isSame(check.expression, other.expression) {
        details.append(.init("expression", from: check.expression.sql, to: other.expression.sql))
      }
      tell(.checkConstraint, check.name, of: left.name, details, check.span ?? left.span, other.span ?? right.span)
    }
    for check in others {
      tellMissing(
        .checkConstraint, check.name, of: left.name, in: check.span ?? right.span, isFirst: false, where: left.span)
      result.checks.append(check)
    }
  }
}

extension Table {
  /// Takes over what an ORM knows of a key.
  fileprivate mutating func adopt(_ shape: KeyShape, from other: Table, as own: KeyShape, span: SourceSpan?) {
    let client =
      other.indexes.first { $0.name == shape.name }?.clientName
      ?? other.uniqueConstraints.first { $0.name == shape.name }?.clientName
    if let position = uniqueConstraints.firstIndex(where: { $0.name == own.name }) {
      uniqueConstraints[position].clientName = uniqueConstraints[position].clientName ?? client
      uniqueConstraints[position].span = span ?? uniqueConstraints[position].span
    } else if let position = indexes.firstIndex(where: { $0.name == own.name }) {
      indexes[position].clientName = indexes[position].clientName ?? client
      indexes[position].span = span ?? indexes[position].span
    }
  }

  /// Keeps a key that only the other source has.
  fileprivate mutating func add(_ shape: KeyShape, from other: Table) {
    if let key = other.uniqueConstraints.first(where: { $0.name == shape.name }) {
      uniqueConstraints.append(key)
    } else if let index = other.indexes.first(where: { $0.name == shape.name }) {
      indexes.append(index)
    }
  }

  /// Takes over what an ORM knows of a relation.
  fileprivate mutating func adopt(_ key: ForeignKey, as own: String, span: SourceSpan?) {
    guard let position = foreignKeys.firstIndex(where: { $0.name == own }) else { return }
    foreignKeys[position].relation = foreignKeys[position].relation ?? key.relation
    if key.relation != nil {
      foreignKeys[position].isOnDeleteExplicit = key.isOnDeleteExplicit
      foreignKeys[position].isOnUpdateExplicit = key.isOnUpdateExplicit
    }
    foreignKeys[position].span = span ?? foreignKeys[position].span
  }
}
