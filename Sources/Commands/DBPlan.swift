package import ArgumentParser

/// `dbplan`: a database architecture plan from schema files and a plan file.
package struct DBPlan: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "dbplan",
    abstract: "Turns schema files and a plan file into a database architecture plan.",
    discussion: """
      Examples:
        dbplan init                            finds the schema, writes a first plan
        dbplan                                 every plan of Plans/ to Output/
        dbplan generate --schema db.prisma     a first plan, from a schema alone
        dbplan site                            the publishable site, to Output/site/
        dbplan inspect db/structure.sql        the schema as dbplan understood it
        dbplan locks next.sql --baseline db/   what each statement locks, rewrites
        dbplan check --format json             findings, for a program
        dbplan diff main                       what changed since, and what follows
        dbplan pr --base origin/main           what a pull request does to the plans
        dbplan migration --format prisma       the steps, as a folder of Prisma
        dbplan explain under-indexing          what a finding means

      Exit codes: 0 done, 1 findings at or over --fail-on, 2 an input is not valid,
      3 the work could not be done, 64 usage.
      """,
    subcommands: [
      InitCommand.self, GenerateCommand.self, SiteCommand.self, CheckCommand.self, DiffCommand.self, PrCommand.self,
      MigrationCommand.self, InspectCommand.self, LocksCommand.self, ExplainCommand.self,
    ],
    defaultSubcommand: GenerateCommand.self)

  package init() {}
}

extension DBPlan {
  /// Parses the arguments of the process and runs the command; ends the process with the command's exit code.
  package static func runMain() async {
    var arguments = Array(CommandLine.arguments.dropFirst())
    // As git has it: what follows is no option.
    if let end = arguments.firstIndex(of: "--end-of-options") { arguments[end] = "--" }
    await main(arguments)
  }
}
