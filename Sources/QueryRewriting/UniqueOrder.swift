internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
internal import SchemaModel

/// The keys that make an order of joined rows one that no two rows share.
struct UniqueOrder {
  /// Primary keys of the tables that a row of the result may hold more than once, less what the order has already.
  private(set) var added: [SortKey] = []

  /// nil where a table has no key, or an outer join may leave it NULL.
  init?(_ session: RewritingSession, _ keys: [SortKey]) {
    var open = session.outermost.items
    let sorting = keys.first?.column.flatMap { column in open.firstIndex { $0.alias == column.item.alias } }
    // An outer join begins at the side that is always there.
    guard let first = sorting.flatMap({ open[$0].isOptional ? nil : $0 }) ?? open.firstIndex(where: { !$0.isOptional })
    else { return nil }
    open.insert(open.remove(at: first), at: 0)
    let pairs = Self.equalities(session)
    var known: [String: Set<String>] = [:]
    for pair in pairs {
      if pair.other == nil { known[pair.column.item.alias, default: []].insert(pair.column.column.name) }
    }
    var reached: Set<String> = []
    while let position = open.firstIndex(where: { Self.isOne($0, pairs, known, reached) }) ?? open.indices.first {
      let item = open.remove(at: position)
      defer { reached.insert(item.alias) }
      guard !Self.isOne(item, pairs, known, reached) else { continue }
      let ordered = keys.compactMap(\.column).filter { $0.item.alias == item.alias }.map(\.column.name)
      if item.table.isUnique((known[item.alias] ?? []).union(ordered).filter { !Self.isNullable($0, of: item) }) {
        continue
      }
      guard let key = Self.key(of: item) else { return nil }
      let isDescending = keys.last?.isDescending ?? false
      let isAlone = session.outermost.items.count == 1
      for column in key where !ordered.contains(column.name) {
        let name = QuotedIdentifier.text(column.name)
        added.append(
          SortKey(
            NamedColumn(item: item, column: column),
            text: isAlone && !Self.isQualified(keys, item) ? name : "\(QuotedIdentifier.text(item.alias)).\(name)",
            isDescending: isDescending))
      }
    }
  }

  private static func isQualified(_ keys: [SortKey], _ item: QueryLevel.Item) -> Bool {
    keys.contains { $0.text.contains(".") } || item.alias != item.table.name.name
  }

  private static func isNullable(_ column: String, of item: QueryLevel.Item) -> Bool {
    item.isOptional || item.table.columns[column]?.isNullable != false
  }

  /// Columns of a key without NULL: the primary one, else a unique constraint.
  private static func key(of item: QueryLevel.Item) -> [Column]? {
    guard !item.isOptional else { return nil }
    let keys = item.table.keys.map { $0.columns.compactMap { item.table.columns[$0] } }
    return keys.first { !$0.isEmpty && $0.allSatisfy { !$0.isNullable } }
  }

  /// Whether there is at most one row of it for each row of those reached before.
  private static func isOne(
    _ item: QueryLevel.Item, _ pairs: [Equality], _ known: [String: Set<String>], _ reached: Set<String>
  ) -> Bool {
    var columns = known[item.alias] ?? []
    for pair in pairs {
      if pair.column.item.alias == item.alias, let other = pair.other, reached.contains(other.item.alias) {
        columns.insert(pair.column.column.name)
      }
      if let other = pair.other, other.item.alias == item.alias, reached.contains(pair.column.item.alias) {
        columns.insert(other.column.name)
      }
    }
    return item.table.isUnique(columns)
  }

  struct Equality {
    var column: NamedColumn
    /// nil: a value.
    var other: NamedColumn?
  }

  /// What WHERE and the joins of the outermost query make equal.
  static func equalities(_ session: RewritingSession) -> [Equality] {
    var pairs: [Equality] = []
    for condition in session.outermost.conditions + session.optionalConditions {
      for part in condition.conjuncts {
        guard let operation = part.operation, operation.name == "=" else { continue }
        let left = session.column(operation.left)
        let right = session.column(operation.right)
        if let left {
          if let right { pairs.append(.init(column: left, other: right)) }
          if !operation.right.holdsColumn { pairs.append(.init(column: left)) }
        } else if let right, !operation.left.holdsColumn {
          pairs.append(.init(column: right))
        }
      }
    }
    return pairs
  }
}

extension RewritingSession {
  /// ON of the outermost query's outer joins: what it says of the table on the optional side holds where there is a row.
  var optionalConditions: [PostgresNode] {
    guard let select else { return [] }
    var open = Array(PostgresList(select.from_clause, select.n_from_clause))
    var found: [PostgresNode] = []
    while let node = open.popLast() {
      guard node.kind == PG_QUERY__NODE__NODE_JOIN_EXPR, let join = node.pointee.join_expr?.pointee else { continue }
      if join.jointype != PG_QUERY__JOIN_TYPE__JOIN_INNER, let condition = join.quals {
        found.append(UnsafePointer(condition))
      }
      open += [join.larg, join.rarg].compactMap { $0.map { UnsafePointer($0) } }
    }
    return found
  }

  /// The alias before a star, empty for a bare one; nil when it is none.
  func star(_ node: PostgresNode) -> String? {
    guard node.kind == PG_QUERY__NODE__NODE_COLUMN_REF, let reference = node.pointee.column_ref?.pointee else {
      return nil
    }
    let fields = PostgresList(reference.fields, reference.n_fields)
    guard fields.last?.kind == PG_QUERY__NODE__NODE_A_STAR else { return nil }
    return fields.count > 1 ? fields[fields.count - 2].string : ""
  }
}

/// Functions that make one value of many rows.
enum AggregateNames {
  static let all: Set<String> = [
    "count", "sum", "avg", "min", "max", "array_agg", "string_agg", "json_agg", "jsonb_agg", "json_object_agg",
    "jsonb_object_agg", "bool_and", "bool_or", "every", "bit_and", "bit_or", "bit_xor", "xmlagg", "range_agg",
    "range_intersect_agg", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "corr",
    "covar_pop",
    "covar_samp", "mode", "percentile_cont", "percentile_disc", "any_value",
  ]
}
