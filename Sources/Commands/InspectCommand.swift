import ArgumentParser
import Compilation
import DiagramWriting
import Diagnostics
import JSONWriting
import PrismaWriting
import SQLAlchemyWriting
import SQLWriting
import SchemaJSON
import SchemaModel
import Workspace

struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Reads any schema source and prints it.",
    discussion: """
      Examples:
        dbplan inspect prisma/ --format sql | psql fresh
        dbplan inspect db/migrations --format json
        dbplan inspect --import app.models:Base --format sql
        dbplan inspect schema.sql --format dot | dot -Tsvg > schema.svg
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case sql
    case json
    case prisma
    case sqlalchemy
    case dot
    case mermaid
  }

  @Argument(help: "A file or folder: Prisma, SQL, or a folder of migrations.")
  var sources: [String] = []

  @Option(
    name: .customLong("import"), parsing: .singleValue,
    help: ArgumentHelp(
      "Runs a Python module and reads the metadata of the name in it, as SQLAlchemy describes it. Repeatable: a module alone is only run.",
      valueName: "module:name"))
  var imports: [String] = []

  @Option(help: "sql, json, prisma, sqlalchemy, dot or mermaid.")
  var format: Format = .sql

  @OptionGroup var options: SharedOptions

  func validate() throws {
    if sources.isEmpty, imports.isEmpty { throw ValidationError("Missing expected argument '<sources> ...'") }
  }

  func run() async throws {
    let console = Console(options)
    let modules = imports.isEmpty ? [] : ["import:" + imports.joined(separator: ",")]
    let named = NamedSources(sources + modules, from: Session.absolute("."))
    let sources = named.paths.map { Located($0) }
    let disk = SourceTree(SourceReader(root: named.base))
    let tree = try await working(console, failure: failure) { () async throws(WorkspaceError) in
      try await disk.preparing(ForeignSources(sources, in: disk), root: named.base, python: options.python)
    }
    let reading = SchemaSource(tree: tree).read(sources)
    if format == .json, reading.hasErrors {
      console.product(FailureJSON.document(reading.diagnostics))
    } else {
      console.product(text(of: reading.value.catalog))
    }
    console.report(reading.diagnostics + reading.value.disagreementDiagnostics)
    if reading.hasErrors { throw RunExit.badInput }
  }

  /// What a program reads when nothing could be read.
  private var failure: ((Diagnostic) -> String)? {
    guard format == .json else { return nil }
    return FailureJSON.stopped(by:)
  }

  private func text(of catalog: Catalog) -> String {
    switch format {
    case .sql: SQLWriter().schema(of: catalog)
    case .json: JSONWriter().write(CatalogJSON.document(catalog))
    case .prisma: PrismaWriter().schema(of: catalog).text
    case .sqlalchemy: SQLAlchemyWriter().models(of: catalog).text
    case .dot: DOTWriter().write(Self.diagram(of: catalog))
    case .mermaid: MermaidWriter().write(Self.whole(catalog), orElse: Self.diagram(of: catalog))
    }
  }

  /// The overview that stays readable: groups and boxes when there are many tables.
  private static func diagram(of catalog: Catalog) -> EntityDiagram {
    DiagramPlanner(catalog).overview("Schema", link: { _ in nil })
  }

  /// Every table with its columns.
  private static func whole(_ catalog: Catalog) -> EntityDiagram {
    DiagramPlanner(catalog, budget: .max / 8).overview("Schema", link: { _ in nil })
  }
}
