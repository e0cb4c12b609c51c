import TestKit
import Testing
import Workspace

/// The command line as it explains itself: an option is added on purpose, and never renamed.
struct HelpTests {
  private static let commands = [
    "dbplan", "init", "generate", "site", "check", "diff", "pr", "migration", "inspect", "locks", "explain",
  ]

  @Test(arguments: commands)
  func help(command: String) async throws {
    let result = try await BuiltProgram().run((command == "dbplan" ? [] : [command]) + ["--help"])
    #expect(result.status == 0)
    #expect(try CaseFolder().difference(result.output, from: "\(command).txt") == nil)
  }

  @Test func everyCommandIsHeld() async throws {
    #expect(try CaseFolder().orphans(except: Set(Self.commands.map { "\($0).txt" })).isEmpty)
    let help = try await BuiltProgram().run(["--help"]).output
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    let listed = lines.drop { $0 != "SUBCOMMANDS:" }.prefix { !$0.isEmpty }.compactMap(Self.subcommand)
    #expect(listed.sorted() == Self.commands.dropFirst().sorted())
  }

  /// `  check                   Findings ...`; wrapped lines stand further in.
  private static func subcommand(_ line: Substring) -> String? {
    guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
    return line.split(separator: " ").first.map(String.init)
  }
}
