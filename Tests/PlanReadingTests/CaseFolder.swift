import Diagnostics
import Foundation
import PlanModel
import PlanReading
import SchemaModel

/// A folder below `Cases`: `plan.yml` and what it uses, `schema` with the names of a catalog, `expected.txt`.
struct CaseFolder: CustomStringConvertible, Sendable {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  let name: String
  var description: String { name }
  private var folder: URL { Self.root.appending(path: name) }

  static var all: [CaseFolder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.sorted().map(CaseFolder.init(name:))
  }

  func file(_ path: String) -> Result<SourceFile, LoadFailure> {
    guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8) else {
      return .failure(LoadFailure("does not exist"))
    }
    return .success(SourceFile(path: path, text: text))
  }

  func text(_ path: String) -> String? { try? file(path).get().text }

  func write(_ text: String, to path: String) throws {
    try text.write(to: folder.appending(path: path), atomically: true, encoding: .utf8)
  }

  /// Everything the readers say about this case, rendered.
  func diagnostics() -> String {
    let project = (try? file("dbplan.yml").get()).map { ProjectFileReader.read($0) }
    let reading = PlanFileReader.read(
      path: "plan.yml", name: "case", project: project?.value, load: { file($0) })
    var all = (project?.diagnostics ?? []) + reading.diagnostics
    if let schema = text("schema") {
      all +=
        PlanResolver.resolve(
          reading.value, against: CatalogSketch.catalog(schema), knownChecks: ["under-indexing", "wide-table"],
          knownLines: ["security.audits", "security.backups"]
        ).diagnostics
    }
    return DiagnosticFormatter(usesColor: false).format(all)
  }
}

/// A catalog in a few lines: `table orders: id, state order_state, note?` (a question mark: may be null),
/// `model Order orders: totalCents=total_cents`, `enum order_state: OPEN, PAID`, `role app`.
enum CatalogSketch {
  static func catalog(_ text: String) -> Catalog {
    var catalog = Catalog()
    for line in text.split(separator: "\n") {
      let halves = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      let head = halves[0].split(separator: " ").map(String.init)
      let items =
        halves.count > 1 ? halves[1].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } : []
      switch head[0] {
      case "table": catalog.tables.append(table(head[1], items))
      case "enum":
        catalog.enums.append(EnumType(ObjectName(head[1]), values: items.map { EnumType.Value($0) }))
      case "role": catalog.roles.append(Role(head[1]))
      case "model":
        catalog.tables.update(ObjectName(head[2])) { table in
          table.model = Table.Model(head[1])
          for item in items {
            let parts = item.split(separator: "=").map(String.init)
            table.columns.update(parts[1]) { $0.field = ModelField(parts[0], type: "String") }
          }
        }
      default: break
      }
    }
    return catalog
  }

  private static func table(_ name: String, _ items: [String]) -> Table {
    let parts = name.split(separator: ".").map(String.init)
    var table = Table(ObjectName(parts[parts.count - 1], schema: parts.count > 1 ? parts[0] : "public"))
    for item in items {
      let words = item.split(separator: " ").map(String.init)
      let isNullable = words[0].hasSuffix("?")
      let type = words.count > 1 ? ColumnType(words[1], schema: "public") : ColumnType("int8")
      table.columns.append(
        Column(isNullable ? String(words[0].dropLast()) : words[0], type, isNullable: isNullable))
    }
    return table
  }
}
