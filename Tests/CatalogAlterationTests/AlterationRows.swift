import CatalogAlteration
import SQLWriting
import SchemaModel
import TestKit

/// What rows need of statements.
enum AlterationRows {
  /// The statement with what the rows need: the direct form alone would fail on them.
  static func prepared(_ statement: CatalogAlteration.Statement, _ new: Catalog) -> String {
    switch statement.needs {
    case .values(let reference)?:
      guard var column = new.tables[reference.table]?.columns[reference.column],
        let value = TypicalValue(new).sql(column.type, number: 1)
      else { return statement.sql }
      column.defaultExpression = SQLExpression(value)
      let table = QuotedIdentifier.text(reference.table)
      return """
        ALTER TABLE \(table) ADD COLUMN \(SQLWriter().columnDefinition(column));
        ALTER TABLE \(table) ALTER COLUMN \(QuotedIdentifier.text(column.name)) DROP DEFAULT
        """
    case .noNulls(let reference)?:
      guard let table = new.tables[reference.table], table.kind == .ordinary,
        let column = table.columns[reference.column], let value = TypicalValue(new).sql(column.type, number: 1)
      else { return statement.sql }
      let name = QuotedIdentifier.text(column.name)
      let target = QuotedIdentifier.text(reference.table)
      return "UPDATE \(target) SET \(name) = \(value) WHERE \(name) IS NULL; \(statement.sql)"
    default: return statement.sql
    }
  }
}
