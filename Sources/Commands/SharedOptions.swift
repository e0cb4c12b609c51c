import ArgumentParser
import PlanModel

/// Options of every command.
struct SharedOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: "A schema instead of a dbplan.yml: a file, a folder, or import:module:Base. Repeatable.")
  var schema: [String] = []

  @Option(help: "The Python that import: sources run in. Default: .venv/bin/python of the project, else python3.")
  var python: String?

  @Option(help: "The name of the plan that --schema makes. Default: the source's stem.")
  var name: String?

  @Option(help: "Where dbplan.yml or Plans/ is. Default: here or above.")
  var project: String?

  @Option(help: "The folder to write to. Default: Output.")
  var output: String?

  @Option(help: "A folder of templates that replace the shipped ones file by file.")
  var templates: String?

  @Option(help: "Today, as YYYY-MM-DD. Default: SOURCE_DATE_EPOCH, else the plan's as_of.")
  var date: CalendarDateArgument?

  @Flag(help: "No talk and no progress on stderr; problems are still told.")
  var quiet = false

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  @Option(help: "How much to do at once. Default: the number of cores.")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
  }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
}

struct CalendarDateArgument: ExpressibleByArgument {
  var date: CalendarDate

  init?(argument: String) {
    guard let date = CalendarDate(argument) else { return nil }
    self.date = date
  }
}
