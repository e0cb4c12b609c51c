import Diagnostics
import Foundation
import PlanModel
import SchemaModel
import Sizing

/// The columns of one table: what the plan states comes first, then what keys and types say, then what is assumed.
struct PlannerColumns {
  let builder: ShapeBuilder
  let table: Table
  let rows: Double
  /// What it is a partition of, or itself.
  let root: Table
  let span: GrowthSpan

  init(_ builder: ShapeBuilder, table: Table, rows: Double) {
    self.builder = builder
    self.table = table
    self.rows = rows
    root = builder.root(of: table)
    span = GrowthSpan(builder.volumes[root.name], rows: builder.rowCount(of: root.name), today: builder.today)
  }

  func shape(of column: Column, _ assumptions: inout [ShapeAssumption]) -> PlannerColumn {
    let kind = ColumnKind(column, of: table, in: builder)
    var shape = PlannerColumn(column.name)
    let stated = statistics(of: column)
    shape.nullFraction = nullFraction(of: column, stated, kind, &assumptions)
    shape.width = Int(min(1e9, builder.sizes.columnWidth(column, of: root)).rounded())
    let present = 1 - shape.nullFraction
    if kind.stored.isArray {
      // Shares are of all rows; `pg_statistic` counts those that are not empty.
      shape.elements = values(stated).map {
        PlannerColumn.Value($0.text, frequency: present > 0 ? min(1, $0.frequency / present) : 0)
      }
    } else {
      shape.commonValues = commonValues(stated, kind, present: present)
    }
    let isWhole = shape.commonValues.reduce(0) { $0 + $1.frequency } > present - 0.005 && !shape.commonValues.isEmpty
    shape.distinct =
      isWhole
      ? Double(shape.commonValues.count) : distinct(of: column, stated, kind, present: present, &assumptions)
    if !isWhole { shape.histogram = histogram(of: column, shape, kind, &assumptions) }
    shape.correlation = correlation(of: column, stated, kind, shape, isWhole: isWhole, &assumptions)
    return shape
  }

  /// Of a partition those of its root.
  private func statistics(of column: Column) -> ColumnStatistics? {
    builder.statistics[ColumnReference(table.name, column.name)]
      ?? builder.statistics[ColumnReference(root.name, column.name)]
  }

  private func nullFraction(
    of column: Column, _ stated: ColumnStatistics?, _ kind: ColumnKind, _ assumptions: inout [ShapeAssumption]
  ) -> Double {
    if let nulls = stated?.nulls?.value.value { return min(1, max(0, nulls)) }
    let listed = stated.map { $0.values.reduce(0) { $0 + $1.share.value } } ?? 0
    guard column.isNullable, !kind.isKey, listed < 0.995, column.generated == nil else { return 0 }
    let nulls = kind.isMark ? ShapeDefaults.unmarked : min(ShapeDefaults.nulls, 1 - listed)
    assumptions.append(
      ShapeAssumption(
        table.name, column.name, .nullFraction, Self.percent(nulls),
        because: kind.isMark ? "a moment that marks few rows" : "the column may be empty and nobody says how often"))
    return nulls
  }

  private func values(_ stated: ColumnStatistics?) -> [PlannerColumn.Value] {
    (stated?.values ?? []).map { PlannerColumn.Value($0.value, frequency: min(1, max(0, $0.share.value))) }
  }

  private func commonValues(
    _ stated: ColumnStatistics?, _ kind: ColumnKind, present: Double
  ) -> [PlannerColumn.Value] {
    var values = values(stated).filter { $0.frequency > 0 }
    let sum = values.reduce(0) { $0 + $1.frequency }
    if kind.stored.name == "bool", values.count == 1, let other = ColumnKind.opposite(values[0].text), sum < present {
      values.append(PlannerColumn.Value(other, frequency: present - sum))
    } else if sum > present, sum > 0 {
      values = values.map { PlannerColumn.Value($0.text, frequency: $0.frequency * present / sum) }
    }
    if values.isEmpty, let parents = kind.skewedParents {
      values = zipf(over: parents, type: kind.stored, present: present)
    }
    return Array(values.sorted { ($1.frequency, $0.text) < ($0.frequency, $1.text) }.prefix(ShapeDefaults.commonValues))
  }

  /// Zipf's law: the k-th parent has a k-th of what the first has. Which one that is has nothing to do with its value.
  private func zipf(over parents: Double, type: ColumnType, present: Double) -> [PlannerColumn.Value] {
    let count = Int(min(parents, 1e15))
    guard count > 1 else { return [] }
    // The harmonic number, which grows as the logarithm does.
    let few = min(count, 1000)
    let whole = (1...few).reduce(0) { $0 + 1 / Double($1) } + (count > few ? log(Double(count) / Double(few)) : 0)
    let step = [7919, 104_729, 1_299_709].first { count % $0 != 0 } ?? 1
    return (1...min(count, ShapeDefaults.commonValues)).compactMap { rank in
      SampleValues.value(rank * step % count, of: count, type: type).map {
        PlannerColumn.Value($0, frequency: present / (Double(rank) * whole))
      }
    }
  }

