import PlannerStatistics
import PostgresClient
import SQLSyntax
import SQLWriting
import SchemaModel

extension PlanningSession {
  /// A statement of an application as the planner is to be asked about it: moments of the clock become the shape's
  /// day, parameters (`$1`) constants, or stay where a generic plan is wanted.
  package func statement(_ sql: String, _ mode: PlannedStatement.Mode = .constants) async throws -> PlannedStatement {
    let text = ShapeClock(today: shape.today).stop(in: Self.withoutEnd(sql))
    _ = try await connection.query("DEALLOCATE ALL")
    _ = try await connection.query("PREPARE dbplan_statement AS \(text)")
    let types = try await connection.query(
      """
      SELECT format_type(t.type, NULL), e.base, e.label, e.is_list
        FROM pg_prepared_statements s, unnest(s.parameter_types::oid[]) WITH ORDINALITY AS t(type, number),
             LATERAL pg_temp.dbplan_type(t.type) e
       WHERE s.name = 'dbplan_statement' ORDER BY t.number
      """)
    let generic = PlannedStatement(
      text: text, mode: .generic,
      parameters: types.rows.enumerated().map { number, row in
        PlannedStatement.Parameter(number: number + 1, type: row[0] ?? "text", value: nil, basis: .none)
      })
    guard mode == .constants else { return generic }
    guard !generic.parameters.isEmpty else { return PlannedStatement(text: text, mode: .constants, parameters: []) }
    let uses = ParameterUses(of: try await explain(generic))
    let constants = TypicalConstants(shape: shape, uses: uses)
    let parameters = generic.parameters.enumerated().map { position, parameter in
      constants.constant(
        for: parameter.number, type: parameter.type, element: types.rows[position][1] ?? "",
        label: types.rows[position][2], isList: types.rows[position][3] == "t")
    }
    return PlannedStatement(text: Self.text(text, with: parameters), mode: .constants, parameters: parameters)
  }

  private static func withoutEnd(_ sql: String) -> String {
    SQLScript(sql).statements.first?.text ?? sql
  }

  private static func text(_ sql: String, with parameters: [PlannedStatement.Parameter]) -> String {
    TokenReplacement.text(sql) { token, text in
      guard token.kind == .parameter, let number = Int(text.dropFirst()), number <= parameters.count, number > 0 else {
        return nil
      }
      let parameter = parameters[number - 1]
      return "CAST(\(parameter.value.map(SQLLiteral.text) ?? "NULL") AS \(parameter.type))"
    }
  }
}

/// Puts other text in the place of tokens.
enum TokenReplacement {
  static func text(_ sql: String, _ replacement: (SQLToken, Substring) -> String?) -> String {
    let bytes = Array(sql.utf8)
    var result: [UInt8] = []
    var end = 0
    for token in SQLScanner.tokens(in: sql) {
      let text = String(decoding: bytes[token.range], as: UTF8.self)
      guard let replaced = replacement(token, text[...]) else { continue }
      result += bytes[end..<token.range.lowerBound] + Array(replaced.utf8)
      end = token.range.upperBound
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }
}
