internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// What a plan says about the way from the baseline to the target.
extension PlanFileFormat {
  @RecordBuilder<Plan> static var changeFacts: [RecordKey<Plan>] {
    part(
      "renames",
      "Old name to new, both as table, table.column, table.constraint, table.index or enum.value; none denies a rename. "
        + "A column may go to another table with the same key, a value's rows to a value that was there before",
      renames, \.renames)
    part("backfills", "How new columns get their values", .list(of: backfill), \.backfills)
    part("seeds", "Rows that come with the schema", seeds, \.seeds)
  }

  private static var renames: ValueFormat<[Rename]> {
    .map(keyedBy: .text, "Old name", to: ValueFormat<String>.text.located()) { old, new, _ in
      Rename(old: old, new: new.value == "none" ? nil : new)
    }
  }

  private static var backfill: ValueFormat<Backfill> {
    .record({ Backfill(column: Located(ColumnReference(ObjectName(""), ""))) }) {
      required("column", "The column that is filled", .column, \.column)
      fact("sql", "The expression that fills it", .sql, \.sql)
      fact("batch", "Rows of one step", .count, \.batch)
      fact("pause", "Time between steps", .duration, \.pause)
      fact("stop_if", "The condition that halts it, e.g. replica lag > 5s", .text, \.stopIf)
    }
  }

  private static var seeds: ValueFormat<[Seed]> {
    .records(keyedBy: .table, "Table", make: Seed.init(table:)) {
      fact("file", "A CSV file with a header", .path, \.file)
      facts("in", "Environments that get it; all", .text, \.environments)
      facts("after", "Tables that must be filled before", .table, \.after)
    }
  }
}
