import ArgumentParser
import Checks
import Diagnostics

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
    print(Self.text(of: check.metadata))
  }

  static func text(of metadata: CheckMetadata) -> String {
    var lines = [
      "\(metadata.code) (\(metadata.severity.rawValue))", "", metadata.summary, "", "Why", "  \(metadata.why)", "",
      "Fix", "  \(metadata.fix)",
    ]
    lines += ["", "Found in", indented(metadata.bad.schema)]
    if let plan = metadata.bad.plan { lines += ["  with the plan", indented(plan)] }
    lines += ["", "Not found in", indented(metadata.good.schema)]
    if let plan = metadata.good.plan { lines += ["  with the plan", indented(plan)] }
    if !metadata.sources.isEmpty { lines += ["", "See"] + metadata.sources.map { "  \($0)" } }
    return lines.joined(separator: "\n")
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }.joined(
      separator: "\n")
  }
}
