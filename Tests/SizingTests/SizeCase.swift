import Diagnostics
import PlanModel
import SQLReading
import SchemaModel

/// A table to be filled, and what a plan could state of it.
struct SizeCase: Sendable {
  struct Facts: Sendable {
    var width: Double?
    var nulls: Double?
    var distinct: Double?
    var correlation: Double?
  }

  var name: String
  var catalog: Catalog
  var table: Table
  var facts: [String: Facts]
  /// Rows of the tables it points at, as the plan states them.
  var volumes: [Volume] = []
  /// Whether indexes are there while rows arrive.
  var isGrown: Bool

  /// - Parameter sql: one table `t`, with what it needs, and its indexes.
  init(_ name: String, _ sql: String, _ facts: [String: Facts] = [:], grown: Bool = false) {
    self.name = name
    catalog = SQLReader().read([SourceFile(path: "t.sql", text: sql)]).value
    table = catalog.tables.first { $0.name.name == "t" } ?? Table(ObjectName("t"))
    self.facts = facts
    isGrown = grown
  }

  init(_ name: String, catalog: Catalog, table: Table, facts: [String: Facts], volumes: [Volume]) {
    self.name = name
    self.catalog = catalog
    self.table = table
    self.facts = facts
    self.volumes = volumes
    isGrown = false
  }

  /// The plan that states the facts; widths and counts of different values as they came out where they are given.
  func plan(widths: [String: Double] = [:], distinct: [String: Double] = [:]) -> Plan {
    var plan = Plan(name: "sizes")
    plan.volumes = volumes
    for column in table.columns {
      var statistics = ColumnStatistics(column: Located(ColumnReference(table.name, column.name)))
      let facts = facts[column.name] ?? Facts()
      statistics.width = (widths[column.name] ?? facts.width).map { Located(Count($0, written: "\($0)")) }
      statistics.nulls = facts.nulls.map { Located(Share($0, written: "\($0)")) }
      statistics.distinct = (distinct[column.name] ?? facts.distinct).map { Located(Count($0, written: "\($0)")) }
      statistics.correlation = facts.correlation.map { Located($0) }
      plan.columnStatistics.append(statistics)
    }
    return plan
  }
}
