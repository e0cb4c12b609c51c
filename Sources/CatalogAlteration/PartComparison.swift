import CatalogComparison
import SQLWriting
import SchemaModel
import TypeConversion

/// What becomes of a part that both catalogs have.
enum PartChange {
  case same
  /// A statement can change it where it is.
  case inPlace
  /// It has to be dropped and made again.
  case anew
}

/// Compares one part in two catalogs: comments, positions and what only an ORM knows are left aside.
struct PartComparison {
  let old: Catalog
  let new: Catalog
  let replacedTypes: Set<ObjectName>
  let replacedCollations: Set<ObjectName>

  func change(of part: Part) -> PartChange {
    switch part {
    case .table(let name): tables(name)
    case .column(let table, let name): column(table, name)
    case .columnDefault(let table, let name):
      Self.isSame(old.column(table, name)?.defaultExpression, new.column(table, name)?.defaultExpression)
        ? .same : .inPlace
    case .constraint(let table, let name): constraint(table, name)
    case .index(let owner, let name): index(old.index(owner, name), new.index(owner, name))
    case .trigger(let owner, let name): trigger(old.trigger(owner, name), new.trigger(owner, name))
    case .rule(let owner, let name): rule(old.rule(owner, name), new.rule(owner, name))
    case .policy(let table, let name): policy(old.policy(table, name), new.policy(table, name))
    case .view(let name): view(old.views[name], new.views[name])
    case .function(let signature): function(old.function(signature), new.function(signature))
    case .statistics(let name): statistics(old.statistics[name], new.statistics[name])
    case .membership(let table, _):
      old.tables[table]?.partitionOf?.bound == new.tables[table]?.partitionOf?.bound ? .same : .anew
    case .domainCheck(let domain, let name): domainCheck(domain, name)
    default: .inPlace
    }
  }

