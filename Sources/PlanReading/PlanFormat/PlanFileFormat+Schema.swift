internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// What a plan says about tables and columns.
extension PlanFileFormat {
  @RecordBuilder<Plan> static var schemaFacts: [RecordKey<Plan>] {
    custom(
      "scope", "The tables the plan is about; patterns such as waitlist_* count",
      .oneOrMore(ValueFormat<ObjectName>.table.located())
    ) {
      tables, _, root in root.scope = tables
    }
    part("describe", "What tables and columns mean", descriptions, \.descriptions)
    part("groups", "Tables that belong together; patterns such as waitlist_* count", groups, \.groups)
    part("external", "Tables that a library owns: read, never changed", external, \.external)
    part("volumes", "How many rows there are and how they grow", volumes, \.volumes)
    part("columns", "What the planner would have in its statistics", columnStatistics, \.columnStatistics)
    part("rules", "Business rules, as constraints or in words", .list(of: businessRule), \.rules)
    part("relations", "What a foreign key should be and why", relations, \.relations)
    part("derived", "Columns that are computed from others", derived, \.derived)
  }

  /// Until the catalog is known, `a.b` may be a column or a table of a schema.
  private static var descriptions: ValueFormat<[Description]> {
    .map(keyedBy: .text, "Table or column", to: ValueFormat<String>.markdown.located()) { subject, text, _ in
      let parts = IdentifierPath.parse(subject.value) ?? [subject.value]
      var description =
        switch parts.count {
        case 1: Description(table: ObjectName(parts[0], schema: ""), column: nil, text: text)
        case 2: Description(table: ObjectName(parts[0], schema: ""), column: parts[1], text: text)
        default:
          Description(
            table: ObjectName(parts[1], schema: parts[0]), column: parts[2...].joined(separator: "."), text: text)
        }
      description.span = subject.span
      return description
    }
  }

  private static var groups: ValueFormat<[TableGroup]> {
    .map(keyedBy: .text, "Name of a group", to: .oneOrMore(ValueFormat<String>.text.located())) { name, patterns, _ in
      TableGroup(name: name, patterns: patterns)
    }
  }

  private static var external: ValueFormat<[ExternalTable]> {
    .map(keyedBy: .table, "Table", to: .text) { table, owner, _ in ExternalTable(table: table, owner: owner) }
  }

  private static var volumes: ValueFormat<[Volume]> {
    .records(keyedBy: .table, "Table", make: Volume.init(table:)) {
      fact("rows", "Rows on the day of as_of", .count, \.rows)
      fact("growth", "Rows added in a period, or a share of what is there", .growth, \.growth)
      fact("retention", "How long a row is kept", .duration, \.retention)
      fact("archive", "Table that rows go to once their retention is over", .text, \.archive)
      part("per", "Rows for each row of another table", rowsPerParent, \.per)
      fact("skew", "How unevenly rows spread over their parents, e.g. zipf", .text, \.skew)
      fact("basis", "Whether the numbers were measured", .cases, \.basis)
      fact("checked", "The day they were looked at", .date, \.checked)
      fact("updates", "Updates of rows in a period", .rate, \.updates)
      fact(
        "width", "Average bytes of a row's values, as EXPLAIN shows them in width=; the row header comes on top",
        .width, \.width)
    }
  }

  private static var rowsPerParent: ValueFormat<[Located<(table: ObjectName, count: Count)>]> {
    .map(keyedBy: .table, "Table", to: .count) { table, count, _ in
      Located((table: table.value, count: count), span: table.span)
    }
  }

  private static var columnStatistics: ValueFormat<[ColumnStatistics]> {
    .records(keyedBy: .column, "Column", make: ColumnStatistics.init(column:)) {
      part("values", "Shares of single values", valueShares, \.values)
      fact("distinct", "Number of distinct values", .count, \.distinct)
      fact("width", "Average bytes of a value as it is stored, without its length header", .width, \.width)
      fact("nulls", "Share of nulls", .share, \.nulls)
      fact("correlation", "Physical against logical order, as in pg_stats", .number(-1...1), \.correlation)
    }
  }

  private static var valueShares: ValueFormat<[ColumnStatistics.ValueShare]> {
    .map(keyedBy: .text, "Value", to: .share) { value, share, _ in
      ColumnStatistics.ValueShare(value: value.value, share: share, span: value.span)
    }
  }

  private static var relations: ValueFormat<[RelationRule]> {
    .records(keyedBy: .column, "Column", make: RelationRule.init(column:)) {
      fact("to", "The column it refers to", .column, \.target)
      fact("on_delete", "What happens when the target is deleted", .cases, \.onDelete)
      fact("on_update", "What happens when the target's key changes", .cases, \.onUpdate)
      fact("because", "Why", .markdown, \.because)
    }
  }

  private static var derived: ValueFormat<[DerivedColumn]> {
    .records(keyedBy: .column, "Column", make: DerivedColumn.init(column:)) {
      fact("sql", "The query that computes it", .sql, \.sql)
      fact("kept_by", "What keeps it true: trigger, application, job or generated", .text, \.keptBy)
    }
  }
}
