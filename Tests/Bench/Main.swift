import Foundation
import TestKit

/// Measures a `dbplan` at the scale of a very large schema. `make bench` runs it.
///
///     dbplan-bench measure DBPLAN [RUNS]   the table of figures
///     dbplan-bench sql RUNS                the SQL reader beside PostgreSQL's parser, and how its time grows, alone
///     dbplan-bench prisma RUNS             how the Prisma reader's time grows, alone
///     dbplan-bench sqlalchemy RUNS         how the SQLAlchemy reader's time grows, alone
///     dbplan-bench schema TABLES           the schema that is measured, for a profiler
///     dbplan-bench child PROGRAM ...       runs one process and prints its figures (what `measure` starts)
@main
enum Main {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.dropFirst().first) {
    case ("measure", let program?):
      let runs = arguments.dropFirst(2).first.flatMap(Int.init) ?? 5
      try Bench(program: program, runs: runs).run()
      try SQLReadingScale(runs: runs).run()
      PrismaScale(runs: runs).run()
      try SQLAlchemyScale(runs: runs).run()
    case ("sql", let runs?): try SQLReadingScale(runs: Int(runs) ?? 5).run()
    case ("prisma", let runs?): PrismaScale(runs: Int(runs) ?? 5).run()
    case ("sqlalchemy", let runs?): try SQLAlchemyScale(runs: Int(runs) ?? 5).run()
    case ("schema", let count?): print(SyntheticSchema(tableCount: Int(count) ?? 1000).sql, terminator: "")
    case ("child", .some): print(try Figures.measuring(Array(arguments.dropFirst())).line)
    default:
      FileHandle.standardError.write(
        Data(
          "usage: dbplan-bench measure DBPLAN [RUNS] | sql RUNS | prisma RUNS | sqlalchemy RUNS | schema TABLES\n".utf8)
      )
      exit(64)
    }
  }
}