  static func isSame(_ left: SQLExpression?, _ right: SQLExpression?) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?): SQLSpacing.isSame(left.sql, right.sql)
    default: false
    }
  }

  private func tables(_ name: ObjectName) -> PartChange {
    guard let before = old.tables[name], let after = new.tables[name] else { return .same }
    let isSameKey =
      before.partitionKey?.strategy == after.partitionKey?.strategy
      && Self.isSame(before.partitionKey?.elements ?? [], after.partitionKey?.elements ?? [])
      && !isKeyRetyped(before, after)
    return before.kind == after.kind && isSameKey && isSameForm(before, after) ? .inPlace : .anew
  }

  /// PostgreSQL does not alter what rows are told apart by.
  private func isKeyRetyped(_ before: Table, _ after: Table) -> Bool {
    (before.partitionKey?.elements ?? []).contains { element in
      before.columns.contains { column in
        guard let next = after.columns[column.name],
          ColumnRetype(column, next, replacedTypes, replacedCollations).isRetyped
        else { return false }
        switch element.key {
        case .column(let name): return name == column.name
        case .expression(let expression):
          return SQLReferences.all(in: expression.sql).contains { $0.name == column.name }
        }
      }
    }
  }

  /// A typed table may lose its type as it stands, but not gain one: that would take the columns in the type's order.
  private func isSameForm(_ before: Table, _ after: Table) -> Bool {
    before.ofType == after.ofType
      || after.ofType == nil && before.columns.allSatisfy { after.columns[$0.name]?.type == $0.type }
  }

  private func column(_ table: ObjectName, _ name: String) -> PartChange {
    guard let before = old.column(table, name), let after = new.column(table, name) else { return .same }
    if let expression = after.generated {
      guard let earlier = before.generated, earlier.isStored == expression.isStored else { return .anew }
      let isRetyped = ColumnRetype(before, after, replacedTypes, replacedCollations).isRetyped
      if isRetyped || !Self.isSame(earlier.expression, expression.expression) { return .anew }
    }
    if case .impossible = ColumnConversion.of(before.type, to: after.type, in: old, new) { return .anew }
    return .inPlace
  }

  private func constraint(_ table: ObjectName, _ name: String) -> PartChange {
    switch (old.tables[table]?.constraint(name), new.tables[table]?.constraint(name)) {
    case (.primaryKey(let before), .primaryKey(let after)), (.unique(let before), .unique(let after)):
      guard before.columns == after.columns, before.includes == after.includes,
        before.nullsNotDistinct == after.nullsNotDistinct, before.deferral == after.deferral
      else { return .anew }
      return before.storageParameters == after.storageParameters ? .same : .inPlace
    case (.check(let before), .check(let after)):
      guard Self.isSame(before.expression, after.expression), before.isInherited == after.isInherited,
        after.isValidated || !before.isValidated
      else { return .anew }
      return before.isValidated == after.isValidated ? .same : .inPlace
    case (.exclusion(let before), .exclusion(let after)):
      let isSame =
        before.method == after.method && before.includes == after.includes && before.deferral == after.deferral
        && before.storageParameters == after.storageParameters && Self.isSame(before.predicate, after.predicate)
        && before.elements.map(\.operator) == after.elements.map(\.operator)
        && Self.isSame(before.elements.map(\.element), after.elements.map(\.element))
      return isSame ? .same : .anew
    case (.foreignKey(let before), .foreignKey(let after)): return foreignKey(before, after)
    default: return .anew
    }
  }

  private func foreignKey(_ before: ForeignKey, _ after: ForeignKey) -> PartChange {
    guard before.columns == after.columns, before.target == after.target,
      before.targetColumns == after.targetColumns, before.onDelete == after.onDelete,
      before.onUpdate == after.onUpdate, before.onDeleteColumns == after.onDeleteColumns,
      before.match == after.match, after.isValidated || !before.isValidated
    else { return .anew }
    return before.isValidated == after.isValidated && before.deferral == after.deferral ? .same : .inPlace
  }

  private func index(_ before: Index?, _ after: Index?) -> PartChange {
    guard let before, let after, before.method == after.method, before.includes == after.includes,
      before.isUnique == after.isUnique, before.nullsNotDistinct == after.nullsNotDistinct,
      Self.isSame(before.predicate, after.predicate), Self.isSame(before.elements, after.elements)
    else { return .anew }
    return before.storageParameters == after.storageParameters && before.statisticsTargets == after.statisticsTargets
      ? .same : .inPlace
  }

  static func isSame(_ left: [IndexElement], _ right: [IndexElement]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { before, after in
        var before = before
        if case .expression(let one) = before.key, case .expression(let other) = after.key, isSame(one, other) {
          before.key = after.key
        }
        return before == after
      }
  }

  private func trigger(_ before: Trigger?, _ after: Trigger?) -> PartChange {
    guard var one = before, var other = after, Self.isSame(one.condition, other.condition) else { return .anew }
    let isSwitched = one.enabled != other.enabled
    for keyPath in [\Trigger.sql, \Trigger.enabled] {
      one[keyPath: keyPath] = ""
      other[keyPath: keyPath] = ""
    }
    (one.comment, one.span, one.condition) = (nil, nil, nil)
    (other.comment, other.span, other.condition) = (nil, nil, nil)
    return one == other ? isSwitched ? .inPlace : .same : .anew
  }

  private func rule(_ before: RewriteRule?, _ after: RewriteRule?) -> PartChange {
    guard let before, let after, SQLSpacing.isSame(before.sql, after.sql) else { return .anew }
    return before.enabled == after.enabled ? .same : .inPlace
  }

  private func policy(_ before: Policy?, _ after: Policy?) -> PartChange {
    guard let before, let after, before.isPermissive == after.isPermissive, before.command == after.command,
      before.using == nil || after.using != nil, before.check == nil || after.check != nil
    else { return .anew }
    let isSame =
      Self.isSame(before.using, after.using) && Self.isSame(before.check, after.check)
      && Set(before.roles) == Set(after.roles)
    return isSame ? .same : .inPlace
  }

  private func view(_ before: View?, _ after: View?) -> PartChange {
    guard let before, let after, before.isMaterialized == after.isMaterialized,
      before.isRecursive == after.isRecursive
    else { return .anew }
    if SQLSpacing.isSame(before.query, after.query), before.columnAliases == after.columnAliases {
      return meansOther(before) ? .anew : .inPlace
    }
    return !before.isMaterialized && ViewColumns.areAppended(from: before, to: after) ? .inPlace : .anew
  }

  /// Whether a star in its query stands for other columns by now: PostgreSQL keeps those of the day the view was made.
  private func meansOther(_ view: View) -> Bool {
    StarText.isIn(view.query)
      && view.reads.contains { name in
        guard let before = old.tables[name], let after = new.tables[name] else { return false }
        return Set(before.columns.names) != Set(after.columns.names)
      }
  }

  private func function(_ before: Function?, _ after: Function?) -> PartChange {
    guard let before, let after, before.kind == after.kind else { return .anew }
    if FunctionText.isSame(before, after) { return .same }
    guard after.kind != .aggregate, before.returns == after.returns else { return .anew }
    return FunctionText.arguments(of: before) == FunctionText.arguments(of: after) ? .inPlace : .anew
  }

  private func statistics(_ before: ExtendedStatistics?, _ after: ExtendedStatistics?) -> PartChange {
    guard let before, let after, before.table == after.table, Set(before.kinds) == Set(after.kinds),
      Self.isSame(before.expressions, after.expressions)
    else { return .anew }
    return before.target == after.target ? .same : .inPlace
  }

  private func domainCheck(_ domain: ObjectName, _ name: String) -> PartChange {
    guard let before = old.domains[domain]?.checks.first(where: { $0.name == name }),
      let after = new.domains[domain]?.checks.first(where: { $0.name == name }),
      Self.isSame(before.expression, after.expression), after.isValidated || !before.isValidated
    else { return .anew }
    return before.isValidated == after.isValidated ? .same : .inPlace
  }
}

/// Whether and how a column gets another type.
struct ColumnRetype {
  let isRetyped: Bool
  /// Whether texts over the column mean something else afterwards: another type, not other modifiers.
  let isOtherType: Bool

  init(_ before: Column, _ after: Column, _ replaced: Set<ObjectName>, _ collations: Set<ObjectName>) {
    let isReplaced = after.type.userType.map(replaced.contains) ?? false
    let isOther =
      before.type.name != after.type.name || before.type.schema != after.type.schema
      || before.type.isArray != after.type.isArray || isReplaced
    isOtherType = isOther
    isRetyped =
      isOther || before.type.modifiers != after.type.modifiers || before.collation != after.collation
      || after.collation.map(collations.contains) ?? false
  }
}
