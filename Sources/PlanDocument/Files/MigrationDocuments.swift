import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel

/// The steps of a plan as files, in the forms that tools run.
package enum MigrationDocuments {
  package enum Form: String, Sendable, CaseIterable {
    case sql
    case prisma
    case alembic

    /// Below the plan's folder.
    package var folder: String {
      switch self {
      case .sql: "migrations"
      case .prisma: "migrations-prisma"
      case .alembic: "migrations-alembic"
      }
    }
  }

  /// As SQL, and in the form of the project's own tool.
  static func files(_ subject: PlanSubject) -> [PlanFile] {
    files(subject, as: .sql) + (usual(subject).map { files(subject, as: $0) } ?? [])
  }

  package static func files(_ subject: PlanSubject, as form: Form) -> [PlanFile] {
    let steps = subject.steps
    guard !steps.isEmpty else { return [] }
    let lockTimeout = RolloutRows.lockTimeout(subject.plan)
    let files =
      switch form {
      case .sql: MigrationFiles(lockTimeout: lockTimeout).files(steps)
      case .prisma:
        PrismaMigrations(
          lockTimeout: lockTimeout, after: history(.prisma, subject)?.entries.last?.name, date: subject.date
        ).files(steps)
      case .alembic:
        AlembicRevisions(
          lockTimeout: lockTimeout, of: subject.plan.name, after: history(.alembic, subject)?.heads.map(\.name) ?? []
        ).files(steps)
      }
    return files.map { PlanFile("\(form.folder)/\($0.path)", $0.text) }
  }

  /// The form of the tool that the plan's stack names, else of the language of its schema.
  static func usual(_ subject: PlanSubject) -> Form? {
    switch subject.plan.stack.orm?.value.lowercased() ?? subject.catalog.origin.language.rawValue {
    case "prisma": .prisma
    case "sqlalchemy": .alembic
    default: nil
    }
  }

  /// What a tool has already, without the steps of this plan: those may have been taken over.
  static func history(_ tool: MigrationHistory.Tool, _ subject: PlanSubject) -> MigrationHistory? {
    guard let history = subject.histories.first(where: { $0.tool == tool }) else { return nil }
    switch tool {
    case .alembic:
      let own = Set(AlembicRevisions.revisions(subject.steps, of: subject.plan.name).map(\.id))
      return history.without { own.contains($0.name) }
    case .prisma:
      let own = Set(subject.steps.map(PrismaMigrations.name))
      return history.without { own.contains(String($0.name.drop { $0.isNumber }.dropFirst())) }
    }
  }
}
