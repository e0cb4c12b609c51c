import Diagnostics
import SQLReading
import SchemaModel
import Testing

struct MigrationFolderTests {
  private func order(_ paths: [String], text: String = "") -> Reading<[SourceFile]> {
    MigrationFolder.ordered(paths.map { SourceFile(path: $0, text: text) })
  }

  @Test(arguments: [
    (["20240102_b/migration.sql", "20240101000000_a/migration.sql"], ["20240101000000_a", "20240102_b"]),
    (["2016-02-01-1_b/up.sql", "2016-02-01-1_b/down.sql", "20150101_a/up.sql"], ["20150101_a", "2016-02-01-1_b"]),
    (["10_b.up.sql", "9_a.up.sql", "9_a.down.sql"], ["9_a.up.sql", "10_b.up.sql"]),
    (["V10__b.sql", "V2__a.sql", "R__views.sql", "U2__a.sql"], ["V2__a.sql", "V10__b.sql", "R__views.sql"]),
    (["current.sql", "committed/000002.sql", "committed/000001.sql"], ["committed", "committed", "current.sql"]),
    (["10.sql", "9.sql", "notes.md"], ["9.sql", "10.sql"]),
  ])
  func ordersAsTheToolDoes(_ paths: [String], _ expected: [String]) {
    let reading = order(paths)
    #expect(reading.value.map { $0.path.split(separator: "/").first.map(String.init) } == expected)
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func saysWhichOrderAMixWasTakenIn() {
    let reading = order(["1_a.up.sql", "V2__b.sql"])
    #expect(reading.value.map(\.path) == ["1_a.up.sql", "V2__b.sql"])
    #expect(reading.diagnostics.map(\.code) == ["mixed-migrations"])
    #expect(reading.diagnostics.first?.why?.contains("1_a.up.sql, V2__b.sql") == true)
  }

  @Test func leavesStrayFilesOut() {
    let reading = order(["1_a/up.sql", "data.sql"])
    #expect(reading.value.map(\.path) == ["1_a/up.sql"])
    #expect(reading.diagnostics.map(\.code) == ["stray-file"])
  }

  @Test(arguments: [
    "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n",
    "-- +goose Up\n-- +goose StatementBegin\nCREATE TABLE a (id int);\n-- +goose StatementEnd\n-- +goose Down\nDROP TABLE a;",
  ])
  func appliesTheUpSectionOnly(_ text: String) {
    let files = order(["1.sql"], text: text).value
    #expect(files.map { $0.text.utf8.count } == [text.utf8.count])
    let reading = SQLReader().read(files)
    #expect(reading.value.tables.count == 1)
    #expect(reading.diagnostics.isEmpty)
  }
}
