import CodeReading
import Diagnostics

/// Prisma: who declares it, where its schema is, which database it is for.
enum PrismaDetection {
  private static let endings = ["ts", "mts", "cts", "js", "mjs", "cjs"]
  private static let configurationNames = Set(endings.map { "prisma.config.\($0)" })
  /// What it is called in a folder of configurations.
  private static let hiddenNames = Set(endings.map { "prisma.\($0)" })

  /// The package that a file configures Prisma for; nil for any other file.
  private static func home(ofConfiguration path: String) -> String? {
    let (folder, name) = (ProjectSurvey.folder(of: path), ProjectSurvey.name(of: path))
    if ProjectSurvey.name(of: folder) == ".config" {
      return hiddenNames.contains(name) || configurationNames.contains(name) ? ProjectSurvey.folder(of: folder) : nil
    }
    return configurationNames.contains(name) ? folder : nil
  }

  static func candidates(
    _ survey: ProjectSurvey, _ manifests: Manifests, _ diagnostics: inout [Diagnostic]
  ) -> [ProjectDetection.Candidate] {
    let declared = manifests.declared("prisma", "@prisma/client")
    let configurations = Dictionary(
      survey.files.compactMap { path in home(ofConfiguration: path).map { ($0, path) } },
      uniquingKeysWith: { first, _ in first })
    var homes = Set(Array(configurations.keys) + manifests.prismaSchemas.keys)
    homes.formUnion(declared.map(\.folder) + [""])
    var locations: [Location] = []
    for home in homes.sorted() {
      var location = Location(home: home, survey: survey)
      location.find(configurations[home], manifests, &diagnostics)
      locations.append(location)
    }
    // A package that only uses the client of another one declares no schema.
    var found = locations.filter { $0.schema != nil || $0.isAsked }
    let covered = found.compactMap(\.schema)
    // Schemas that no package claims: a script names them, or people do.
    let stray = survey.files.filter { path in
      path.hasSuffix(".prisma") && !covered.contains { $0 == "." || path == $0 || path.hasPrefix($0 + "/") }
    }.filter { survey.text($0).map(hasDatasource) ?? false }
    for path in stray {
      // Where a configuration is asked for, what lies below it is offered and not taken.
      if let asked = found.firstIndex(where: { $0.isAsked && ($0.home.isEmpty || path.hasPrefix($0.home + "/")) }) {
        found[asked].offer(path)
        continue
      }
      var location = Location(home: ProjectSurvey.folder(of: path), survey: survey)
      location.take(path)
      found.append(location)
    }
    if found.isEmpty, let first = declared.first { found = locations.filter { $0.home == first.folder } }
    return found.map { location in
      let own = declared.filter { $0.folder == location.home }
      return candidate(location, own.isEmpty && found.count == 1 ? declared : own, manifests, survey)
    }
  }

  private static func candidate(
    _ location: Location, _ declared: [Manifests.Dependency], _ manifests: Manifests, _ survey: ProjectSurvey
  ) -> ProjectDetection.Candidate {
    var candidate = ProjectDetection.Candidate(.prisma)
    let command = declared.first { $0.name == "prisma" } ?? declared.first
    if let command {
      candidate.add(command.evidence, 4)
      candidate.version = command.version
    }
    if let evidence = location.evidence { candidate.add(evidence, 2) }
    candidate.place(at: location.home)
    candidate.migrate = manifests.scripts.first { $0.value.contains("prisma migrate deploy") }
    guard let schema = location.schema else {
      candidate.remark =
        location.isAsked
        ? "only running the configuration tells where the schema is: dbplan init --schema "
          + (location.offers.first ?? "<file or folder>")
        : "no schema at \(location.lookedAt.joined(separator: ", ")): dbplan init --schema <file or folder>"
      return candidate
    }
    guard let datasource = datasource(of: schema, survey) else {
      candidate.remark = "\(schema) has no datasource with a provider"
      return candidate
    }
    candidate.add(ProjectDetection.Evidence("provider = \"\(datasource.value)\"", datasource.span ?? location.start), 4)
    guard ["postgresql", "postgres", "cockroachdb"].contains(datasource.value) else {
      candidate.remark = "its provider is \(datasource.value), and dbplan reads PostgreSQL"
      return candidate
    }
    candidate.sources = [[schema]]
    if let migrations = location.migrations { candidate.sources.insert([schema, migrations], at: 0) }
    return candidate
  }

