import Foundation

/// Files by which `init` tells what a project is made with.
enum BrokenManifests {
  private static let many = 100_000
  private static let nothing = BrokenInput.Expectation.refused("nothing-found")

  private static func manifest(
    _ name: String, _ file: String, _ expectation: BrokenInput.Expectation = nothing, heavy: Bool = false,
    _ bytes: @escaping @Sendable () -> Data
  ) -> BrokenInput {
    BrokenInput(
      name: "init: \(file): \(name)", arguments: ["init"], entries: [file: .file(bytes)], expectation: expectation,
      isHeavy: heavy)
  }

  private static func times(_ text: String) -> String { String(repeating: text, count: many) }

  static let all: [BrokenInput] = [
    manifest("100,000 nested lists", "package.json") { Data("{\"a\":\(times("["))\(times("]"))}".utf8) },
    manifest("100,000 nested objects", "package.json") { Data("\(times("{\"a\":"))1\(times("}"))".utf8) },
    manifest("lists that are not closed", "package.json") { Data(times("[").utf8) },
    manifest("every byte", "package.json") { Data((0...255).map { UInt8($0) }) },
    manifest("UTF-16", "package.json") { "{\"dependencies\": {\"prisma\": \"1\"}}".data(using: .utf16) ?? Data() },
    manifest("100,000 nested lists", "pyproject.toml") { Data("a = \(times("["))\(times("]"))".utf8) },
    manifest("100,000 nested tables", "pyproject.toml") { Data("a = \(times("{a = "))1\(times("}"))".utf8) },
    manifest("a key of 100,000 parts", "pyproject.toml", heavy: true) { Data("a\(times(".a")) = 1\n".utf8) },
    manifest("a table of 100,000 parts", "pyproject.toml", heavy: true) { Data("[\(times("a."))a]\nx = 1\n".utf8) },
    manifest("cut off", "pyproject.toml") { Data("[project]\ndependencies = [\"sqlal".utf8) },
    manifest("100,000 times one key", "alembic.ini", .readOrRefused, heavy: true) {
      Data("[alembic]\n\(times("script_location = here\n"))".utf8)
    },
    manifest("100,000 requirements and a line of 5 MB", "requirements.txt", .readOrRefused, heavy: true) {
      Data("\(String(repeating: "a", count: 5 << 20))\n\(times("sqlalchemy\n"))".utf8)
    },
    manifest("100,000 nested calls", "prisma.config.ts", .readOrRefused, heavy: true) {
      Data("export default defineConfig({ schema: \(times("path.join("))\"a\"\(times(")")) })".utf8)
    },
    manifest("100,000 nested objects", "docker-compose.yml", .readOrRefused) { Data("a: \(times("{a: "))".utf8) },
  ]
}
