import CatalogComparison
package import JSONWriting

/// The JSON Schema of what `dbplan diff --format json` prints; it is checked in as `Plans/diff-output.schema.json`.
package enum ComparisonJSONSchema {
  package static var document: JSONValue {
    comparison.schema(
      title: "What changed between two versions: dbplan diff --format json",
      comment: "schema_version grows when a member is taken away or changes its meaning")
  }

  private static var comparison: JSONShape {
    .record([
      "schema_version": .integer, "outcome": .words(["identical", "unchanged", "changed"]), "base": side, "head": side,
      "counts": counts, "files": .list(.record(["path": .string, "action": action])), "changes": .list(change),
      "consequences": .list(change), "plans": .list(plan),
    ])
  }

  private static var side: JSONShape { .record(["label": .string, "commit": .optional(.string)]) }

  private static var counts: JSONShape {
    .record(["breaking": .integer, "risky": .integer, "safe": .integer, "documentation": .integer])
  }

  private static var action: JSONShape { .words(PlanChange.Action.allCases.map(\.rawValue)) }

  private static var change: JSONShape {
    .record(
      [
        "class": .words(ChangeClass.allCases.map(\.rawValue)), "reason": .string,
        "area": .words(["schema", "plan", "consequence"]),
        "kind": .words(kinds), "action": action, "title": .string, "name": .string,
        "details": .list(.record(["property": .string], optional: ["before": .string, "after": .string])),
        "plans": .list(.string),
      ], optional: ["table": .string, "before": place, "after": place])
  }

  /// Of a schema, of a plan, of what follows; some words stand for one of each.
  private static var kinds: [String] {
    var seen: Set<String> = []
    let words =
      SchemaChange.ObjectKind.allCases.map(\.rawValue) + PlanArea.allCases.map(\.rawValue)
      + PlanChange.Consequence.allCases.map(\.rawValue)
    return words.filter { seen.insert($0).inserted }
  }

  private static var place: JSONShape { .record(["path": .string], optional: ["line": .integer, "column": .integer]) }

  private static var plan: JSONShape {
    .record([
      "name": .string, "title": .string, "status": .words(["added", "removed", "changed", "unchanged"]),
      "counts": counts, "bytes_estimated": sizes, "findings": turnover, "advised_indexes": turnover,
      "questions": turnover, "escalations": turnover, "statements": turnover,
    ])
  }

  private static var turnover: JSONShape {
    .record(["new": .list(.string), "gone": .list(.string), "changed": .list(.string)])
  }

  /// Bytes at each of the months; null where nothing is stated.
  private static var sizes: JSONShape {
    let series = JSONShape.optional(.list(.integer))
    return .record([
      "months": .list(.integer), "before": series, "after": series,
      "tables": .list(.record(["table": .string, "before": series, "after": series])),
    ])
  }
}
