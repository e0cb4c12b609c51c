package import SchemaModel

extension SQLWriter {
  package func createEnum(_ type: EnumType) -> String {
    let values = type.values.map { "  \(SQLLiteral.text($0.label))" }.joined(separator: ",\n")
    return "CREATE TYPE \(QuotedIdentifier.text(type.name)) AS ENUM (\(values.isEmpty ? "" : "\n\(values)\n"))"
  }

  package func createDomain(_ domain: DomainType) -> String {
    var text = "CREATE DOMAIN \(QuotedIdentifier.text(domain.name)) AS \(domain.base.sql)"
    if let collation = domain.collation { text += " COLLATE \(collationText(collation))" }
    if let expression = domain.defaultExpression { text += " DEFAULT \(defaultText(expression))" }
    if !domain.isNullable { text += " NOT NULL" }
    for check in domain.checks where check.isValidated { text += "\n  \(checkDefinition(check))" }
    return text
  }

  package func createComposite(_ type: CompositeType) -> String {
    let attributes = type.attributes.map { attribute in
      let collation = attribute.collation.map { " COLLATE \(collationText($0))" } ?? ""
      return "  \(QuotedIdentifier.text(attribute.name)) \(attribute.type.sql)\(collation)"
    }.joined(separator: ",\n")
    return "CREATE TYPE \(QuotedIdentifier.text(type.name)) AS (\(attributes.isEmpty ? "" : "\n\(attributes)\n"))"
  }

  package func createRange(_ type: RangeType) -> String {
    let options = type.options.filter { $0.key.lowercased() != "subtype" }.sorted { $0.key < $1.key }
    let items = ["subtype = \(type.subtype.sql)"] + options.map { "\($0.key) = \($0.value)" }
    return "CREATE TYPE \(QuotedIdentifier.text(type.name)) AS RANGE (\(items.joined(separator: ", ")))"
  }

  package func createCollation(_ collation: Collation) -> String {
    let items = collation.options.sorted { $0.key < $1.key }.map { name, value in
      "\(name) = \(value.hasPrefix("'") ? value : SQLLiteral.text(value))"
    }
    return "CREATE COLLATION \(QuotedIdentifier.text(collation.name)) (\(items.joined(separator: ", ")))"
  }

  package func createSequence(_ sequence: DatabaseSequence) -> String {
    ([
      (sequence.isUnlogged ? "CREATE UNLOGGED SEQUENCE" : "CREATE SEQUENCE")
        + " \(QuotedIdentifier.text(sequence.name))"
    ] + sequenceOptions(sequence.options, inIdentity: false))
    .joined(separator: " ")
  }

  /// nil for a sequence of its own, and for one that an identity column brings along.
  package func ownSequence(_ sequence: DatabaseSequence, in catalog: Catalog) -> String? {
    guard let owner = sequence.ownedBy, let column = catalog.tables[owner.table]?.columns[owner.column],
      column.identity == nil
    else { return nil }
    let reference = "\(QuotedIdentifier.text(owner.table)).\(QuotedIdentifier.text(owner.column))"
    return "ALTER SEQUENCE \(QuotedIdentifier.text(sequence.name)) OWNED BY \(reference)"
  }

  package func sequenceOptions(_ options: SequenceOptions, inIdentity: Bool) -> [String] {
    var parts: [String] = []
    if inIdentity, let name = options.name { parts.append("SEQUENCE NAME \(QuotedIdentifier.text(name))") }
    if !inIdentity, let type = options.type { parts.append("AS \(type.sql)") }
    if let increment = options.increment { parts.append("INCREMENT BY \(increment)") }
    if let minimum = options.minimum { parts.append("MINVALUE \(minimum)") }
    if let maximum = options.maximum { parts.append("MAXVALUE \(maximum)") }
    if let start = options.start { parts.append("START WITH \(start)") }
    if let cache = options.cache { parts.append("CACHE \(cache)") }
    if options.cycles { parts.append("CYCLE") }
    return parts
  }
}
