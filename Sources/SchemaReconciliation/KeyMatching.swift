import CatalogComparison
import Diagnostics
import SchemaModel

/// A unique constraint or index, seen as what it does.
struct KeyShape {
  var name: String
  var span: SourceSpan?
  var isUnique: Bool
  var isConstraint: Bool
  var method = "btree"
  /// In one spelling for all that mean the same.
  var elements: [String]
  /// As people read it.
  var display: String
  var includes: [String] = []
  var predicate: SQLExpression?
  var nullsNotDistinct = false

  /// What it does; two of the same do the same.
  func definition(withPredicate: String?) -> [String] {
    [isUnique ? "unique" : "", method, withPredicate ?? ""] + elements
  }
}

/// Finds which keys of two sources are the same, by name, else by what they do.
struct KeyMatching {
  let meanings: Meanings
  let first: Vocabulary
  let second: Vocabulary

  struct Match {
    var left: KeyShape?
    var right: KeyShape?
    var details: [SchemaChange.Detail] = []
    var kind: SchemaChange.ObjectKind

    var name: String { left?.name ?? right?.name ?? "" }
  }

  /// Every key of either table, those that are one together.
  func matches(_ left: Table, _ right: Table) -> [Match] {
    let isImplicit = left.model?.isImplicit == true || right.model?.isImplicit == true
    let mine = shapes(of: left, isImplicit)
    var others = shapes(of: right, isImplicit)
    var matches: [Match] = []
    var rest: [KeyShape] = []
    for shape in mine {
      guard let position = others.firstIndex(where: { $0.name == shape.name }) else {
        rest.append(shape)
        continue
      }
      matches.append(match(shape, others.remove(at: position), isImplicit))
    }
    for shape in rest {
      let wanted = shape.definition(withPredicate: predicate(shape))
      if let position = others.firstIndex(where: { $0.definition(withPredicate: predicate($0)) == wanted }) {
        matches.append(match(shape, others.remove(at: position), isImplicit))
      } else {
        matches.append(Match(left: shape, kind: shape.isConstraint ? .uniqueConstraint : .index))
      }
    }
    return matches + others.map { Match(right: $0, kind: $0.isConstraint ? .uniqueConstraint : .index) }
  }

  private func match(_ left: KeyShape, _ right: KeyShape, _ isImplicit: Bool) -> Match {
    var details: [SchemaChange.Detail] = []
    func note(_ property: String, _ old: String, _ new: String) {
      if old != new { details.append(.init(property, from: old, to: new)) }
    }
    if left.name != right.name, !isImplicit { note("name", left.name, right.name) }
    let hasBoth = first.hasExpressions && second.hasExpressions
    let isExpression = left.elements.contains { $0.hasPrefix("(") } || right.elements.contains { $0.hasPrefix("(") }
    if left.elements != right.elements, hasBoth || !isExpression { note("columns", left.display, right.display) }
    note("unique", left.isUnique ? "yes" : "no", right.isUnique ? "yes" : "no")
    note("method", left.method, right.method)
    if first.canSayPredicate(), second.canSayPredicate(), !meanings.isSame(left.predicate, right.predicate) {
      note("predicate", left.predicate?.sql ?? "none", right.predicate?.sql ?? "none")
    }
    if hasBoth { note("includes", Self.list(left.includes), Self.list(right.includes)) }
    if hasBoth {
      note(
        "nulls", left.nullsNotDistinct ? "not distinct" : "distinct",
        right.nullsNotDistinct ? "not distinct" : "distinct")
    }
    if first.tellsConstraints, second.tellsConstraints {
      note("kind", left.isConstraint ? "constraint" : "index", right.isConstraint ? "constraint" : "index")
    }
    return Match(
      left: left, right: right, details: details,
      kind: left.isConstraint || right.isConstraint ? .uniqueConstraint : .index)
  }

  private static func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }

  private func predicate(_ shape: KeyShape) -> String? { shape.predicate.map { meanings.text($0) } }

  /// - Parameter isImplicit: the pairs of a many-to-many relation, whose key is a primary key or a unique index, by the
  ///   version of Prisma that made it.
  private func shapes(of table: Table, _ isImplicit: Bool) -> [KeyShape] {
    let keys = table.uniqueConstraints + (isImplicit ? table.primaryKey.map { [$0] } ?? [] : [])
    let constraints = keys.map { key in
      var shape = KeyShape(
        name: key.name, span: key.span, isUnique: true, isConstraint: true,
        elements: key.columns.map { "\($0) ASC" }, display: key.columns.joined(separator: ", "))
      shape.includes = key.includes
      shape.nullsNotDistinct = key.nullsNotDistinct
      return shape
    }
    return constraints
      + table.indexes.map { index in
        var shape = KeyShape(
          name: index.name, span: index.span, isUnique: index.isUnique, isConstraint: false,
          elements: index.elements.map(element), display: index.elements.map(\.display).joined(separator: ", "))
        shape.method = index.method
        shape.includes = index.includes
        shape.predicate = index.predicate
        shape.nullsNotDistinct = index.nullsNotDistinct
        return shape
      }
  }

  private func element(_ element: IndexElement) -> String {
    let base =
      switch element.key {
      case .column(let name): name
      case .expression(let expression): "(\(meanings.text(expression)))"
      }
    let standard: IndexElement.Nulls = element.order == .descending ? .first : .last
    let nulls = element.nulls == standard || !first.hasDetails || !second.hasDetails ? "" : " \(element.nulls.rawValue)"
    let words = element.operatorClass.flatMap { Self.isStandard($0) ? nil : " \($0)" } ?? ""
    return "\(base) \(element.order.rawValue)\(nulls)\(words)"
  }

  /// `text_ops` of a text: what PostgreSQL takes when none is named.
  private static func isStandard(_ operatorClass: String) -> Bool {
    guard operatorClass.hasSuffix("_ops") else { return false }
    let type = String(operatorClass.dropLast(4))
    return ColumnType.catalogNames.contains(type) || ["array", "network", "range", "enum", "multirange"].contains(type)
  }
}
