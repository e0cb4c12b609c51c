import CatalogComparison
import SchemaModel

/// What two sources say of one column.
struct ColumnComparison {
  let meanings: Meanings
  let first: Vocabulary
  let second: Vocabulary

  func details(_ left: Column, _ right: Column) -> [SchemaChange.Detail] {
    var details: [SchemaChange.Detail] = []
    let resolvesDomains = !(first.hasDomains && second.hasDomains)
    if !meanings.isSame(left.type, right.type, resolvesDomains: resolvesDomains) {
      details.append(.init("type", from: left.type.display, to: right.type.display))
    }
    // Prisma makes lists without NOT NULL and can not say otherwise.
    let isPrismaList = (first.isPrisma || second.isPrisma) && left.type.isArray
    if left.isNullable != right.isNullable, !isPrismaList {
      details.append(.init("nullability", from: Self.null(left), to: Self.null(right)))
    }
    if let detail = value(left, right) { details.append(detail) }
    return details
  }

  /// Defaults, identities and generated values: where a column takes its value from when none is given.
  private func value(_ left: Column, _ right: Column) -> SchemaChange.Detail? {
    if isLeftToDatabase(left) || isLeftToDatabase(right) { return nil }
    if (left.generated != nil || right.generated != nil) && !(first.hasExpressions && second.hasExpressions) {
      return nil
    }
    if let generated = generated(left, right) { return generated }
    if left.generated != nil { return nil }
    let (old, new) = (Source(left), Source(right))
    switch (old, new) {
    case (.none, .none): return nil
    case (.sequence, .sequence), (.identity, .identity): return nil
    case (.sequence, .identity), (.identity, .sequence):
      if first.isORM || second.isORM { return nil }
    case (.expression(let left), .expression(let right)): if meanings.isSame(left, right) { return nil }
    default: break
    }
    return .init("default", from: old.display, to: new.display)
  }

  private func generated(_ left: Column, _ right: Column) -> SchemaChange.Detail? {
    guard !meanings.isSame(left.generated?.expression, right.generated?.expression) else { return nil }
    return .init(
      "generated", from: left.generated?.expression.sql ?? "no", to: right.generated?.expression.sql ?? "no")
  }

  /// `dbgenerated()`: the database has a default, whichever it is.
  private func isLeftToDatabase(_ column: Column) -> Bool { column.field?.defaultSource == "dbgenerated()" }

  private static func null(_ column: Column) -> String { column.isNullable ? "nullable" : "NOT NULL" }

  private enum Source {
    case none
    case sequence
    case identity
    case expression(SQLExpression)

    init(_ column: Column) {
      if column.identity != nil {
        self = .identity
      } else if let value = column.defaultExpression, value.sql.uppercased() != "NULL" {
        let isSequence = value.sql.hasPrefix("nextval(") || value.sql == "unique_rowid()"
        self = isSequence ? .sequence : .expression(value)
      } else {
        self = .none
      }
    }

    var display: String {
      switch self {
      case .none: "none"
      case .sequence: "a sequence"
      case .identity: "an identity"
      case .expression(let expression): expression.sql
      }
    }
  }
}
