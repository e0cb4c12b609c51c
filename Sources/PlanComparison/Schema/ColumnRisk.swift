import MarkdownWriting
import CatalogComparison
import SchemaModel

/// How a change of a column is classed.
///
/// - A dropped column is breaking: its values are lost, and statements that name it fail.
/// - A new column is safe, unless it is NOT NULL and nothing fills it (breaking: the migration fails on rows that are
///   there, and so do inserts of the application that runs), or a volatile default fills it (risky: a rewrite).
/// - A type is judged by `TypeChange`.
/// - NOT NULL is breaking where inserts without a value were fine (no default), else risky: rows with NULL fail it.
///   Allowing NULL is risky: readers may not expect one.
/// - A default that goes is breaking on a NOT NULL column; a default that comes is safe, one that changes risky.
/// - What the ORM calls it or fills in by itself is risky: code has to follow.
/// - Identity, generation, collation are risky; storage and compression safe; a comment is documentation.
struct ColumnRisk {
  var old: Column?
  var new: Column?

  func verdict(of change: SchemaChange) -> Verdict {
    switch change.action {
    case .drop: .breaking("its values are lost, and statements that name it fail")
    case .add: added
    case .change: .gravest(of: change.details.map(verdict))
    }
  }

  private var added: Verdict {
    guard let new else { return .safe("nothing relies on it yet") }
    if new.generated != nil { return .risky("it is computed for every row under an exclusive lock") }
    if new.identity != nil || new.type.name.hasPrefix("serial") {
      return .risky("a number is given to every row under an exclusive lock")
    }
    guard let value = new.defaultExpression?.sql else {
      return new.isNullable
        ? .safe("it may be null, so rows and inserts that do not know it are fine")
        : .breaking(
          "it is NOT NULL without a default: adding it fails when there are rows, and so do inserts without it")
    }
    return Self.isVolatile(value)
      ? .risky("its default is computed for every row under an exclusive lock")
      : .safe("its default fills the rows that are there without a rewrite")
  }

  private func verdict(of detail: SchemaChange.Detail) -> Verdict {
    switch detail.property {
    case "type":
      guard let old, let new else { return .breaking("its type is another one") }
      return TypeChange.verdict(old.type, new.type)
    case "null": return nullability(becomesRequired: detail.new == "NOT NULL")
    case "default":
      if detail.new == "none" {
        return new?.isNullable == false && new?.identity == nil
          ? .breaking("inserts that relied on the default fail")
          : .risky("inserts that relied on the default write NULL")
      }
      return detail.old == "none"
        ? .safe("inserts without a value get one") : .risky("new rows get another value than before")
    case "identity", "identity sequence", "generated", "collation":
      return .risky("how its values come about or sort is another way from then on")
    case "comment": return .documentation("words only")
    case "field", "client default", "updated by the client", "ignored by the client", "client attributes":
      return .risky("code that uses the ORM's model has to follow")
    default: return .safe("how its values are kept on disk")
    }
  }

  private func nullability(becomesRequired: Bool) -> Verdict {
    guard becomesRequired else { return .risky("readers may meet a NULL they do not expect") }
    return new?.defaultExpression == nil && new?.identity == nil && new?.generated == nil
      ? .breaking("rows with NULL fail it, and so do inserts without a value")
      : .risky("rows with NULL fail it, and every row is read under an exclusive lock")
  }

  /// Functions whose value differs from row to row make PostgreSQL write every row.
  private static func isVolatile(_ sql: String) -> Bool {
    let text = sql.lowercased()
    return ["random(", "gen_random_uuid(", "uuid_generate", "clock_timestamp(", "nextval(", "uuidv"].contains {
      text.contains($0)
    }
  }
}
