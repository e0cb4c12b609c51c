import CodeReading
import Diagnostics

/// TypeORM and Tortoise ORM, whose models are code: their migrations hold the SQL.
enum MigrationDetection {
  static func candidates(
    _ survey: ProjectSurvey, _ manifests: Manifests, _ scripts: SQLDetection
  ) -> [ProjectDetection.Candidate] {
    [typeORM(survey, manifests), tortoise(survey, manifests), drizzle(manifests, scripts)].compactMap(\.self)
  }

  private static func typeORM(_ survey: ProjectSurvey, _ manifests: Manifests) -> ProjectDetection.Candidate? {
    guard let declared = manifests.declared("typeorm").first else { return nil }
    var candidate = ProjectDetection.Candidate(.typeORM)
    candidate.add(declared.evidence, 4)
    let files = survey.texts(ending: ".ts", ".js") { path in
      path.lowercased().contains("migration") && path.hasPrefix(declared.folder)
    }.filter { EmbeddedMigration.kind(of: [$0]) == .typeORM }
    take(files, "a TypeORM migration", &candidate)
    if candidate.sources.isEmpty {
      candidate.remark = "its entities are code that is not run, and no migrations were found; \(ForeignDetection.way)"
    }
    return candidate
  }

  private static func tortoise(_ survey: ProjectSurvey, _ manifests: Manifests) -> ProjectDetection.Candidate? {
    guard let declared = manifests.declared("tortoise-orm").first else { return nil }
    var candidate = ProjectDetection.Candidate(.tortoise)
    candidate.add(declared.evidence, 4)
    let named = manifests.aerichFolders.first
    if let span = named?.span { candidate.add(ProjectDetection.Evidence("aerich's migrations", span), 2) }
    let folders = [named?.value ?? ProjectSurvey.path("migrations", in: declared.folder)]
    let files = survey.texts(ending: ".py") { path in folders.contains { path.hasPrefix($0 + "/") } }
      .filter { EmbeddedMigration.kind(of: [$0]) == .aerich }
    take(files, "an aerich migration", &candidate)
    if candidate.sources.isEmpty {
      candidate.remark =
        "its models are code that is not run, and no migrations of aerich were found at \(folders[0]); "
        + ForeignDetection.way
    }
    return candidate
  }

  private static func take(
    _ files: [SourceFile], _ what: String, _ candidate: inout ProjectDetection.Candidate
  ) {
    guard let first = files.first else { return }
    let folder = ProjectSurvey.commonFolder(files.map(\.path))
    candidate.add(ProjectDetection.Evidence(what, first.span(ofLine: 1)), 4)
    candidate.sources = [[folder.isEmpty ? "." : folder]]
    candidate.place(at: folder)
  }

  /// Drizzle writes plain SQL.
  private static func drizzle(_ manifests: Manifests, _ scripts: SQLDetection) -> ProjectDetection.Candidate? {
    guard let declared = manifests.declared("drizzle-orm").first else { return nil }
    var candidate = ProjectDetection.Candidate(.drizzle)
    candidate.add(declared.evidence, 4)
    if let folder = scripts.folders.first(where: \.isDrizzle) {
      candidate.add(folder.evidence, 4)
      candidate.sources = [[folder.path]]
      candidate.place(at: folder.path)
    } else {
      candidate.remark =
        "its tables are code that is not run, and no migrations with meta/_journal.json were found: "
        + "`drizzle-kit generate` writes them; or \(ForeignDetection.way)"
    }
    return candidate
  }
}

/// Tools that are recognised and not read.
enum ForeignDetection {
  static let way =
    "pg_dump --schema-only --no-owner <database> > db/schema.sql and dbplan init --schema db/schema.sql, "
    + "or dbplan init --schema postgres://<user>@<host>/<database>"

  static func candidates(_ manifests: Manifests) -> [ProjectDetection.Candidate] {
    let tools: [(ProjectDetection.Tool, String, String)] = [
      (.django, "django", "its models"), (.sequelize, "sequelize", "its models"),
    ]
    return tools.compactMap { tool, name, models in
      guard let declared = manifests.declared(name).first else { return nil }
      var candidate = ProjectDetection.Candidate(tool)
      candidate.add(declared.evidence, 4)
      candidate.remark = "\(models) and migrations are code that is not run; \(way)"
      return candidate
    }
  }
}
