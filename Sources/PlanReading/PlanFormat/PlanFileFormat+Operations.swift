internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// What a plan says about the machines.
extension PlanFileFormat {
  @RecordBuilder<Plan> static var operationFacts: [RecordKey<Plan>] {
    part("deployment", "Where the database and its clients run", deployment, \.deployment)
    part("backup", "How data is kept safe", backup, \.backup)
    part("monitoring", "How it is watched", monitoring, \.monitoring)
  }

  private static var deployment: ValueFormat<Deployment> {
    .record(Deployment.init) {
      custom("instances", "Application instances: a number, or min and max", instances) { range, _, deployment in
        deployment.minimumInstances = range.minimum
        deployment.maximumInstances = range.maximum
      }
      fact("concurrency", "Requests one instance works on at a time", .perInstance, \.concurrency)
      fact("cores", "Cores of the database server", .integer(minimum: 1), \.cores)
      fact("memory", "Memory of the database server", .byteCount, \.memory)
      fact("disk", "What its disk can read or write", .throughput, \.disk)
      fact("max_connections", "PostgreSQL's max_connections", .integer(minimum: 1), \.maxConnections)
      fact("reserved", "Connections kept free for other clients", .integer(minimum: 0), \.reserved)
      fact("pooler", "Pooler and mode, e.g. pgbouncer-transaction, or none", .text, \.pooler)
      fact("replicas", "Read replicas", .integer(minimum: 0), \.replicas)
      fact("cache", "The cache beside the database, e.g. redis", .text, \.cache)
      fact("release", "How a new version goes out", .word(["rolling", "blue-green", "canary", "recreate"]), \.release)
      fact("lock_timeout", "How long a migration waits for a lock", .duration, \.lockTimeout)
      fact("rollback_window", "How long the way back must stay open", .duration, \.rollbackWindow)
    }
  }

  private struct InstanceRange: Sendable {
    var minimum: Located<Int>?
    var maximum: Located<Int>?
  }

  private static var instances: ValueFormat<InstanceRange> {
    let range = ValueFormat<InstanceRange>.record(InstanceRange.init) {
      fact("min", "At least", .integer(minimum: 0), \.minimum)
      fact("max", "At most", .integer(minimum: 1), \.maximum)
    }
    let fixed = ValueFormat<Int>.integer(minimum: 1).located().map { InstanceRange(minimum: $0, maximum: $0) }
    return .scalar(fixed, or: range)
  }

  private static var backup: ValueFormat<Backup> {
    .record(Backup.init) {
      fact("tool", "What makes the backups, e.g. pgbackrest", .text, \.tool)
      fact("rpo", "How much work may be lost", .duration, \.rpo)
      fact("rto", "How long a restore may take", .duration, \.rto)
      fact("every", "Time from one whole backup to the next", .duration, \.every)
      fact("keep", "How long a backup is kept", .duration, \.keep)
      fact("encrypted", "Who holds the key, e.g. kms; none", .text, \.encrypted)
      facts("readers", "Who may read backups", .text, \.readers)
      fact("restore_tested", "The day a restore was last tried", .date, \.restoreTested)
    }
  }

  private static var monitoring: ValueFormat<Monitoring> {
    .record(Monitoring.init) {
      fact("stack", "What watches, e.g. prometheus", .text, \.stack)
      fact("page", "Who is called", .text, \.page)
      fact("slow", "Time from which a query is logged as slow", .duration, \.slow)
    }
  }
}
