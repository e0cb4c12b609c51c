import CPostgresQuery
import SQLSyntax
import SchemaModel

/// What check constraints say, as far as PostgreSQL's own prover (predtest.c) sees it.
struct ConstraintProof {
  let parser: SQLParser

  /// Whether a check says that a column is not null. A comparison does not: a check is also met by a null.
  func saysNotNull(_ column: String, _ sql: String) -> Bool {
    with(sql) { Self.saysNotNull(column, $0) } ?? false
  }

  private static func saysNotNull(_ column: String, _ node: PostgresNode) -> Bool {
    switch node.kind {
    case PG_QUERY__NODE__NODE_NULL_TEST:
      guard let test = node.pointee.null_test?.pointee, let argument = test.arg else { return false }
      return test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NOT_NULL
        && Comparison.column(PostgresNode(argument)) == column
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
      guard let expression = node.pointee.bool_expr?.pointee else { return false }
      let arguments = PostgresList(expression.args, expression.n_args)
      switch expression.boolop {
      case PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR: return arguments.contains { saysNotNull(column, $0) }
      case PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR: return arguments.allSatisfy { saysNotNull(column, $0) }
      default:
        guard let inner = arguments.first, inner.kind == PG_QUERY__NODE__NODE_NULL_TEST,
          let test = inner.pointee.null_test?.pointee, let argument = test.arg
        else { return false }
        return test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL
          && Comparison.column(PostgresNode(argument)) == column
      }
    default: return false
    }
  }

  func with<Value>(_ sql: String, _ body: (PostgresNode) -> Value) -> Value? {
    (try? parser.withStatement("SELECT \(sql)") { node -> Value? in
      guard let select = node.pointee.select_stmt?.pointee, select.n_target_list == 1,
        let value = select.target_list[0]?.pointee.res_target?.pointee.val
      else { return nil }
      return body(PostgresNode(value))
    }) ?? nil
  }
}

/// A column beside a constant.
struct Comparison: Hashable {
  enum Value: Hashable, Comparable {
    case number(Double)
    case text(String)

    static func < (left: Value, right: Value) -> Bool {
      switch (left, right) {
      case (.number(let left), .number(let right)): left < right
      case (.text(let left), .text(let right)): left < right
      default: false
      }
    }

    func isComparable(_ other: Value) -> Bool {
      switch (self, other) {
      case (.number, .number), (.text, .text): true
      default: false
      }
    }
  }

  var column: String
  var sign: String
  var value: Value

  init(_ column: String, _ sign: String, _ value: Value) {
    self.column = column
    self.sign = sign
    self.value = value
  }

  static func column(_ node: PostgresNode) -> String? {
    guard node.kind == PG_QUERY__NODE__NODE_COLUMN_REF, let reference = node.pointee.column_ref?.pointee else {
      return nil
    }
    return PostgresList(reference.fields, reference.n_fields).last?.string
  }

  static func value(_ node: PostgresNode) -> Value? {
    if node.kind == PG_QUERY__NODE__NODE_TYPE_CAST, let inner = node.pointee.type_cast?.pointee.arg {
      return value(PostgresNode(inner))
    }
    guard node.kind == PG_QUERY__NODE__NODE_A_CONST, let constant = node.pointee.a_const?.pointee,
      constant.isnull == 0
    else { return negated(node) }
    switch constant.val_case {
    case PG_QUERY__A__CONST__VAL_IVAL: return .number(Double(constant.ival.pointee.ival))
    case PG_QUERY__A__CONST__VAL_FVAL: return constant.fval.pointee.fval.text.flatMap(Double.init).map(Value.number)
    case PG_QUERY__A__CONST__VAL_SVAL:
      let text = constant.sval.pointee.sval.text ?? ""
      return .text(text)
    case PG_QUERY__A__CONST__VAL__NOT_SET: return .number(0)
    default: return nil
    }
  }

  private static func negated(_ node: PostgresNode) -> Value? {
    guard node.kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = node.pointee.a_expr?.pointee,
      expression.lexpr == nil, PostgresList(expression.name, expression.n_name).strings.last == "-",
      let inner = expression.rexpr, case .number(let number)? = value(PostgresNode(inner))
    else { return nil }
    return .number(-number)
  }

  /// Whether every value that meets this comparison meets the other.
  func implies(_ other: Comparison) -> Bool {
    guard column == other.column, value.isComparable(other.value) else { return false }
    switch (sign, other.sign) {
    case ("=", "="): return value == other.value
    case ("=", "<"): return value < other.value
    case ("=", "<="): return value <= other.value
    case ("=", ">"): return value > other.value
    case ("=", ">="): return value >= other.value
    case ("<", "<"), ("<=", "<="), ("<", "<="): return value <= other.value
    case ("<=", "<"): return value < other.value
    case (">", ">"), (">=", ">="), (">", ">="): return value >= other.value
    case (">=", ">"): return value > other.value
    case (_, "<>"): return refutes(Comparison(column, "=", other.value))
    default: return false
    }
  }

  /// Whether no value meets both.
  func refutes(_ other: Comparison) -> Bool {
    guard column == other.column, value.isComparable(other.value) else { return false }
    let opposite = ["=": "<>", "<": ">=", "<=": ">", ">": "<=", ">=": "<", "<>": "="][other.sign] ?? ""
    if sign == "<>" { return other.sign == "=" && value == other.value }
    if opposite == "<>" {
      switch sign {
      case "=": return value != other.value
      case "<": return other.value >= value
      case "<=": return other.value > value
      case ">": return other.value <= value
      case ">=": return other.value < value
      default: return false
      }
    }
    return implies(Comparison(column, opposite, other.value))
  }
}
