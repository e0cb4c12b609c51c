package import Diagnostics
package import SchemaModel

/// The rows that a plan brings to a table, read and checked.
package struct SeedTable: Sendable {
  package var table: ObjectName
  /// The path of the file, as the plan names it.
  package var file: String
  /// `all`, or the environments that get them.
  package var environments: [String]
  package var columns: [String]
  /// nil for null.
  package var rows: [[String?]]
  /// The columns by which a row is known again.
  package var key: [String]
  /// Tables that must be filled before, as the plan says.
  package var after: [ObjectName] = []
  /// Where the file's header stands.
  package var span: SourceSpan

  package init(
    _ table: ObjectName, file: String, environments: [String], columns: [String], rows: [[String?]], key: [String],
    span: SourceSpan
  ) {
    self.table = table
    self.file = file
    self.environments = environments
    self.columns = columns
    self.rows = rows
    self.key = key
    self.span = span
  }
}
