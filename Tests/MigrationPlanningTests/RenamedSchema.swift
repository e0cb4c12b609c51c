import CatalogComparison
import Diagnostics
import SQLReading
import SchemaModel
import TestKit

/// A schema in which one thing has another name, or one thing went and another came.
struct RenamedSchema {
  enum Kind: String, CaseIterable {
    case table
    case column
    case value = "value of an enum"
    case constraint
    case index
    case type
    case sequence
    case otherTable = "(one table for another)"
    case otherColumn = "(one column for another)"
    case otherValue = "(one value for another)"

    /// How many of a hundred have to be found.
    var recall: Double { [.constraint, .index, .type].contains(self) ? 1 : 0.9 }
  }

  let kind: Kind
  private(set) var catalog: Catalog
  /// `old new`; nil where nothing is renamed.
  private(set) var renamed: String?
  private(set) var told = ""
  private var generator: SeededGenerator

  private static let words = [
    "ledger", "marker", "parcel", "tariff", "voyage", "beacon", "cipher", "harbor", "kernel", "lantern", "meadow",
    "nugget", "orchard", "pillar", "quiver", "ribbon", "saddle", "thicket", "umbra", "vessel",
  ]

  init?(_ old: Catalog, _ kind: Kind, seed: UInt64) {
    self.kind = kind
    catalog = old
    generator = SeededGenerator(seed: seed)
    let isMade =
      switch kind {
      case .table: renameTable()
      case .column: renameColumn()
      case .value: renameValue()
      case .constraint, .index: renamePart()
      case .type: renameType()
      case .sequence: renameSequence()
      case .otherTable: otherTable()
      case .otherColumn: otherColumn()
      case .otherValue: otherValue()
      }
    guard isMade else { return nil }
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element? {
    list.isEmpty ? nil : list[generator.below(list.count)]
  }

  /// As people do: with a word more, a word less, or as something else altogether.
  private mutating func other(_ name: String) -> String {
    let word = Self.words[generator.below(Self.words.count)]
    switch generator.below(3) {
    case 0: return "\(name)_\(word)"
    case 1:
      let parts = name.split(separator: "_")
      return parts.count > 1 ? "\(parts.dropLast().joined(separator: "_"))_\(word)" : "\(word)_\(name)"
    default: return "\(word)_\(generator.below(90) + 10)"
    }
  }

  private mutating func apply(_ rename: CatalogRenames.Rename) {
    catalog = CatalogRenames(known: [rename], to: catalog).applied(to: catalog)
    renamed = "\(rename.oldDisplay) \(rename.newDisplay)"
    told = "\(rename.oldDisplay) is \(rename.newDisplay)"
  }

  private var plain: [Table] {
    catalog.tables.filter { $0.partitionOf == nil && $0.partitionKey == nil && $0.inherits.isEmpty }
  }

  private mutating func renameTable() -> Bool {
    guard let table = pick(plain.filter { $0.columns.count > 1 }) else { return false }
    let new = ObjectName(other(table.name.name), schema: table.name.schema)
    guard !catalog.tables.contains(new) else { return false }
    apply(.init(kind: .table, oldTable: table.name, newTable: new))
    return true
  }

  private mutating func renameColumn() -> Bool {
    guard let table = pick(plain), let column = pick(Array(table.columns)) else { return false }
    let new = other(column.name)
    guard !table.columns.contains(new) else { return false }
    apply(
      .init(kind: .column, oldTable: table.name, newTable: table.name, oldColumn: column.name, newColumn: new))
    // Migrations in SQL put it last.
    if generator.below(3) == 0, let moved = catalog.tables[table.name]?.columns[new] {
      catalog.tables.update(table.name) { table in
        table.columns[new] = nil
        table.columns.append(moved)
      }
      told += ", put last"
    }
    return true
  }

  private mutating func renameValue() -> Bool {
    guard let type = pick(catalog.enums.filter { $0.values.count > 1 }), let value = pick(type.values) else {
      return false
    }
    apply(
      .init(
        kind: .enumValue, oldTable: type.name, newTable: type.name, oldColumn: value.label,
        newColumn: other(value.label)))
    return true
  }

  private mutating func renamePart() -> Bool {
    guard let table = pick(plain) else { return false }
    let constraints =
      table.keys.map(\.name) + table.checks.map(\.name) + table.exclusions.map(\.name)
      + table.foreignKeys.filter(\.isEnforced).map(\.name)
    let names = kind == .index ? table.indexes.map(\.name) : constraints
    guard let name = pick(names), !name.isEmpty else { return false }
    apply(
      .init(
        kind: kind == .index ? .index : .constraint, oldTable: table.name, newTable: table.name, oldColumn: name,
        newColumn: "\(other(name).prefix(50))_x"))
    return true
  }

  private mutating func renameType() -> Bool {
    guard let type = pick(Array(catalog.enums)) else { return false }
    let new = ObjectName(other(type.name.name), schema: type.name.schema)
    guard catalog.enums.count(where: { $0.values.map(\.label) == type.values.map(\.label) }) == 1 else { return false }
    let old = catalog
    catalog = Self.after(
      "ALTER TYPE \(Self.quoted(type.name)) RENAME TO \"\(new.name)\"", on: old)
    renamed = "\(type.name.display) \(new.display)"
    told = "type \(type.name.display) is \(new.display)"
    return catalog.enums.contains(new)
  }

  private mutating func renameSequence() -> Bool {
    guard let sequence = pick(catalog.sequences.filter { $0.ownedBy != nil }) else { return false }
    let new = other(sequence.name.name)
    catalog = Self.after(
      "ALTER SEQUENCE \(Self.quoted(sequence.name)) RENAME TO \"\(new)\"", on: catalog)
    renamed = "\(sequence.name.display) \(new)"
    told = "sequence \(sequence.name.display) is \(new)"
    return true
  }

  private static func after(_ sql: String, on catalog: Catalog) -> Catalog {
    SQLReader().read([SourceFile(path: "rename.sql", text: sql + ";")], onto: catalog).value
  }

  private static func quoted(_ name: ObjectName) -> String { "\"\(name.schema)\".\"\(name.name)\"" }

  // MARK: One for another

  private mutating func otherTable() -> Bool {
    let pointedAt = Set(catalog.tables.flatMap { $0.foreignKeys.map(\.target) })
    guard let table = pick(plain.filter { !pointedAt.contains($0.name) }) else { return false }
    catalog.tables[table.name] = nil
    var new = Table(ObjectName(other("thing"), schema: table.name.schema))
    // What every table of the schema has comes with it.
    for column in table.columns where ["id", "created_at", "updated_at", "name"].contains(column.name) {
      new.columns.append(column)
    }
    for number in 1...3 { new.columns.append(Column("\(other("part"))_\(number)", ColumnType("text"))) }
    catalog.tables.append(new)
    told = "\(table.name.display) went and \(new.name.display) came"
    return true
  }

  private mutating func otherColumn() -> Bool {
    guard let table = pick(plain),
      let column = pick(
        table.columns.dropLast().filter { column in
          table.primaryKey?.columns.contains(column.name) != true && column.name != table.columns.names.last
        })
    else { return false }
    let type = pick(["text", "int4", "int8", "bool", "timestamptz"].map { ColumnType($0) }) ?? column.type
    var new = Column("\(Self.words[generator.below(Self.words.count)])_\(generator.below(90) + 10)", type)
    new.isNullable = true
    catalog.tables.update(table.name) { table in
      table.columns[column.name] = nil
      table.columns.append(new)
      table.indexes.removeAll { $0.columnNames?.contains(column.name) ?? true }
      table.foreignKeys.removeAll { $0.columns.contains(column.name) }
      table.uniqueConstraints.removeAll { $0.columns.contains(column.name) }
      table.checks = []
    }
    told = "\(table.name.display).\(column.name) went and \(new.name) came"
    return true
  }

  private mutating func otherValue() -> Bool {
    guard let type = pick(catalog.enums.filter { $0.values.count > 2 }), let value = pick(type.values.dropLast()) else {
      return false
    }
    let new = other("label")
    catalog.enums.update(type.name) { type in
      type.values.removeAll { $0.label == value.label }
      type.values.append(EnumType.Value(new))
    }
    told = "\(type.name.display).\(value.label) went and \(new) came"
    return true
  }
}
