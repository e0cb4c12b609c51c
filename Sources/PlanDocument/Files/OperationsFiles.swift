import AccessControl
import AuditTrail
import CapacityPlanning
import Diagnostics
import MonitoringRules
import PlanModel
import SQLWriting
import SchemaModel

/// What operations take from a plan as files: `monitoring.yml`, `monitoring-queries.yml`, `settings.sql`.
enum OperationsFiles {
  static func files(_ subject: PlanSubject) -> [PlanFile] {
    let monitoring = MonitoringFiles(
      subject.monitoring, name: subject.plan.name, pager: subject.plan.monitoring?.page?.value)
    return [
      monitoring.rules.map { PlanFile("monitoring.yml", $0) },
      monitoring.queries.map { PlanFile("monitoring-queries.yml", $0) },
      settings(subject).map { PlanFile("settings.sql", $0) },
    ].compactMap(\.self)
  }

  /// Events that the plan wants recorded and no trigger sees.
  private static func logged(_ subject: PlanSubject) -> [String] {
    guard let audit = subject.audit else { return [] }
    let isDefined = !audit.events.isDisjoint(with: ["ddl", "grant"])
    return [
      audit.events.contains("login") && !audit.recordsLogins ? ("log_connections", "on") : nil,
      isDefined ? ("log_statement", "ddl") : nil,
    ].compactMap(\.self).map { SettingStatement.alterSystem(set: $0.0, to: $0.1) }
  }

  /// Limits of logins and settings of tables, each as a statement of its own; nil when all defaults do.
  private static func settings(_ subject: PlanSubject) -> String? {
    let roles = LimitFacts.limits(subject).flatMap { login in
      login.limits.map { SettingStatement.alterRole(login.login, set: $0.setting, to: $0.value) }
    }
    let tables = VacuumFacts.advice(subject).filter { !$0.settings.isEmpty }.flatMap { advice in
      advice.targets.map { SettingStatement.alterTable($0, set: VacuumFacts.parameters(advice)) }
    }
    let server = (ConnectionDesign(subject.plan)?.settings ?? []).map {
      SettingStatement.alterSystem(set: $0.name, to: $0.value)
    }
    let statements = server + logged(subject) + roles + tables
    return statements.isEmpty ? nil : statements.map { $0 + ";\n" }.joined()
  }
}
