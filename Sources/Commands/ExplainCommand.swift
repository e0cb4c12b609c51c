import ArgumentParser
import Checks
import Diagnostics
import FindingReports
import MigrationChecks

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "What a finding means, why it matters, how to fix it.",
    discussion: """
      Examples:
        dbplan explain under-indexing
        dbplan explain              every code with its summary
      """)

  @Argument(help: "The code of a check.")
  var code: String?

  func run() async throws {
    guard let code else {
      for metadata in Self.all { print("\(metadata.code): \(metadata.summary)") }
      return
    }
    guard let metadata = Self.all.first(where: { $0.code == code }) else {
      let nearest = NearestName.of(code, among: Self.all.map(\.code))
      throw ValidationError("there is no check \(code)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
    }
    print(CheckExplanation.text(of: metadata))
  }

  /// The checks of plans, then the rules about migrations.
  private static var all: [CheckMetadata] { CheckRegistry.all.map(\.metadata) + MigrationRules.metadata }
}
