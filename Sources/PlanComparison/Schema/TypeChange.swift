import MarkdownWriting
import SchemaModel

/// What a change of a column's type does, by PostgreSQL's rules for ALTER COLUMN TYPE.
enum TypeChange {
  private static let integers = ["int2", "int4", "int8"]
  private static let texts: Set<String> = ["text", "varchar"]

  /// - breaking: some values of the old type have no place in the new one (shorter, smaller, another kind).
  /// - risky: every value fits, but the table is rewritten under an exclusive lock or what the value means may shift.
  /// - safe: every value fits and the table is not rewritten.
  static func verdict(_ old: ColumnType, _ new: ColumnType) -> Verdict {
    guard old.isArray == new.isArray else { return .breaking("one value and a list of values are not the same") }
    let rewrite: Verdict = .risky("every value fits, but the table is rewritten under an exclusive lock")
    if old.isUserDefined || new.isUserDefined {
      return texts.contains(new.name) && new.modifiers.isEmpty
        ? rewrite : .breaking("values of \(code: old.short) may have no place in \(code: new.short)")
    }
    if old.name == new.name, let verdict = sameKind(old, new) { return verdict }
    if let from = integers.firstIndex(of: old.name), let to = integers.firstIndex(of: new.name) {
      return to > from ? rewrite : narrows(old, new)
    }
    switch (old.name, new.name) {
    case ("varchar", "text"), ("cidr", "inet"): return .safe("every value fits and nothing is rewritten")
    case ("text", "varchar"): return new.modifiers.isEmpty ? .safe("the same values") : narrows(old, new)
    case ("float4", "float8"), ("json", "jsonb"), ("jsonb", "json"), ("int2", "numeric"), ("int4", "numeric"),
      ("int8", "numeric"), ("date", "timestamp"), ("date", "timestamptz"), ("bpchar", "text"), ("int2", "float8"),
      ("int4", "float8"), ("int2", "float4"):
      return new.modifiers.isEmpty ? rewrite : narrows(old, new)
    case ("timestamp", "timestamptz"), ("timestamptz", "timestamp"):
      return .risky("what a value means depends on the time zone of the session that converts it")
    case (_, "text"): return .risky("every value fits, but it is compared and sorted as text from then on")
    default: return .breaking("values of \(code: old.short) may have no place in \(code: new.short)")
    }
  }

  /// Two types that differ in their modifiers.
  private static func sameKind(_ old: ColumnType, _ new: ColumnType) -> Verdict? {
    let before = old.modifiers.map { Int($0) ?? 0 }
    let after = new.modifiers.map { Int($0) ?? 0 }
    if after.isEmpty {
      return old.name == "bpchar" ? narrows(old, new) : .safe("a limit is gone")
    }
    switch old.name {
    case "numeric":
      guard before.count == 2 || before.count == 1 else { return narrows(old, new) }
      let scales = (before.count > 1 ? before[1] : 0, after.count > 1 ? after[1] : 0)
      let holdsWhole = after[0] - scales.1 >= before[0] - scales.0
      if holdsWhole, scales.0 == scales.1 { return .safe("a wider limit, nothing is rewritten") }
      return holdsWhole && scales.1 > scales.0
        ? .risky("every value fits, but the table is rewritten under an exclusive lock") : narrows(old, new)
    case "varchar", "varbit", "timestamp", "timestamptz", "time", "timetz", "interval":
      guard let limit = before.first else { return narrows(old, new) }
      return after[0] >= limit ? .safe("a wider limit, nothing is rewritten") : narrows(old, new)
    case "bpchar", "bit":
      guard let length = before.first, after[0] > length else { return narrows(old, new) }
      return .risky("every value is padded, and the table is rewritten under an exclusive lock")
    default: return narrows(old, new)
    }
  }

  private static func narrows(_ old: ColumnType, _ new: ColumnType) -> Verdict {
    .breaking("\(code: new.short) is narrower than \(code: old.short): values may not fit or lose digits")
  }
}
