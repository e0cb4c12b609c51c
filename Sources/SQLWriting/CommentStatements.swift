package import SchemaModel

extension SQLWriter {
  /// `COMMENT ON ...` for a table, its columns and all that hangs on it.
  package func comments(on table: Table) -> [String] {
    let name = QuotedIdentifier.text(table.name)
    func on(_ kind: String, _ item: String, _ text: String?) -> [String] {
      comment(text, on: "\(kind) \(QuotedIdentifier.text(item)) ON \(name)")
    }
    let isForeign = if case .foreign = table.kind { true } else { false }
    var statements = comment(table.comment, on: "\(isForeign ? "FOREIGN TABLE" : "TABLE") \(name)")
    for column in table.columns {
      statements += comment(column.comment, on: "COLUMN \(name).\(QuotedIdentifier.text(column.name))")
      statements += comment(
        column.identity?.comment, on: "SEQUENCE \(QuotedIdentifier.text(identitySequence(of: column, in: table)))")
    }
    for key in table.keys {
      statements += on("CONSTRAINT", key.name, key.comment)
      let index = ObjectName(key.name, schema: table.name.schema)
      statements += comment(key.indexComment, on: "INDEX \(QuotedIdentifier.text(index))")
    }
    for check in table.checks { statements += on("CONSTRAINT", check.name, check.comment) }
    for exclusion in table.exclusions {
      statements += on("CONSTRAINT", exclusion.name, exclusion.comment)
      let index = ObjectName(exclusion.name, schema: table.name.schema)
      statements += comment(exclusion.indexComment, on: "INDEX \(QuotedIdentifier.text(index))")
    }
    for key in table.foreignKeys where key.isEnforced { statements += on("CONSTRAINT", key.name, key.comment) }
    statements += comments(on: table.indexes, in: table.name.schema)
    for rule in table.rules { statements += on("RULE", rule.name, rule.comment) }
    for trigger in table.triggers { statements += on("TRIGGER", trigger.name, trigger.comment) }
    for policy in table.policies { statements += on("POLICY", policy.name, policy.comment) }
    return statements
  }

  package func comments(in catalog: Catalog) -> [String] {
    var statements: [String] = []
    for schema in catalog.schemas {
      statements += comment(schema.comment, on: "SCHEMA \(QuotedIdentifier.text(schema.name))")
    }
    for item in catalog.extensions {
      statements += comment(item.comment, on: "EXTENSION \(QuotedIdentifier.text(item.name))")
    }
    for role in catalog.roles { statements += comment(role.comment, on: "ROLE \(QuotedIdentifier.text(role.name))") }
    for item in catalog.collations {
      statements += comment(item.comment, on: "COLLATION \(QuotedIdentifier.text(item.name))")
    }
    for type in catalog.enums { statements += comment(type.comment, on: "TYPE \(QuotedIdentifier.text(type.name))") }
    for type in catalog.compositeTypes {
      statements += comment(type.comment, on: "TYPE \(QuotedIdentifier.text(type.name))")
      for attribute in type.attributes {
        let column = "\(QuotedIdentifier.text(type.name)).\(QuotedIdentifier.text(attribute.name))"
        statements += comment(attribute.comment, on: "COLUMN \(column)")
      }
    }
    for type in catalog.rangeTypes {
      statements += comment(type.comment, on: "TYPE \(QuotedIdentifier.text(type.name))")
    }
    for domain in catalog.domains { statements += comments(on: domain) }
    for sequence in catalog.sequences {
      statements += comment(sequence.comment, on: "SEQUENCE \(QuotedIdentifier.text(sequence.name))")
    }
    for function in catalog.functions {
      let arguments = argumentText(function)
      statements += comment(
        function.comment, on: "\(function.kind.rawValue) \(QuotedIdentifier.text(function.name))(\(arguments))")
    }
    for table in catalog.tables { statements += comments(on: table) }
    for view in catalog.views where !view.query.isEmpty { statements += comments(on: view) }
    for item in catalog.statistics {
      statements += comment(item.comment, on: "STATISTICS \(QuotedIdentifier.text(item.name))")
    }
    return statements
  }

  /// The arguments by which a function is known; an aggregate without any is written with a star.
  package func argumentText(_ function: Function) -> String {
    function.kind == .aggregate && function.argumentTypes.isEmpty ? "*" : function.argumentTypes.joined(separator: ", ")
  }

  /// The sequence behind an identity column, by its given name or the one PostgreSQL chooses.
  package func identitySequence(of column: Column, in table: Table) -> ObjectName {
    column.identity?.sequence.name
      ?? ObjectName("\(table.name.name)_\(column.name)_seq", schema: table.name.schema)
  }

  /// A call that gives the sequence from which a serial or identity column takes its numbers.
  package func sequence(of column: ColumnReference) -> String {
    "pg_get_serial_sequence(\(SQLLiteral.text(QuotedIdentifier.text(column.table))), \(SQLLiteral.text(column.column)))"
  }

  package func comment(_ text: String?, on target: String) -> [String] {
    text.map { ["COMMENT ON \(target) IS \(SQLLiteral.text($0))"] } ?? []
  }

  private func comments(on view: View) -> [String] {
    let name = QuotedIdentifier.text(view.name)
    var statements = comment(view.comment, on: "\(view.isMaterialized ? "MATERIALIZED VIEW" : "VIEW") \(name)")
    for column in view.columns {
      statements += comment(column.comment, on: "COLUMN \(name).\(QuotedIdentifier.text(column.name))")
    }
    statements += comments(on: view.indexes, in: view.name.schema)
    for rule in view.rules {
      statements += comment(rule.comment, on: "RULE \(QuotedIdentifier.text(rule.name)) ON \(name)")
    }
    for trigger in view.triggers {
      statements += comment(trigger.comment, on: "TRIGGER \(QuotedIdentifier.text(trigger.name)) ON \(name)")
    }
    return statements
  }

  private func comments(on indexes: [Index], in schema: String) -> [String] {
    indexes.flatMap { index in
      comment(index.comment, on: "INDEX \(QuotedIdentifier.text(ObjectName(index.name, schema: schema)))")
    }
  }

  private func comments(on domain: DomainType) -> [String] {
    let name = QuotedIdentifier.text(domain.name)
    return comment(domain.comment, on: "DOMAIN \(name)")
      + domain.checks.flatMap {
        comment($0.comment, on: "CONSTRAINT \(QuotedIdentifier.text($0.name)) ON DOMAIN \(name)")
      }
  }
}
