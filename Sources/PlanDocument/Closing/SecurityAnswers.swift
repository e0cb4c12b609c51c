import AccessControl
import Diagnostics
import PlanModel
import SchemaModel

/// Answers of the security checklist from roles and connections.
struct SecurityAnswers {
  private let subject: PlanSubject
  private var plan: Plan { subject.plan }

  init(_ subject: PlanSubject) { self.subject = subject }

  /// Encrypted and checked, or not; open as long as the plan does not say.
  var connections: Checklists.Line.Answer? {
    guard let mode = plan.connection?.sslmode else { return nil }
    let isEncrypted = ["require", "verify-ca", "verify-full"].contains(mode.value)
    let tls = plan.connection?.tls
    return .init(
      passes: isEncrypted,
      evidence: "\(code: "sslmode=\(mode.value)")\(tls.map { ", \($0.value) on" as Prose } ?? "")",
      sources: [mode.span.plan, tls?.span.plan])
  }

  /// Roles that may change every table are not least.
  var leastPrivilege: Checklists.Line.Answer? {
    guard !plan.roles.isEmpty else { return nil }
    let wide = plan.roles.filter { role in
      role.access.contains { $0.table == nil && $0.commands.contains { $0 != .select } }
    }
    let text: Prose =
      wide.isEmpty
      ? "\(Format.counted(plan.roles.count, "role")), none writes every table"
      : "\(codes: wide.map(\.name.value)) may write every table"
    return .init(
      passes: wide.isEmpty, evidence: text,
      sources: (wide.isEmpty ? plan.roles : wide).prefix(2).map { $0.name.span.plan })
  }
}
