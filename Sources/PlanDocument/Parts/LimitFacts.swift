import CapacityPlanning
import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import Templating

/// 5.3: how long statements, locks and idle transactions of each login may last.
enum LimitFacts {
  static func rows(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    SessionLimits.all(subject.plan).filter { !$0.limits.isEmpty }.map { login in
      page.row(
        "limits.\(login.login)", .derived, from: login.limits.flatMap(\.spans).map(\.plan),
        [
          "login": .code(login.login), "statement": cell("statement_timeout", login),
          "lock": login.idleLockTimeout ? "after the statement's" : cell("lock_timeout", login),
          "idle": cell("idle_in_transaction_session_timeout", login),
        ])
    }
  }

  /// `4.5 s: 5 × 900 ms of overdue invoices`
  private static func cell(_ setting: String, _ login: SessionLimits) -> Prose {
    guard let limit = login.limits.first(where: { $0.setting == setting }) else { return .none }
    guard let factor = limit.factor else { return Prose(Format.duration(limit.seconds)) }
    let least = limit.seconds > factor * limit.measured ? ", at least a second" : ""
    return
      "\(Format.duration(limit.seconds)): \(Format.decimal(factor)) × \(Format.duration(limit.measured)) of \(limit.from)\(least)"
  }

  static func exceptions(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    SessionLimits.all(subject.plan).flatMap { login in
      login.exceptions.map { exception in
        page.say(
          "limit.\(exception.query.name.value)", .derived, from: [exception.query.p99?.span.plan],
          "\(exception.query.name.value), far slower than the rest of \(code: login.login), by itself: \(code: SettingStatement.setLocal("statement_timeout", to: exception.value))"
        )
      }
    }
  }
}
