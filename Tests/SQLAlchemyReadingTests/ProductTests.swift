import CatalogComparison
import Diagnostics
import Foundation
import SQLReading
import SchemaModel
import TestKit
import Testing

/// The static reading of five products against the DDL that SQLAlchemy itself makes of them where they are installed
/// (`.ci/sqlalchemy-products` installs them and writes both; without it these tests are skipped).
@Suite(.enabled(if: !SQLAlchemyProducts.made().isEmpty, "no products: .ci/sqlalchemy-products installs them"))
struct ProductTests {
  /// The folder or file of a product's tree that declares a MetaData; the whole tree for others.
  private static let sources: [String: String] = [
    "prefect.sql": "prefect", "mlflow.sql": "mlflow/store", "mlflow-auth.sql": "mlflow/server/auth/db",
    "mlflow-initial.sql": "mlflow/store/tracking/dbmodels/initial_models.py",
  ]

  @Test func readingEqualsWhatSQLAlchemyMakes() async throws {
    let known = try Exceptions()
    var met: Set<String> = []
    print("| Product | Tables | Columns | Types | Keys and checks | Indexes | Equal | Tables in another order |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for metadata in SQLAlchemyProducts.made() {
      let measure = try await Measure(metadata, source: Self.sources[metadata.file])
      print(measure.row)
      #expect(measure.share > 95, "\(metadata.file)")
      // Superset runs on SQLAlchemy 1.4, which puts columns in the order in which they were made.
      #expect(measure.reordered.isEmpty == (metadata.file != "superset.sql"), "\(metadata.file): \(measure.reordered)")
      for line in measure.differences {
        met.insert(line)
        #expect(known.reasons[line] != nil, "no reason is listed for: \(line)")
      }
    }
    guard SQLAlchemyProducts.made().count == (try SQLAlchemyProducts.all().count) else { return }
    for line in known.reasons.keys.sorted() where !met.contains(line) {
      Issue.record("no longer a difference: \(line)")
    }
  }
}

/// Differences that only running code can know, each with its reason: `product-exceptions.txt`.
private struct Exceptions {
  var reasons: [String: String] = [:]

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "product-exceptions.txt")
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "|", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(parts.count == 2 && !parts[1].isEmpty, "a line without a reason: \(line)")
      reasons[parts[0]] = parts.last
    }
  }
}

/// One MetaData, counted.
private struct Measure {
  let file: String
  var differences: [String] = []
  /// Tables whose columns are those of the product, in another order.
  var reordered: [String] = []
  private var totals: [String: Int] = [:]
  private var different: [String: Int] = [:]
  private static let kinds = ["tables", "columns", "types", "keys", "indexes"]

  init(_ metadata: SQLAlchemyProducts.Metadata, source: String?) async throws {
    file = metadata.file
    let tree = try Self.files(metadata.treePath)
    let sources = tree.filter { file in
      source.map { file.path == $0 || file.path.hasPrefix("\($0)/") } ?? true
    }
    let reading = try await ModelCases.read(sources, library: tree)
    let ddl = try String(contentsOfFile: metadata.ddlPath, encoding: .utf8)
    let truth = SQLReader().read([SourceFile(path: metadata.file, text: ddl)]).value
    count(truth)
    reordered = truth.tables.filter { table in
      guard let columns = reading.value.tables[table.name]?.columns.map(\.name) else { return false }
      let common = Set(columns).intersection(table.columns.map(\.name))
      return columns.filter(common.contains) != table.columns.map(\.name).filter(common.contains)
    }.map(\.name.name)
    for change in CatalogDifference(from: truth, to: reading.value).changes { add(change) }
  }

  private static func files(_ root: String) throws -> [SourceFile] {
    try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".py") }.sorted().map { path in
      let data = FileManager.default.contents(atPath: "\(root)/\(path)") ?? Data()
      return SourceFile(path: path, text: String(decoding: data, as: UTF8.self))
    }
  }

  private mutating func count(_ catalog: Catalog) {
    totals["tables"] = catalog.tables.count
    totals["columns"] = catalog.tables.reduce(0) { $0 + $1.columns.count }
    totals["types"] = totals["columns"]
    totals["keys"] = catalog.tables.reduce(0) { $0 + $1.keys.count + $1.checks.count + $1.foreignKeys.count }
    totals["indexes"] = catalog.tables.reduce(0) { $0 + $1.indexes.count }
  }

  private mutating func add(_ change: SchemaChange) {
    let details = change.details.map { "\($0.property) \($0.old) -> \($0.new)" }.joined(separator: ", ")
    let line = "\(file): \(change.action) \(change.kind.rawValue) \(change.display)"
    differences.append(details.isEmpty ? line : "\(line): \(details)")
    switch change.kind {
    case .table: different["tables", default: 0] += 1
    case .column:
      let isTypeAlone = change.details.count == 1 && change.details[0].property == "type"
      if change.details.contains(where: { $0.property == "type" }) { different["types", default: 0] += 1 }
      if !isTypeAlone { different["columns", default: 0] += 1 }
    case .index: different["indexes", default: 0] += 1
    default: different["keys", default: 0] += 1
    }
  }

  /// Equal objects of a hundred.
  var share: Double {
    let total = totals.values.reduce(0, +)
    return 100 * Double(total - different.values.reduce(0, +)) / Double(max(1, total))
  }

  var row: String {
    let cells = Self.kinds.map { kind in
      let total = totals[kind, default: 0]
      let count = different[kind, default: 0]
      return count == 0 ? "\(total)" : "\(total), \(count) different"
    }
    let hundredths = Int((share * 100).rounded(.down))
    return
      "| \(file.dropLast(4)) | \(cells.joined(separator: " | ")) | \(hundredths / 100).\(hundredths % 100) % | \(reordered.count) |"
  }
}
