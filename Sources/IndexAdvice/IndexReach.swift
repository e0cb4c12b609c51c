import IndexAnalysis
import SchemaModel

/// How far an index serves a table access: the conditions it is entered by, and whether it gives the order.
struct IndexReach: Sendable {
  /// The share of the table's rows that its entries lead to.
  let share: Double
  /// Rows leave it in the order that is asked for.
  let isOrdered: Bool
  /// How many conditions it decides.
  let conditions: Int
  /// Every column that is asked for stands in it.
  let isCovering: Bool
  /// Separate descents, one for each combination of listed values.
  let descents: Double

  /// nil where it does not help.
  init?(_ path: AccessPath, _ access: TableAccess, _ facts: TableFacts, reached: Set<String>) {
    guard access.conditions.imply(path.predicate) else { return nil }
    guard path.method == "btree" else { return nil }
    var walk = Walk(access: access, facts: facts, reached: reached)
    var isOpen = true
    var order = access.sorted[...]
    var isInOrder = !access.sorted.isEmpty
    var direction: Bool?
    for element in path.elements {
      let step = isOpen ? walk.step(element) : .none
      // What has one value is in any order.
      if step == .one { continue }
      if let next = order.first, isInOrder, element.columnName == next.column, step != .several {
        let isReversed = (element.order == .descending) != next.isDescending
        if direction == nil { direction = isReversed }
        if direction == isReversed { order.removeFirst() } else { isInOrder = false }
      } else if !order.isEmpty {
        isInOrder = false
      }
      if step != .several { isOpen = false }
    }
    isOrdered = !access.sorted.isEmpty && isInOrder && order.isEmpty
    let partial = facts.share(of: path.predicate)
    share = min(1, walk.share * partial)
    conditions = walk.conditions
    descents = walk.descents
    let held = Set(path.elements.compactMap(\.columnName) + path.includes)
    isCovering = access.columns.map { $0.isSubset(of: held) } ?? false
    guard conditions > 0 || isOrdered || path.predicate != nil && partial < 1 else { return nil }
  }

  private enum Step {
    case one
    case several
    case bound
    case none
  }

  private struct Walk {
    let access: TableAccess
    let facts: TableFacts
    let reached: Set<String>
    var share = 1.0
    var conditions = 0
    var descents = 1.0

    mutating func step(_ element: IndexElement) -> Step {
      guard let column = element.columnName else { return expression(element) }
      guard !access.guarded.contains(column) else { return .none }
      if access.equal.contains(column) || reached.contains(column) {
        if !access.isDetermined(column, besides: reached) {
          share *= facts.share(equal: column, constant: access.constants[column])
        }
        conditions += 1
        return .one
      }
      if access.isNull.contains(column) {
        share *= facts.share(isNull: column)
        conditions += 1
        return .one
      }
      if access.listed.contains(column) {
        let count = Double(access.listLengths[column] ?? 10)
        share *= min(1, count * facts.share(equal: column, constant: nil))
        conditions += 1
        descents *= count
        return .several
      }
      if access.ranged.contains(column) {
        share *= facts.share(ranged: column, isWindow: access.windows.contains(column))
        conditions += 1
        return .bound
      }
      return .none
    }

    /// `lower(email)`, which waits for policies like any function that is not leakproof.
    private mutating func expression(_ element: IndexElement) -> Step {
      guard case .expression(let expression) = element.key, !access.isUnderPolicies else { return .none }
      guard let wrapped = access.wrapped.first(where: { $0.isHeld(by: expression) }) else { return .none }
      share *= facts.share(of: wrapped)
      conditions += 1
      return .one
    }
  }
}
