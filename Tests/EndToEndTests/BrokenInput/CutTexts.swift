import Foundation
import TestKit

/// Files of this project, each cut off at a byte, also within a letter.
enum CutTexts {
  /// Files and the arguments that read them; what else the reading needs stays whole.
  private static let sources: [(path: String, folder: String, arguments: [String])] = [
    ("schema.sql", "Plans/league-manager", ["inspect", "schema.sql"]),
    ("schema.prisma", "Plans/agri-commerce", ["inspect", "schema.prisma"]),
    ("prisma/models/learning.prisma", "Plans/course-platform", ["inspect", "prisma"]),
    ("models.py", "Tests/SQLAlchemyReadingTests/Cases/composed", ["inspect", "models.py"]),
    ("shop/db.py", "Tests/SQLAlchemyReadingTests/Cases/package", ["inspect", "shop"]),
    ("Plans/league-manager/plan.yml", "", ["check", "--fail-on", "never", "league-manager"]),
    ("Plans/league-manager/_shared.yml", "", ["check", "--fail-on", "never", "league-manager"]),
    ("dbplan.yml", "Tests/PlanReadingTests/Cases/design-example", ["check", "--fail-on", "never"]),
  ]

  /// - Parameter count: how often each is cut.
  static func all(_ count: Int) throws -> [BrokenInput] {
    try sources.flatMap { source in
      let files = try contents(of: source.folder, for: source.path)
      let whole = files[source.path] ?? Data()
      return cuts(of: whole, count).map { cut in
        var entries = files.mapValues { data in BrokenInput.Entry.file { data } }
        entries[source.path] = .file { whole.prefix(cut) }
        return BrokenInput(
          name: "cut: \(source.path) at byte \(cut)", arguments: source.arguments, entries: entries,
          expectation: .readOrRefused)
      }
    }
  }

  /// Seeded offsets; half of them within a letter of several bytes where the text has any.
  private static func cuts(of text: Data, _ count: Int) -> [Int] {
    var random = SeededGenerator(seed: UInt64(text.count))
    let inner = text.indices.filter { text[$0] & 0xC0 == 0x80 }
    return (0..<count).map { number in
      number % 2 == 0 || inner.isEmpty ? random.below(text.count) : inner[random.below(inner.count)]
    }
  }

  private static func contents(of folder: String, for path: String) throws -> [String: Data] {
    let root = folder.isEmpty ? Checkout.root : "\(Checkout.root)/\(folder)"
    // A project is its plans; of the rest only what is read.
    let below = folder.isEmpty ? "Plans/league-manager" : "."
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(below)") {
      let shown = below == "." ? name : "\(below)/\(name)"
      if let data = FileManager.default.contents(atPath: "\(root)/\(shown)") { files[shown] = data }
    }
    return files
  }
}
