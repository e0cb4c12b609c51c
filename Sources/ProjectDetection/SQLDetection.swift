import Diagnostics
import SQLReading

/// Folders of migrations in SQL, and files that hold a whole schema.
struct SQLDetection {
  struct Folder {
    var path: String
    var evidence: ProjectDetection.Evidence
    var isDrizzle: Bool
    var isPrisma: Bool
  }

  private(set) var folders: [Folder] = []
  private(set) var files: [ProjectDetection.Evidence] = []

  /// Names under which a whole schema is kept.
  private static let wholeNames: Set<String> = ["schema.sql", "structure.sql", "init.sql", "ddl.sql", "database.sql"]
  private static let folderNames: Set<String> = [
    "migrations", "migration", "migrate", "committed", "drizzle", "changelog",
  ]

  init(_ survey: ProjectSurvey) {
    let scripts = survey.files.filter { $0.hasSuffix(".sql") && !MigrationFolder.isDown($0) }
    var groups: [String: [String]] = [:]
    var order: [String] = []
    for path in scripts {
      let name = ProjectSurvey.name(of: path)
      let folder = ProjectSurvey.folder(of: path)
      // `<timestamp>_<name>/migration.sql`
      let home = name == "migration.sql" || name == "up.sql" ? ProjectSurvey.folder(of: folder) : folder
      if groups[home] == nil { order.append(home) }
      groups[home, default: []].append(path)
    }
    for home in order {
      guard let paths = groups[home]?.sorted(), let first = paths.first else { continue }
      let isNamed = Self.folderNames.contains(ProjectSurvey.name(of: home).lowercased())
      let texts = paths.compactMap { survey.text($0) }
      guard let defining = texts.first(where: Self.defines) else { continue }
      let convention = MigrationFolder.convention(of: defining)
      let isNumbered = ProjectSurvey.name(of: first).first?.isNumber ?? false
      if convention != .numbered || isNamed || isNumbered && paths.count > 1, !home.isEmpty {
        let isDrizzle = survey.hasFile(ProjectSurvey.path("meta/_journal.json", in: home))
        let what = isDrizzle ? "Drizzle" : convention.rawValue
        folders.append(
          Folder(
            path: home,
            evidence: ProjectDetection.Evidence(
              "\(paths.count) migration\(paths.count == 1 ? "" : "s") in the manner of \(what)",
              defining.span(ofLine: 1)),
            isDrizzle: isDrizzle, isPrisma: convention == .prisma))
        continue
      }
      for file in texts where Self.wholeNames.contains(ProjectSurvey.name(of: file.path)) && Self.defines(file) {
        files.append(ProjectDetection.Evidence("a whole schema", file.span(ofLine: Self.line(of: file))))
      }
    }
  }

  func candidates(_ survey: ProjectSurvey, _ manifests: Manifests) -> [ProjectDetection.Candidate] {
    let hasPrisma = survey.files.contains { $0.hasSuffix(".prisma") }
    let hasDrizzle = !manifests.declared("drizzle-orm").isEmpty
    let migrations = folders.filter { !($0.isPrisma && hasPrisma) && !($0.isDrizzle && hasDrizzle) }
    return (migrations.map { ($0.path, $0.evidence) } + files.map { ($0.span.path, $0) }).map { path, evidence in
      var candidate = ProjectDetection.Candidate(.sql)
      candidate.add(evidence, 4)
      candidate.place(at: path)
      candidate.sources = [[path]]
      return candidate
    }
  }

  /// Whether a script makes a table: data and seeds do not.
  private static func defines(_ file: SourceFile) -> Bool { createLine(file) != nil }

  private static func line(of file: SourceFile) -> Int { createLine(file) ?? 1 }

  private static func createLine(_ file: SourceFile) -> Int? {
    file.numberedLines.first { line in
      let words = line.text.split(maxSplits: 4) { $0 == " " || $0 == "\t" }.map { $0.uppercased() }
      return words.first == "CREATE" && words.dropFirst().prefix(3).contains("TABLE")
    }?.number
  }
}
