import SQLWriting
import SchemaModel

/// Names of indexes that another table takes: whoever has them now stays until the last phase, under other ones.
struct NameClearing {
  let base: Catalog
  let context: MigrationContext

  var moves: [Move] {
    let wanted = Self.bearers(context.goal)
    return base.tables.flatMap { table in
      Self.names(of: table).compactMap { name -> Move? in
        let relation = ObjectName(name, schema: table.name.schema)
        guard let bearer = wanted[relation], bearer != table.name else { return nil }
        let aside = context.free(TakenNames.cut(name, to: 55) + "_before", in: table.name.schema)
        let alter = Altering(table.name)
        return Move(
          MigrationStep.name("rename", name, "to", aside),
          "\(name) of \(table.name.display) is called \(aside): \(bearer.display) takes the name.", phase: .expand,
          on: table.name, up: [alter.renameIndex(name, to: aside)], down: [alter.renameIndex(aside, to: name)])
      }
    }
  }

  private static func names(of table: Table) -> [String] {
    table.keys.map(\.name) + table.exclusions.map(\.name) + table.indexes.map(\.name)
  }

  private static func bearers(_ catalog: Catalog) -> [ObjectName: ObjectName] {
    var bearers: [ObjectName: ObjectName] = [:]
    for table in catalog.tables {
      for name in names(of: table) { bearers[ObjectName(name, schema: table.name.schema)] = table.name }
    }
    return bearers
  }
}
