import Foundation
import TestKit
import Workspace

/// The table of rooms as the package manager reads it from `Package.swift`.
struct PackageTable: Decodable {
  struct Target: Decodable {
    var name: String
    var type: String
    var path: String?
    var dependencies: [Dependency]

    /// Where its sources are, as the package manager looks for them.
    var folder: String { path ?? (type == "test" ? "Tests/\(name)" : "Sources/\(name)") }
  }

  /// `{ "byName": [NAME, null] }` or `{ "product": [NAME, PACKAGE, ...] }`.
  struct Dependency: Decodable {
    var module: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      let entry = try container.decode([String: [AnyName]].self)
      module = entry.values.first?.first?.text ?? ""
    }
  }

  /// A name, or whatever else stands beside it.
  struct AnyName: Decodable {
    var text: String?

    init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
  }

  var targets: [Target]

  /// Asked with a scratch folder of its own: the run that these tests are part of holds the usual one.
  static func read() async throws -> PackageTable {
    try await withTemporaryFolder { folder in
      let swift = Program("swift", debian: "swiftlang", homebrew: "swift")
      let json = try await ProcessRunner().output(
        of: swift, ["package", "--scratch-path", folder, "dump-package"], in: Checkout.root)
      return try JSONDecoder().decode(PackageTable.self, from: Data(json.utf8))
    }
  }
}
