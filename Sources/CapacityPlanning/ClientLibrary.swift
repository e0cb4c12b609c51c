import Diagnostics
package import PlanModel
package import SchemaModel

/// What sends the application's statements, as far as pools and batches differ by it.
package enum ClientLibrary: Sendable, Hashable {
  /// Versions as the plan states them; nil when it does not.
  case prisma(major: Int?, minor: Int?)
  case sqlalchemy
  case other(String)

  /// nil where neither the plan nor the schema's language says.
  package init?(_ plan: Plan, _ catalog: Catalog) {
    switch plan.stack.orm?.value.lowercased() {
    case "prisma": self = Self.prisma(plan.stack)
    case "sqlalchemy": self = .sqlalchemy
    case let name?: self = .other(name)
    case nil:
      switch catalog.origin.language {
      case .prisma: self = Self.prisma(plan.stack)
      case .sqlalchemy: self = .sqlalchemy
      case .sql, .database: return nil
      }
    }
  }

  private static func prisma(_ stack: Stack) -> ClientLibrary {
    let parts = (stack.prisma?.value ?? "").split { !$0.isNumber }.map { Int($0) }
    return .prisma(major: parts.first ?? nil, minor: parts.count > 1 ? parts[1] : nil)
  }

  /// Whether `updateMany` and `deleteMany` take a `limit` (Prisma 6.3.0, release notes).
  package var limitsBatches: Bool {
    guard case .prisma(let major?, let minor) = self else { return false }
    return major > 6 || major == 6 && (minor ?? 0) >= 3
  }
}
