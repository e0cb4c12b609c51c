import CatalogComparison
import Diagnostics
import SQLReading
import SchemaModel
import Testing

struct CaseTests {
  @Test(arguments: ModelCases.names) func readsWhatSQLAlchemyMakes(_ name: String) async throws {
    let reading = try await ModelCases.read(try ModelCases.files(in: name))
    guard let ddl = ModelCases.text("expected.sql", of: name) else {
      #expect(name == "unresolved", "a case needs the DDL that SQLAlchemy makes of it")
      return
    }
    let truth = SQLReader().read([SourceFile(path: "expected.sql", text: ddl)])
    #expect(!truth.value.tables.isEmpty)
    #expect(truth.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    let read = ModelCases.structure(reading.value)
    // The order of columns is that of the rows, and of what a position names.
    for table in truth.value.tables {
      #expect(
        read.tables[table.name]?.columns.map(\.name) == table.columns.map(\.name), "\(name): \(table.name.name)")
    }
    let difference = CatalogDifference(from: truth.value, to: read, depth: .everything)
    for change in difference.changes {
      let details = change.details.map { "\($0.property): \($0.old) -> \($0.new)" }.joined(separator: "; ")
      Issue.record("\(name): \(change.action) \(change.kind.rawValue) \(change.display) \(details)")
    }
  }
}
