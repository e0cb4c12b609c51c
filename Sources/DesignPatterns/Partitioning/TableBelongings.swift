import SQLWriting
import SchemaModel

/// What hangs on a table by its name and has to follow when another takes that name.
struct TableBelongings {
  let table: Table
  let subject: PatternSubject

  /// `WITH (...)` of a partition, as the table has it.
  var storage: String {
    let parameters = table.storageParameters.filter { !$0.key.contains(".") }.sorted { $0.key < $1.key }
    return parameters.isEmpty ? "" : " WITH (\(parameters.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")))"
  }

  /// Numbers go on where the old rows end.
  func identitySequences(from source: ObjectName) -> [String] {
    table.columns.filter { $0.identity != nil }.map { column in
      let name = QuotedIdentifier.text(column.name)
      let sequence =
        "pg_get_serial_sequence(\(SQLLiteral.text(QuotedIdentifier.text(table.name))), \(SQLLiteral.text(column.name)))"
      return "SELECT setval(\(sequence), coalesce(max(\(name)), 0) + 1, false) FROM \(QuotedIdentifier.text(source))"
    }
  }

  var ownedSequences: [String] {
    table.columns.flatMap { column in
      owned(column).map {
        "ALTER SEQUENCE \(QuotedIdentifier.text($0)) OWNED BY \(QuotedIdentifier.text(table.name)).\(QuotedIdentifier.text(column.name))"
      }
    }
  }

  private func owned(_ column: Column) -> [ObjectName] {
    subject.catalog.sequences.filter { $0.ownedBy == ColumnReference(table.name, column.name) }.map(\.name)
  }

  var grants: [String] {
    subject.catalog.grants.filter { $0.object == table.name && [.table, .column].contains($0.objectKind) }
      .map { subject.writer.grant($0) }
  }

  /// A view goes with the table it was made on, whatever that is called; made again it reads the new one.
  var views: [String] {
    subject.catalog.views.filter { $0.reads.contains(table.name) && !$0.isMaterialized }.compactMap { view in
      guard let text = subject.writer.createView(view), text.hasPrefix("CREATE VIEW ") else { return nil }
      return "CREATE OR REPLACE" + text.dropFirst("CREATE".count)
    }
  }

  func identity(_ column: Column) -> String {
    let generation = column.identity?.generation.rawValue ?? Identity.Generation.byDefault.rawValue
    return
      "\(altering(table.name)) ALTER COLUMN \(QuotedIdentifier.text(column.name)) ADD GENERATED \(generation) AS IDENTITY"
  }
}