  private func distinct(
    of column: Column, _ stated: ColumnStatistics?, _ kind: ColumnKind, present: Double,
    _ assumptions: inout [ShapeAssumption]
  ) -> Double {
    if kind.isUnique { return -present }
    if let count = stated?.distinct?.value.value, count >= 1 { return scaled(count, present) }
    if let count = kind.labels { return count }
    if let parents = kind.parents { return scaled(Self.reached(parents, by: rows * present), present) }
    if kind.isTime {
      return kind.stored.name == "date" ? min(max(1, span.days), rows * present) : -present
    }
    let assumed = kind.assumedDistinct
    assumptions.append(
      ShapeAssumption(
        table.name, column.name, .distinct, assumed < 0 ? "\(Self.percent(-assumed)) of the rows" : "\(Int(assumed))",
        because: "nobody says how many values there are"))
    return assumed < 0 ? assumed * present : scaled(min(assumed, rows), present)
  }

  /// As ANALYZE writes it: more than a tenth of the rows is a share of them.
  private func scaled(_ count: Double, _ present: Double) -> Double {
    count > rows * 0.1 ? -min(present, count / max(1, rows)) : max(1, count.rounded())
  }

  /// How many of them rows that choose at random reach.
  private static func reached(_ parents: Double, by rows: Double) -> Double {
    rows > parents * 20 ? parents : max(1, parents * (1 - exp(-rows / max(1, parents))))
  }

  private func histogram(
    of column: Column, _ shape: PlannerColumn, _ kind: ColumnKind, _ assumptions: inout [ShapeAssumption]
  ) -> [String] {
    if kind.isTime { return timeHistogram(column, kind, &assumptions) }
    if kind.isCounter { return SampleValues.histogram(of: rows, type: kind.stored) }
    if let parents = kind.parents {
      return SampleValues.histogram(of: parents, type: kind.stored)
    }
    guard kind.isUniform, let count = shape.distinctValues(amongRows: rows), count >= 2 else { return [] }
    if kind.stored.name != "uuid" {
      assumptions.append(
        ShapeAssumption(
          table.name, column.name, .firstLetters, "a to z alike", because: "nobody says what texts begin with"))
    }
    return SampleValues.histogram(of: max(count, Double(ShapeDefaults.buckets + 1)), type: kind.stored)
  }

  private func timeHistogram(
    _ column: Column, _ kind: ColumnKind, _ assumptions: inout [ShapeAssumption]
  ) -> [String] {
    guard rows >= 2 else { return [] }
    let isKey = table.partitionOf != nil && isPartitionKey(column)
    let bound = PartitionBound(isKey ? table.partitionOf?.bound ?? "" : "")
    if !kind.isInsertion || span.isAssumed {
      assumptions.append(
        ShapeAssumption(
          table.name, column.name, .timeSpan,
          "\(span.moment(at: 0).date) to \(builder.today.date)",
          because: span.isAssumed ? "the plan states no growth" : "taken to pass as the table grows"))
    }
    var bounds: [String] = []
    for bucket in 0...ShapeDefaults.buckets {
      let share = Double(bucket) / Double(ShapeDefaults.buckets)
      let moment =
        if let from = bound.from, let to = bound.to {
          Moment(
            secondsSince1970: from.secondsSince1970
              + Int(Double(to.secondsSince1970 - 1 - from.secondsSince1970) * share))
        } else {
          span.moment(at: share)
        }
      let text = kind.stored.name == "date" ? moment.date : moment.timestamp
      if text != bounds.last { bounds.append(text) }
    }
    return bounds.count > 1 ? bounds : []
  }

  private func isPartitionKey(_ column: Column) -> Bool {
    guard let parent = table.partitionOf?.parent else { return false }
    return builder.tables[parent]?.partitionKey?.elements.first?.columnName == column.name
  }

  private func correlation(
    of column: Column, _ stated: ColumnStatistics?, _ kind: ColumnKind, _ shape: PlannerColumn, isWhole: Bool,
    _ assumptions: inout [ShapeAssumption]
  ) -> Double? {
    if let stated = stated?.correlation?.value { return min(1, max(-1, stated)) }
    guard kind.hasOrder else { return nil }
    if kind.isCounter || kind.isInsertion { return 1 }
    if kind.isUnique { return 0 }
    let isChild = kind.isPart && kind.parents.map { rows / max(1, $0) < 100 } ?? false
    if isChild || kind.isTime {
      assumptions.append(
        ShapeAssumption(
          table.name, column.name, .correlation, "\(ShapeDefaults.childCorrelation)",
          because: isChild
            ? "parts are taken to come with what they are a part of" : "moments are taken to come in order"))
      return ShapeDefaults.childCorrelation
    }
    // Values at random places: rows of one value keep their order, so each adds the square of its share.
    let common = shape.commonValues.reduce(0) { $0 + $1.frequency * $1.frequency }
    let left = 1 - shape.commonValues.reduce(shape.nullFraction) { $0 + $1.frequency }
    let others = (shape.distinctValues(amongRows: rows) ?? 200) - Double(shape.commonValues.count)
    return common + (others >= 1 ? left * left / others : 0)
  }

  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
