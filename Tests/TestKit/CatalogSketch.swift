private import Foundation
package import SchemaModel

/// A catalog in a few lines: `table orders: id, state order_state, note?` (a question mark: may be null),
/// `model Order orders: totalCents=total_cents`, `enum order_state: OPEN, PAID`, `role app`, `unique orders: orders_key`,
/// `index orders: orders_state_idx`, the last two of the first column.
package enum CatalogSketch {
  package static func catalog(_ text: String) -> Catalog {
    var catalog = Catalog()
    for line in text.split(separator: "\n") {
      let halves = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      let head = halves[0].split(separator: " ").map(String.init)
      let items =
        halves.count > 1 ? halves[1].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } : []
      switch head[0] {
      case "table": catalog.tables.append(table(head[1], items))
      case "enum":
        catalog.enums.append(EnumType(ObjectName(head[1]), values: items.map { EnumType.Value($0) }))
      case "unique":
        catalog.tables.update(ObjectName(head[1])) { table in
          table.uniqueConstraints += items.map { KeyConstraint($0, columns: Array(table.columns.names.prefix(1))) }
        }
      case "index":
        catalog.tables.update(ObjectName(head[1])) { table in
          table.indexes += items.map { Index($0, elements: [IndexElement(column: table.columns.names[0])]) }
        }
      case "role": catalog.roles.append(Role(head[1]))
      case "model":
        catalog.tables.update(ObjectName(head[2])) { table in
          table.model = Table.Model(head[1])
          for item in items {
            let parts = item.split(separator: "=").map(String.init)
            table.columns.update(parts[1]) { $0.field = ModelField(parts[0], type: "String") }
          }
        }
      default: break
      }
    }
    return catalog
  }

  private static func table(_ name: String, _ items: [String]) -> Table {
    let parts = name.split(separator: ".").map(String.init)
    var table = Table(ObjectName(parts[parts.count - 1], schema: parts.count > 1 ? parts[0] : "public"))
    for item in items {
      let words = item.split(separator: " ").map(String.init)
      let isNullable = words[0].hasSuffix("?")
      let type = words.count > 1 ? ColumnType(words[1], schema: "public") : ColumnType("int8")
      table.columns.append(
        Column(isNullable ? String(words[0].dropLast()) : words[0], type, isNullable: isNullable))
    }
    return table
  }
}
