import ArgumentParser
import Checks
import Diagnostics
import FindingReports

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
      for check in CheckRegistry.all { print("\(check.metadata.code): \(check.metadata.summary)") }
      return
    }
    guard let check = CheckRegistry.check(named: code) else {
      let nearest = NearestName.of(code, among: CheckRegistry.all.map(\.metadata.code))
      throw ValidationError("there is no check \(code)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
    }
    print(CheckExplanation.text(of: check.metadata))
  }
}
