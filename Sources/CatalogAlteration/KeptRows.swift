import SQLWriting
import SchemaModel
import TypeConversion

/// The rows of a table that is made anew: they wait in a table of their own.
struct KeptRows {
  /// Where their new table stands.
  let table: ObjectName
  private let fate: PartFate
  private let columns: [(before: Column, after: Column)]
  /// The tables that hold them now.
  private let sources: [ObjectName]

  private var old: Catalog { fate.old.catalog }
  private var new: Catalog { fate.new.catalog }

  static func all(_ fate: PartFate) -> [KeptRows] {
    fate.old.catalog.tables.compactMap { KeptRows($0, fate) }
  }

  private init?(_ before: Table, _ fate: PartFate) {
    guard fate.isDropped(.table(before.name)), let after = fate.new.catalog.tables[before.name],
      before.kind == .ordinary, after.kind == .ordinary
    else { return nil }
    table = before.name
    self.fate = fate
    columns = before.columns.compactMap { column in
      guard let next = after.columns[column.name], next.generated == nil else { return nil }
      if case .impossible = ColumnConversion.of(column.type, to: next.type, in: fate.old.catalog, fate.new.catalog) {
        return nil
      }
      return (column, next)
    }
    // Partitions that stay keep what they hold.
    sources =
      before.partitionKey == nil
      ? [before.name]
      : Self.leaves(of: before.name, in: fate.old.catalog).filter {
        fate.isDropped(.table($0)) && !fate.isCreated(.table($0))
      }
    if columns.isEmpty || sources.isEmpty { return nil }
  }

  private static func leaves(of name: ObjectName, in catalog: Catalog) -> [ObjectName] {
    catalog.tables.filter { $0.partitionOf?.parent == name }.flatMap { child in
      child.partitionKey == nil ? [child.name] : leaves(of: child.name, in: catalog)
    }
  }

  /// The new table and all that is a part of it.
  var tree: Set<ObjectName> {
    var found: Set = [table]
    var count = 0
    while count != found.count {
      count = found.count
      for other in new.tables where other.partitionOf.map({ found.contains($0.parent) }) ?? false {
        found.insert(other.name)
      }
    }
    return found
  }

  private var place: ObjectName { ReplacedTypeName.of(table, in: old, new) }

  /// Before anything else is done.
  var stash: [CatalogAlteration.Statement] {
    let items = columns.map { before, _ in
      QuotedIdentifier.text(before.name) + (isText(before) ? "::text AS \(QuotedIdentifier.text(before.name))" : "")
    }
    let list = items.joined(separator: ", ")
    let queries = sources.map { "SELECT \(list) FROM ONLY \(QuotedIdentifier.text($0))" }
    // A row that is committed between the copy and the drop would be lost.
    let tables = Set(sources + [table]).sorted().map { QuotedIdentifier.text($0) }
    return [
      .init("LOCK TABLE \(tables.joined(separator: ", ")) IN ACCESS EXCLUSIVE MODE", on: table),
      .init("CREATE TABLE \(QuotedIdentifier.text(place)) AS\n\(queries.joined(separator: "\nUNION ALL "))", on: table),
    ]
  }

  /// When the new table is there, and before what hangs on it.
  var fill: [CatalogAlteration.Statement] {
    let names = QuotedIdentifier.list(columns.map(\.after.name))
    let values = columns.map { before, after in
      let name = QuotedIdentifier.text(before.name)
      if isText(before) { return "\(name)::\(after.type.sql)" }
      let isUsing = ColumnConversion.of(before.type, to: after.type, in: old, new) == .using
      return isUsing ? ColumnConversion.expression(name, old.typeBeneathDomains(before.type), to: after.type) : name
    }
    let isGiven = columns.contains { $0.after.identity?.generation == .always }
    let target = QuotedIdentifier.text(table)
    let insert =
      "INSERT INTO \(target) (\(names))\(isGiven ? " OVERRIDING SYSTEM VALUE" : "")\n"
      + "SELECT \(values.joined(separator: ", ")) FROM \(QuotedIdentifier.text(place))"
    let positions = columns.compactMap { $0.after.identity == nil ? nil : SequencePosition.behind($0.after, of: table) }
    return ([insert, "DROP TABLE \(QuotedIdentifier.text(place))"] + positions).map { .init($0, on: table) }
  }

  /// Whether its type goes, or waits to go.
  private func isText(_ column: Column) -> Bool {
    guard let type = column.type.userType else { return false }
    return fate.isReplaced(.type(type)) || fate.isDropped(.type(type))
  }
}

/// Statements after which a sequence goes on behind the values that a column has.
enum SequencePosition {
  /// For the sequence of an identity column.
  static func behind(_ column: Column, of table: ObjectName) -> String {
    let isAscending = (column.identity?.sequence.increment ?? 1) > 0
    let sequence = SQLWriter().sequence(of: ColumnReference(table, column.name))
    return setting(sequence, column.name, of: table, isAscending)
  }

  /// For a new sequence that a column which is there draws from now.
  static func statements(_ table: ObjectName, _ column: String, _ fate: PartFate) -> [String] {
    let catalog = fate.new.catalog
    guard fate.isKept(.column(table, column)), let text = catalog.column(table, column)?.defaultExpression?.sql,
      let name = MissingSequences.sequenceName(in: text, schema: table.schema), fate.isCreated(.sequence(name)),
      let sequence = catalog.sequences[name]
    else { return [] }
    let literal = SQLLiteral.text(QuotedIdentifier.text(name))
    return [setting(literal, column, of: table, (sequence.options.increment ?? 1) > 0)]
  }

  private static func setting(
    _ sequence: String, _ column: String, of table: ObjectName, _ isAscending: Bool
  ) -> String {
    let value = "\(isAscending ? "max" : "min")(\(QuotedIdentifier.text(column)))"
    return "SELECT setval(\(sequence), \(value)) FROM \(QuotedIdentifier.text(table)) HAVING \(value) IS NOT NULL"
  }
}