  /// The provider, wherever in the schema its datasource is.
  private static func datasource(of schema: String, _ survey: ProjectSurvey) -> Located<String>? {
    let files = schema.hasSuffix(".prisma") ? [schema] : survey.files(in: schema).filter { $0.hasSuffix(".prisma") }
    for path in files {
      guard let file = survey.text(path) else { continue }
      var isInside = false
      for (number, line) in file.numberedLines {
        let words = line.split { $0 == " " || $0 == "\t" || $0 == "=" || $0 == "\r" }
        if words.first == "datasource" { isInside = true }
        if words.first == "}" { isInside = false }
        guard isInside, words.count > 1, words[0] == "provider" else { continue }
        return Located(String(words[1].filter { $0 != "\"" }), span: file.span(ofLine: number))
      }
    }
    return nil
  }

  private static func hasDatasource(_ file: SourceFile) -> Bool {
    file.numberedLines.contains { $0.text.hasPrefix("datasource ") }
  }
}

/// Where one package keeps its schema, as Prisma looks for it.
struct PrismaLocation {
  let home: String
  let survey: ProjectSurvey
  private(set) var schema: String?
  private(set) var migrations: String?
  private(set) var evidence: ProjectDetection.Evidence?
  /// Whether the configuration says it in a way that only running it would tell.
  private(set) var isAsked = false
  private(set) var lookedAt: [String] = []
  /// Schemas that it may be.
  private(set) var offers: [String] = []

  init(home: String, survey: ProjectSurvey) {
    self.home = home
    self.survey = survey
  }

  var start: SourceSpan { SourceSpan(path: schema ?? home, offset: 0, length: 0, line: 1, column: 1) }

  /// `prisma.config.*` before `package.json` before the usual places.
  mutating func find(_ configuration: String?, _ manifests: Manifests, _ diagnostics: inout [Diagnostic]) {
    if let path = configuration, let file = survey.text(path) {
      let reading = PrismaConfiguration.read(file)
      diagnostics += reading.diagnostics
      isAsked = reading.value.schema == nil && !reading.diagnostics.isEmpty
      let folder = ProjectSurvey.folder(of: path)
      if let named = reading.value.migrations { migrations = ProjectSurvey.resolve(named.value, from: folder) }
      if let named = reading.value.schema {
        take(ProjectSurvey.resolve(named.value, from: folder))
        evidence = named.span.map { ProjectDetection.Evidence("schema: \"\(named.value)\"", $0) }
      }
    }
    if schema == nil, !isAsked, let named = manifests.prismaSchemas[home] {
      take(ProjectSurvey.resolve(named.value, from: home))
      evidence = named.span.map { ProjectDetection.Evidence("\"schema\": \"\(named.value)\" in prisma", $0) }
    }
    guard schema == nil, !isAsked else { return }
    for place in ["prisma/schema.prisma", "schema.prisma", "prisma/schema"] {
      let path = ProjectSurvey.path(place, in: home)
      lookedAt.append(path)
      let isThere = place.hasSuffix(".prisma") ? survey.hasFile(path) : holdsModels(path)
      if isThere {
        take(path)
        return
      }
    }
  }

  mutating func offer(_ path: String) { offers.append(path) }

  /// Takes a schema, and the migrations beside it.
  mutating func take(_ path: String) {
    guard survey.hasFile(path) || holdsModels(path) else {
      lookedAt.append(path)
      return
    }
    schema = wholeSchema(path)
    let folder = path.hasSuffix(".prisma") ? ProjectSurvey.folder(of: path) : path
    let places = [folder, ProjectSurvey.folder(of: folder)].map { ProjectSurvey.path("migrations", in: $0) }
    if let named = migrations {
      migrations = holdsMigrations(named) ? named : nil
    } else {
      migrations = places.first(where: holdsMigrations)
    }
  }

  /// A file without models, beside files with models, is one part of a schema in several files.
  private func wholeSchema(_ path: String) -> String {
    guard path.hasSuffix(".prisma"), let file = survey.text(path), !hasModels(file) else { return path }
    let folder = ProjectSurvey.folder(of: path)
    let others = survey.files(in: folder).filter { $0.hasSuffix(".prisma") && $0 != path }
    return others.isEmpty ? path : folder.isEmpty ? "." : folder
  }

  private func hasModels(_ file: SourceFile) -> Bool { file.numberedLines.contains { $0.text.hasPrefix("model ") } }

  private func holdsModels(_ folder: String) -> Bool {
    survey.folders.contains(folder) && survey.files(in: folder).contains { $0.hasSuffix(".prisma") }
  }

  private func holdsMigrations(_ folder: String) -> Bool {
    survey.folders.contains(folder) && survey.files(in: folder).contains { $0.hasSuffix("/migration.sql") }
  }
}

private typealias Location = PrismaLocation
