import Diagnostics

/// What the files say that list a project's dependencies.
struct Manifests {
  struct Dependency {
    /// As registries compare names: lower case, `-` for `_` and `.`.
    var name: String
    /// `^6.2.1`, `>=2.0`: as it was written, empty for any.
    var requirement: String
    /// How people say it: `"prisma": "^6.2.1" in devDependencies`.
    var text: String
    var span: SourceSpan
    /// The folder of the file.
    var folder: String
  }

  var dependencies: [Dependency] = []
  /// Where `package.json` has `prisma.schema`, by folder.
  var prismaSchemas: [String: Located<String>] = [:]
  /// Where aerich keeps its migrations, from the project's folder.
  var aerichFolders: [Located<String>] = []
  var alembic: [SourceSpan] = []
  var scripts: [Located<String>] = []
  var name: Located<String>?
  var postgres: Located<Int>?
  var diagnostics: [Diagnostic] = []

  mutating func read(_ path: String, _ survey: ProjectSurvey) {
    let name = ProjectSurvey.name(of: path)
    let folder = ProjectSurvey.folder(of: path)
    let isRequirements = name.hasPrefix("requirements") && name.hasSuffix(".txt")
    let isFolded = ProjectSurvey.name(of: folder) == "requirements" && name.hasSuffix(".txt")
    switch name {
    case "package.json": text(path, survey).map { PackageManifest.read($0, folder, &self) }
    case "pyproject.toml", "Pipfile": text(path, survey).map { PythonTOML.read($0, folder, &self) }
    case "setup.cfg", "alembic.ini", "aerich.ini": text(path, survey).map { Configuration.read($0, folder, &self) }
    case "docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml":
      text(path, survey).map { ComposeFile.read($0, &self) }
    case _ where isRequirements || isFolded: text(path, survey).map { Requirements.read($0, folder, &self) }
    default: break
    }
  }

  /// A manifest that can not be read is told, and keeps from nothing else.
  private mutating func text(_ path: String, _ survey: ProjectSurvey) -> SourceFile? {
    let reading = survey.reading(path)
    diagnostics += reading.diagnostics.map { problem in
      var warning = problem
      warning.severity = .warning
      return warning
    }
    return reading.value
  }

  func declared(_ names: String...) -> [Dependency] { dependencies.filter { names.contains($0.name) } }

  mutating func add(_ name: String, _ requirement: String, _ text: String, _ span: SourceSpan, _ folder: String) {
    let plain = String(name.lowercased().map { $0 == "_" || $0 == "." ? "-" : $0 })
    dependencies.append(
      Dependency(name: plain, requirement: requirement, text: text, span: span, folder: folder))
  }
}

extension Manifests.Dependency {
  var evidence: ProjectDetection.Evidence { ProjectDetection.Evidence(text, span) }

  /// The version as far as the requirement tells it: all of an exact one, the first part of `^6.2.1`.
  var version: Located<String>? {
    let digits = requirement.drop { "^~=v ".contains($0) }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.prefix { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard let major = numbers.first else { return nil }
    let lead = requirement.prefix { "^~=v ".contains($0) }
    let isExact = !lead.contains("^") && !lead.contains("~") && numbers.count == 3 && parts.count == 3
    if isExact { return Located(String(digits), span: span) }
    if lead.contains("~"), numbers.count > 1 { return Located("\(major).\(numbers[1])", span: span) }
    let isWhole = numbers.count == parts.count || parts[numbers.count].allSatisfy { "xX*".contains($0) }
    return isWhole || lead.contains("^") ? Located(String(major), span: span) : nil
  }
}
