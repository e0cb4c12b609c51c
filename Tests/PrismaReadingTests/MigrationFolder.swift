import Diagnostics
import Foundation
import PrismaReading

/// A Prisma schema of the corpus with the migrations that lead to it.
struct MigratedSchema {
  var path: String
  var schema: [SourceFile]
  var migrations: [SourceFile]

  /// Every folder of the corpus with a Prisma schema beside a folder `migrations`.
  static var all: [MigratedSchema] {
    let prisma = ["prisma", "projects"].flatMap { Corpus.files(below: $0, ending: ".prisma") }
    let scripts = ["prisma", "projects"].flatMap { Corpus.files(below: $0, ending: "/migration.sql") }
    var folders: [String] = []
    for script in scripts {
      guard let range = script.path.range(of: "/migrations/") else { continue }
      let folder = String(script.path[..<range.lowerBound])
      if folders.last != folder { folders.append(folder) }
    }
    return Set(folders).sorted().map { folder in
      let files = prisma.filter { $0.path.hasPrefix("\(folder)/") && !$0.path.contains("/history/") }
      return MigratedSchema(
        path: folder, schema: files, migrations: scripts.filter { $0.path.hasPrefix("\(folder)/migrations/") })
    }
  }

  private static let postgis = "CREATE EXTENSION IF NOT EXISTS postgis schema \"public\";"

  /// What PostgreSQL needs before it runs the migrations: a function of version 18, a stand-in for PostGIS.
  var prelude: String {
    var lines: [String] = []
    if migrations.contains(where: { $0.text.contains("uuidv7()") }) {
      lines.append("CREATE FUNCTION pg_catalog.uuidv7() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()';")
    }
    if migrations.contains(where: { $0.text.contains(Self.postgis) }) {
      lines += ["SET check_function_bodies = off;", "CREATE DOMAIN public.geography AS text;"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// All migrations as one script.
  var script: String {
    migrations.map { $0.text.replacing(Self.postgis, with: "") }.joined(separator: "\n;\n")
  }

  var reader: PrismaReader { PrismaReader(joinTableKey: PrismaReader.JoinTableKey(in: migrations)) }
}
