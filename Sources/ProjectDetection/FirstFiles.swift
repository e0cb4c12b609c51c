package import Diagnostics
package import SchemaModel
import YAMLWriting

/// The first files of a project: what is known, each fact with the line it comes from, and places for what is not.
package struct FirstFiles: Sendable {
  /// What the files are made from.
  package struct Facts: Sendable {
    package var project: String
    /// The plan's name, `[a-z0-9-]+`.
    package var plan: String
    package var sources: [String]
    package var orm: String?
    package var prisma: Located<String>?
    package var postgres: Located<Int>?
    package var migrate: Located<String>?
    /// The day of the plan's numbers, as `YYYY-MM-DD`.
    package var day: String?
    package var catalog: Catalog
    /// What the databases among the sources have counted.
    package var statistics: [DatabaseStatistics] = []

    package init(project: String, plan: String, sources: [String], catalog: Catalog) {
      self.project = project
      self.plan = plan
      self.sources = sources
      self.catalog = catalog
    }
  }

  /// Tables that get a line of their own.
  static let shownTables = 60

  let facts: Facts

  package init(_ facts: Facts) { self.facts = facts }

  /// `dbplan.yml`
  package var project: String {
    var yaml = YAMLWriter()
    yaml.comment("What every plan of this project starts from. Written once by `dbplan init`; it is yours now.")
    yaml.pair("project", facts.project)
    if facts.sources.count == 1 {
      yaml.pair("schema", facts.sources[0])
    } else {
      yaml.list("schema", facts.sources, remark: "compared with each other: `dbplan explain sources-disagree`")
    }
    yaml.example("baseline: git:main   # what migrations start from: git:REF, a schema source, or none")
    var stack: [(key: String, value: String, remark: String?)] = []
    if let orm = facts.orm { stack.append(("orm", orm, nil)) }
    if let version = facts.prisma { stack.append(("prisma", version.value, version.span?.reference)) }
    if let version = facts.postgres { stack.append(("postgres", "\(version.value)", version.span?.reference)) }
    if let command = facts.migrate { stack.append(("migrate", command.value, command.span?.reference)) }
    if !stack.isEmpty { yaml.map("stack", stack) }
    if facts.postgres == nil {
      yaml.example(stack.isEmpty ? "stack: { postgres: ... }" : "  postgres: ...   # major version")
    }
    return yaml.text
  }

  /// `Plans/<name>.yml`
  package var plan: String {
    var yaml = YAMLWriter()
    yaml.comment(
      "What a schema can not say, and the team knows. Put a fact in place of each `...` and take the `#` away;")
    yaml.comment("`dbplan` asks for what is missing, the most urgent question first.")
    yaml.pair("plan", facts.project)
    yaml.pair("status", "draft")
    if let day = facts.day {
      yaml.pair("as_of", day)
    } else {
      yaml.example("as_of: YYYY-MM-DD   # the day of the numbers below")
    }
    yaml.blank()
    yaml.comment("How many rows has a table, and how fast does it grow? `basis` is measured or assumed.")
    volumes(&yaml)
    yaml.blank()
    yaml.comment("Which queries matter, how often do they run, how fast must they be?")
    queries(&yaml)
    yaml.blank()
    yaml.comment("Whose rows are they, and who may do what?")
    yaml.example("tenancy: { model: shared-schema, key: ..., setting: ..., enforce: [database] }")
    yaml.example("roles:")
    yaml.example("  app: { login: app, <table>: [select, insert, update], rows: tenant }")
    yaml.blank()
    yaml.comment("What does it run on?")
    yaml.example(
      "deployment: { instances: { min: ..., max: ... }, max_connections: ..., reserved: ..., pooler: ..., replicas: ... }"
    )
    return yaml.text
  }
}
