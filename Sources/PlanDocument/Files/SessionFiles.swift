import AccessControl
import Diagnostics
import PlanModel
import PrismaWriting
import SchemaModel
import SessionClients

/// What the application's side of row security looks like for the stack of the plan.
enum SessionFiles {
  enum Kind: Sendable {
    case prisma
    case sqlalchemy
    case sql

    var path: String {
      switch self {
      case .prisma: "models/tenant-client.ts"
      case .sqlalchemy: "models/tenant_session.py"
      case .sql: "models/session.sql"
      }
    }
  }

  /// Plain SQL for a stack without an ORM, and for a Prisma whose client extensions were a preview.
  static func kind(_ subject: PlanSubject) -> Kind? {
    let design = subject.sessions
    let sets = !design.settings.isEmpty || !design.roles.isEmpty
    let stack = subject.plan.stack
    let orm = stack.orm?.value.lowercased() ?? (stack.prisma == nil ? "" : "prisma")
    if orm == "prisma", (stack.prismaMajor ?? PrismaExtension.firstMajor) >= PrismaExtension.firstMajor {
      return sets || !client(subject).models.isEmpty ? .prisma : nil
    }
    if orm == "sqlalchemy" { return design.isEmpty ? nil : .sqlalchemy }
    return sets ? .sql : nil
  }

  static func client(_ subject: PlanSubject) -> PrismaExtension {
    let stack = subject.plan.stack
    return PrismaExtension(
      subject.sessions, PrismaNames(subject.catalog),
      version: stack.prisma?.value ?? "\(PrismaExtension.firstMajor) or newer", client: stack.client?.value)
  }

  static func files(_ subject: PlanSubject) -> [PlanFile] {
    guard let kind = kind(subject) else { return [] }
    let text: String? =
      switch kind {
      case .prisma: client(subject).text
      case .sqlalchemy: SQLAlchemySession(subject.sessions).text
      case .sql: SessionScript.text(subject.sessions)
      }
    return text.map { [PlanFile(kind.path, $0)] } ?? []
  }
}
