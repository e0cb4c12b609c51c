import Compilation
import Diagnostics
import PlanModel
import SchemaModel
import Sizing
import TestKit
import Workspace

/// The tables of the plans that ship, with what those plans state of their columns.
enum ExampleCases {
  static let plans = ["agri-commerce", "course-platform", "league-manager"]

  static func of(_ name: String, root: String) -> [SizeCase] {
    let compiled = PlanCompiler(tree: SourceTree(SourceReader(root: root)), project: nil)
      .compile(path: "Plans/\(name)/plan.yml", name: name, date: nil).value
    let catalog = compiled.catalog
    // Widths of whole rows are of the rows the plan speaks of.
    let volumes = compiled.plan.volumes.map { volume in
      var volume = volume
      volume.width = nil
      return volume
    }
    return catalog.tables.filter { $0.partitionOf == nil }.map { table in
      SizeCase(
        "\(name) \(table.name.display)", catalog: catalog, table: plain(table), facts: facts(of: table, compiled.plan),
        volumes: volumes)
    }
  }

  private static func facts(of table: Table, _ plan: Plan) -> [String: SizeCase.Facts] {
    var facts: [String: SizeCase.Facts] = [:]
    for statistics in plan.columnStatistics where statistics.column.value.table == table.name {
      facts[statistics.column.value.column] = SizeCase.Facts(
        width: statistics.width?.value.value, nulls: statistics.nulls?.value.value,
        distinct: statistics.distinct?.value.value, correlation: statistics.correlation?.value)
    }
    return facts
  }

  /// Without what would refuse generated rows: several columns together are no key, and an index holds every row.
  private static func plain(_ table: Table) -> Table {
    var plain = table
    plain.partitionKey = nil
    plain.exclusions = []
    let composite = table.keys.filter { $0.columns.count > 1 }
    if table.primaryKey.map({ $0.columns.count > 1 }) == true { plain.primaryKey = nil }
    plain.uniqueConstraints.removeAll { $0.columns.count > 1 }
    plain.indexes = table.indexes.filter { $0.columnNames != nil }.map { index in
      var index = index
      index.predicate = nil
      index.isUnique = index.isUnique && index.elements.count == 1
      return index
    }
    plain.indexes += composite.map { key in
      Index(key.name, elements: key.columns.map { IndexElement(column: $0) })
    }
    return plain
  }
}
