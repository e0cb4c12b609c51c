package import Compilation
package import Diagnostics

/// What a project declares its database schema with, found by names and texts alone, and how dbplan can read it.
package struct ProjectDetection: Sendable {
  /// A line that shows something.
  package struct Evidence: Sendable, Hashable {
    package var text: String
    package var span: SourceSpan

    init(_ text: String, _ span: SourceSpan) {
      self.text = text
      self.span = span
    }
  }

  package enum Tool: String, Sendable, CaseIterable {
    case prisma = "Prisma"
    case sqlalchemy = "SQLAlchemy"
    case drizzle = "Drizzle"
    case typeORM = "TypeORM"
    case tortoise = "Tortoise ORM"
    case sql = "SQL"
    case django = "Django"
    case sequelize = "Sequelize"

    /// As `stack: { orm: ... }` has it.
    package var orm: String? {
      switch self {
      case .prisma: "prisma"
      case .sqlalchemy: "sqlalchemy"
      case .drizzle: "drizzle"
      case .typeORM: "typeorm"
      case .tortoise: "tortoise"
      case .django: "django"
      case .sequelize: "sequelize"
      case .sql: nil
      }
    }
  }

  /// One way in which the project declares a schema.
  package struct Candidate: Sendable {
    package var tool: Tool
    /// What to read, the most telling way first; empty when dbplan reads nothing of it.
    package var sources: [[String]] = []
    package var evidence: [Evidence] = []
    /// Why nothing is read, or what else to know.
    package var remark: String?
    /// The version of Prisma, as far as the project says it.
    package var version: Located<String>?
    /// The command that runs migrations.
    package var migrate: Located<String>?
    var score = 0

    init(_ tool: Tool) { self.tool = tool }
  }

  /// The best evidence first; those that dbplan can read before those it can not.
  package let candidates: [Candidate]
  package let name: Located<String>?
  /// PostgreSQL's major version, as the project's containers have it.
  package let postgres: Located<Int>?
  /// Questions that only a person can answer.
  package let diagnostics: [Diagnostic]

  /// What is looked for, for a project where nothing was found.
  package static let lookedFor = [
    "package.json, requirements.txt, pyproject.toml, setup.cfg, Pipfile: prisma, sqlalchemy, typeorm, drizzle-orm, "
      + "tortoise-orm, django, sequelize",
    "prisma.config.*, schema.prisma, prisma/schema.prisma, prisma/schema/",
    "alembic.ini, models with __tablename__ or table=True",
    "folders of migrations in SQL, of TypeORM, of aerich; schema.sql, structure.sql",
  ]

  package init(_ tree: SourceTree) {
    let survey = ProjectSurvey(tree)
    var manifests = Manifests()
    for path in survey.files { manifests.read(path, survey) }
    var diagnostics = manifests.diagnostics
    let scripts = SQLDetection(survey)
    let found =
      PrismaDetection.candidates(survey, manifests, &diagnostics)
      + SQLAlchemyDetection.candidates(survey, manifests)
      + MigrationDetection.candidates(survey, manifests, scripts) + scripts.candidates(survey, manifests)
      + ForeignDetection.candidates(manifests)
    candidates = found.enumerated().sorted { left, right in
      let ranks = (left.element.rank, right.element.rank)
      return ranks.0 != ranks.1 ? ranks.0 > ranks.1 : left.offset < right.offset
    }.map(\.element)
    name = manifests.name
    postgres = manifests.postgres
    self.diagnostics = diagnostics
  }
}

extension ProjectDetection.Candidate {
  fileprivate var rank: Int { (sources.isEmpty ? 0 : 1_000) + score }

  mutating func add(_ evidence: ProjectDetection.Evidence, _ points: Int) {
    self.evidence.append(evidence)
    score += points
  }

  /// What stands in the project's own folder is nearer than what stands in a package of it.
  mutating func place(at path: String) { score -= min(3, path.split(separator: "/").count) }
}
