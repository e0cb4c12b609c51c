import JSONWriting
import MigrationPlanning
import SchemaModel
import StatementLocks

/// The steps of the migration in `plan.json`.
enum MigrationJSON {
  static func steps(_ subject: PlanSubject) -> [JSONValue] {
    subject.steps.enumerated().map { position, step in
      .present([
        "number": .int(position + 1), "name": .string(step.name), "summary": .string(step.summary),
        "phase": .string(step.phase.rawValue), "table": .string(step.table.qualified),
        "transactional": .bool(step.isTransactional), "data": .bool(step.isData),
        "locks": locks(step.locks), "only_back": .bool(step.isOnlyBack),
        "back_locks": back(step).map { locks($0.downLocks) },
        "back_duration": back(step)?.downDuration.map { .string($0.kind.rawValue) },
        "rewrites": .array(step.rewrites.map { .string($0.qualified) }),
        "scans": .array(step.scans.map { .string($0.qualified) }),
        "builds": .array(step.builds.map { .string($0.qualified) }),
        "duration": step.duration.map { .string($0.kind.rawValue) },
        "hazards": .array(step.hazards.map { .string($0) }),
        "loses": step.loses.map { .string($0) }, "keep": step.keep.map { .string($0) },
        "irreversible": step.irreversible.map { .string($0) },
        "deploy_before": .bool(subject.migration.deploys.contains { $0.after == position }),
      ])
    }
  }

  /// A step with nothing to be done on the way there.
  private static func back(_ step: MigrationStep) -> MigrationStep? { step.isOnlyBack ? step : nil }

  private static func locks(_ locks: [StatementEffect.Lock]) -> JSONValue {
    .array(locks.map { ["relation": .string($0.relation.qualified), "mode": .string($0.mode.rawValue)] })
  }

  private static var lockShape: JSONShape {
    .list(.record(["relation": .string, "mode": .words(LockMode.allCases.map(\.rawValue))]))
  }

  static var shape: JSONShape {
    .record(
      [
        "number": .integer, "name": .string, "summary": .string,
        "phase": .words(MigrationStep.Phase.allCases.map(\.rawValue)), "table": .string, "transactional": .boolean,
        "data": .boolean,
        "locks": lockShape, "only_back": .boolean,
        "rewrites": .list(.string), "scans": .list(.string), "builds": .list(.string), "hazards": .list(.string),
        "deploy_before": .boolean,
      ],
      optional: [
        "duration": .words(StepDuration.Class.allCases.map(\.rawValue)), "loses": .string, "keep": .string,
        "irreversible": .string, "back_locks": lockShape,
        "back_duration": .words(StepDuration.Class.allCases.map(\.rawValue)),
      ])
  }
}
