import Diagnostics

/// SQLAlchemy and SQLModel: who declares them, and which files hold models.
enum SQLAlchemyDetection {
  static func candidates(_ survey: ProjectSurvey, _ manifests: Manifests) -> [ProjectDetection.Candidate] {
    let declared = manifests.declared("sqlalchemy", "sqlmodel", "flask-sqlalchemy")
    let models = survey.texts(ending: ".py") { path in
      !path.split(separator: "/").contains { ["migrations", "alembic", "versions"].contains($0) }
    }.compactMap { file in modelLine(file).map { (file: file, line: $0) } }
    guard let first = models.first, !declared.isEmpty || !manifests.alembic.isEmpty else {
      guard let first = declared.first else { return [] }
      var candidate = ProjectDetection.Candidate(.sqlalchemy)
      candidate.add(first.evidence, 4)
      candidate.remark = "no class with __tablename__ or table=True was found: dbplan init --schema <file or package>"
      return [candidate]
    }
    var candidate = ProjectDetection.Candidate(.sqlalchemy)
    if let declaration = declared.first { candidate.add(declaration.evidence, 4) }
    if let span = manifests.alembic.first { candidate.add(ProjectDetection.Evidence("Alembic's scripts", span), 1) }
    let text = first.file.line(first.line).map { $0.drop { $0 == " " || $0 == "\t" } } ?? ""
    candidate.add(ProjectDetection.Evidence(String(text), first.file.span(ofLine: first.line)), 4)
    let folder = ProjectSurvey.commonFolder(models.map(\.file.path))
    // A module of a package is read with its package: its base class may be in another one.
    let isAlone = models.count == 1 && !survey.hasFile(ProjectSurvey.path("__init__.py", in: folder))
    let source = isAlone ? first.file.path : folder.isEmpty ? "." : folder
    candidate.sources = [[source]]
    candidate.place(at: folder)
    candidate.remark = imported(source, models.map(\.file), survey)
    return [candidate]
  }

  /// How SQLAlchemy itself is asked, which runs the project's code and is never done unasked.
  private static func imported(_ source: String, _ models: [SourceFile], _ survey: ProjectSurvey) -> String {
    let path = source.hasSuffix(".py") ? String(source.dropLast(3)) : source
    let folder = source.hasSuffix(".py") ? ProjectSurvey.folder(of: source) : source
    let others = survey.texts(ending: ".py") { $0.hasPrefix(folder.isEmpty || folder == "." ? "" : folder + "/") }
    let base = (models + others).lazy.compactMap(baseName).first ?? "<Base>"
    let module = path == "." ? "<module>" : path.split(separator: "/").joined(separator: ".")
    return "SQLAlchemy itself is asked, and the modules are run, by: dbplan init --schema import:\(module):\(base)"
  }

  /// `class Base(DeclarativeBase):` or `Base = declarative_base()`
  private static func baseName(_ file: SourceFile) -> String? {
    for (_, line) in file.numberedLines {
      if line.hasPrefix("class "), line.contains("(DeclarativeBase") {
        return String(line.dropFirst("class ".count).prefix { $0 != "(" })
      }
      if let sign = line.firstRange(of: " = declarative_base("), line.first?.isLetter == true {
        return String(line[..<sign.lowerBound])
      }
    }
    return nil
  }

  /// The line of the first model: a class of a module, not a word in a comment or a text.
  private static func modelLine(_ file: SourceFile) -> Int? {
    var isInText = false
    for (number, line) in file.numberedLines {
      let quotes = line.ranges(of: "\"\"\"").count + line.ranges(of: "'''").count
      if isInText || quotes > 0 {
        if !quotes.isMultiple(of: 2) { isInText.toggle() }
        continue
      }
      let text = line.drop { $0 == " " || $0 == "\t" }
      let isTable = text.hasPrefix("__tablename__") && text.count < line.count
      let isSQLModel = line.hasPrefix("class ") && line.contains("table=True")
      if isTable || isSQLModel { return number }
    }
    return nil
  }
}
