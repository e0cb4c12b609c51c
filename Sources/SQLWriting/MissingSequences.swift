package import SchemaModel

/// Sequences that defaults draw from.
package enum MissingSequences {
  /// The catalog's sequences, without those that identity columns bring along, and with any that a default names but
  /// nobody declared.
  package static func complete(_ catalog: Catalog) -> [DatabaseSequence] {
    var sequences = NamedList<DatabaseSequence>()
    for sequence in catalog.sequences {
      let owner = sequence.ownedBy.flatMap { catalog.tables[$0.table]?.columns[$0.column] }
      if owner?.identity == nil { sequences.append(sequence) }
    }
    for table in catalog.tables {
      for column in table.columns {
        guard let sql = column.defaultExpression?.sql, let name = sequenceName(in: sql, schema: table.name.schema),
          !sequences.contains(name)
        else { continue }
        sequences.append(DatabaseSequence(name))
      }
    }
    return Array(sequences)
  }

  /// The sequence of `nextval('...')`.
  package static func sequenceName(in sql: String, schema: String) -> ObjectName? {
    guard sql.hasPrefix("nextval('") else { return nil }
    guard let parts = RegclassText.parts(of: literal(sql.dropFirst(9))), let last = parts.last else { return nil }
    return ObjectName(last, schema: parts.count > 1 ? parts[parts.count - 2] : schema)
  }

  /// What a string holds that begins there: up to a quote that is not doubled.
  private static func literal(_ text: Substring) -> String {
    var value = ""
    var rest = text
    while let quote = rest.firstIndex(of: "'") {
      value += rest[..<quote]
      rest = rest[rest.index(after: quote)...]
      guard rest.first == "'" else { break }
      value += "'"
      rest = rest.dropFirst()
    }
    return value
  }
}
