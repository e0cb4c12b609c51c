import CapacityPlanning
import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import Templating

/// 5.3: how long statements, locks and idle transactions of each login may last.
enum LimitFacts {
  static func rows(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    limits(subject).filter { !$0.limits.isEmpty }.map { login in
      page.row(
        "limits.\(login.login)", .derived,
        from: login.limits.flatMap(\.spans).map(\.plan)
          + [login.lateLockTimeout == nil ? nil : subject.plan.deployment?.lockTimeout?.span.plan],
        [
          "login": .code(login.login), "statement": cell("statement_timeout", login),
          "lock": login.lateLockTimeout.map { "none: \(Format.duration($0)) would come later" }
            ?? cell("lock_timeout", login),
          "idle": cell("idle_in_transaction_session_timeout", login),
        ])
    }
  }

  /// None of a plan that starts from a baseline: its queries are not all that a login sends.
  static func limits(_ subject: PlanSubject) -> [SessionLimits] {
    subject.baseline == nil ? SessionLimits.all(subject.plan) : []
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
    slow(subject, &page) + batches(subject, &page)
  }

  /// No role is named for a batch: what lasts longer than any login may, sets its own limit.
  private static func batches(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let limits = limits(subject).flatMap(\.limits).filter { $0.setting == "statement_timeout" }
    guard let least = limits.map(\.seconds).min() else { return [] }
    let library = ClientLibrary(subject.plan, subject.catalog)
    let long = subject.plan.batches.compactMap { batch -> (batch: Batch, seconds: Double, isCut: Bool)? in
      let advice = BatchAdvice(batch, subject.plan, subject.catalog, subject.estimator, library)
      let seconds = advice.map { $0.transactionTime } ?? batch.within?.value.value
      let isCut = advice.map { $0.bound != .whole } ?? false
      return seconds.flatMap { $0 > least ? (batch, $0, isCut) : nil }
    }
    guard let longest = long.max(by: { $0.seconds < $1.seconds }) else { return [] }
    let value = "\(Int((longest.seconds * 1000).rounded(.up)))ms"
    return [
      page.say(
        "limit.batches", .derived,
        from: [
          longest.batch.within?.span.plan, longest.isCut ? longest.batch.rows?.span.plan : nil,
          longest.isCut ? subject.plan.deployment?.lockTimeout?.span.plan : nil,
        ],
        "\(longest.batch.name.value) names no role and may take \(Format.duration(longest.seconds)) in one transaction: \(code: SettingStatement.setLocal("statement_timeout", to: value))"
      )
    ]
  }

  private static func slow(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    limits(subject).flatMap { login in
      login.exceptions.map { exception in
        page.say(
          "limit.\(exception.query.name.value)", .derived, from: [exception.query.p99?.span.plan],
          "\(exception.query.name.value), far slower than the rest of \(code: login.login), by itself: \(code: SettingStatement.setLocal("statement_timeout", to: exception.value))"
        )
      }
    }
  }
}
