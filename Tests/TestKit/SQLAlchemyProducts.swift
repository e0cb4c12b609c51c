import Foundation

/// What `.ci/sqlalchemy-products` made: for each product the Python files of its wheels, the DDL that SQLAlchemy makes of
/// its metadata, and the environment it is installed in.
package struct SQLAlchemyProducts: Sendable {
  package static let folder =
    ProcessInfo.processInfo.environment["DBPLAN_SQLALCHEMY"] ?? "\(Checkout.root)/.prove/sqlalchemy"

  /// An interpreter that has SQLAlchemy and the drivers of a product; nil when it was not made.
  package static var python: String? {
    let path = "\(folder)/optuna/venv/bin/python"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// A MetaData of a product: a row of `.ci/sqlalchemy/products.txt`.
  package struct Metadata: Sendable {
    package var product: String
    /// `MODULE[:NAME]`, in the order they are imported.
    package var targets: [String]
    package var file: String

    package var ddlPath: String { "\(SQLAlchemyProducts.folder)/\(product)/\(file)" }
    package var treePath: String { "\(SQLAlchemyProducts.folder)/\(product)/tree" }
    package var pythonPath: String { "\(SQLAlchemyProducts.folder)/\(product)/venv/bin/python" }
    package var isMade: Bool { FileManager.default.fileExists(atPath: ddlPath) }
  }

  package static func all() throws -> [Metadata] {
    let text = try String(contentsOfFile: "\(Checkout.root)/.ci/sqlalchemy/products.txt", encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { row in
      let parts = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 3, let equals = parts[2].firstIndex(of: "=") else { return nil }
      let file = parts[2][..<equals].trimmingCharacters(in: .whitespaces)
      let targets = parts[2][parts[2].index(after: equals)...].split(separator: " ").map(String.init)
      return Metadata(product: parts[0], targets: targets, file: file)
    }
  }

  /// Those that are there; tests that need them say so when there is none.
  package static func made() -> [Metadata] { ((try? all()) ?? []).filter(\.isMade) }
}
