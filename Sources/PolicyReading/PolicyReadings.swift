internal import SQLSyntax
package import SchemaModel

/// A policy of the schema with its conditions as terms.
package struct ReadPolicy: Sendable {
  package var policy: Policy
  package var using: ConditionTerm?
  package var check: ConditionTerm?

  /// What a row must meet to be seen, changed or removed.
  package var reading: ConditionTerm? { policy.command == .insert ? nil : using }

  /// What a written row must meet: without WITH CHECK, PostgreSQL takes USING.
  package var writing: ConditionTerm? {
    switch policy.command {
    case .all, .update: check ?? using
    case .insert: check
    case .select, .delete: nil
    }
  }

  package var conditions: [ConditionTerm] { [using, check].compactMap(\.self) }

  package func covers(_ command: Policy.Command) -> Bool { policy.command == .all || policy.command == command }
}

/// Every policy of a schema, and what the functions that they call look at.
package struct PolicyReadings: Sendable {
  private let policies: [ObjectName: [ReadPolicy]]
  package let functions: FunctionBodies

  package init(_ catalog: Catalog) {
    let tables = catalog.tables.filter { !$0.policies.isEmpty }
    functions = FunctionBodies(catalog)
    policies = SQLParser.run { parser in
      let reader = ConditionReader(parser: parser)
      let pairs = tables.map { table in
        (table.name, table.policies.map { Self.read($0, reader) })
      }
      return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
  }

  /// In the order of declaration.
  package subscript(table: ObjectName) -> [ReadPolicy] { policies[table] ?? [] }

  private static func read(_ policy: Policy, _ reader: ConditionReader) -> ReadPolicy {
    ReadPolicy(policy: policy, using: term(policy.using, reader), check: term(policy.check, reader))
  }

  /// Longer than anybody reads is not read.
  private static func term(_ expression: SQLExpression?, _ reader: ConditionReader) -> ConditionTerm? {
    guard let sql = expression?.sql else { return nil }
    return sql.utf8.count > 20_000 ? .other([]) : reader.term(sql) ?? .other([])
  }
}
