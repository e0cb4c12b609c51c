import Diagnostics
import Foundation
import SQLAlchemyReading
import SchemaModel
import Testing
import Workspace

/// The folders in `Cases/`: models, the DDL that SQLAlchemy 2.1.9 itself made of them (`expected.sql`, by
/// `Sources/SQLAlchemyImport/Script/emit_ddl.py`).
enum ModelCases {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases").path

  static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

  static func files(in name: String) throws -> [SourceFile] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(name)").filter { $0.hasSuffix(".py") }.sorted()
      .map { path in
        SourceFile(path: path, text: try String(contentsOfFile: "\(folder)/\(name)/\(path)", encoding: .utf8))
      }
  }

  static func text(_ file: String, of name: String) -> String? {
    try? String(contentsOfFile: "\(folder)/\(name)/\(file)", encoding: .utf8)
  }

  /// What the models in these files say.
  static func read(_ sources: [SourceFile], library: [SourceFile] = []) async throws -> Reading<Catalog> {
    SQLAlchemyReader().read(try await modules(sources, library: library))
  }

  static func modules(
    _ sources: [SourceFile], library: [SourceFile] = []
  ) async throws -> Reading<PythonModules> {
    let parsing = PythonParsing(sources: sources, library: library)
    let result = try await ProcessRunner().run(
      .python3, ["-I", "-S", "-c", PythonParsing.script], input: parsing.input)
    #expect(result.isSuccess, "\(result.errorOutput)")
    return parsing.modules(from: result.bytes)
  }

  /// The catalog without what only models know, so that DDL and models can be compared.
  static func structure(_ catalog: Catalog) -> Catalog {
    var catalog = catalog
    for name in catalog.tables.names {
      catalog.tables.update(name) { table in
        table.model = nil
        for column in table.columns.names { table.columns.update(column) { $0.field = nil } }
        for position in table.foreignKeys.indices { table.foreignKeys[position].relation = nil }
      }
    }
    for name in catalog.enums.names {
      catalog.enums.update(name) { type in
        type.model = nil
        for position in type.values.indices { type.values[position].mappedFrom = nil }
      }
    }
    return catalog
  }
}
