internal import Diagnostics
internal import PlanModel

/// Rates, times and sizes that can not be, or contradict each other.
extension PlanResolution {
  mutating func checkWorkload() {
    for query in plan.queries {
      checkRates(of: query)
      checkTimes(of: query)
      checkPhases(of: query)
    }
    for transaction in plan.transactions {
      if let rate = transaction.rate { requirePositive(rate, "a rate") }
      if let hold = transaction.hold { requirePositive(hold, "a hold time") }
    }
    for batch in plan.batches {
      if let rows = batch.rows { requireAtLeastZero(rows, "rows") }
      if let within = batch.within { requirePositive(within, "a time") }
    }
    for duration in [plan.load?.ramp, plan.load?.steady].compactMap(\.self) { requireAtLeastZero(duration, "a time") }
  }

  private mutating func checkRates(of query: Query) {
    for rate in [query.rate, query.peak].compactMap(\.self) { requirePositive(rate, "a rate") }
    if let rate = query.rate, let peak = query.peak, peak.value.value < rate.value.value {
      impossible(
        "a peak of \(peak.value.written) is below the rate of \(rate.value.written)", at: peak.span,
        fix: "the rate is the average, the peak the busiest minute")
    }
    query.availability.map { checkShare($0) }
  }

  private mutating func checkTimes(of query: Query) {
    for time in [query.p95, query.p99].compactMap(\.self) { requirePositive(time, "a time") }
    if let staleness = query.staleness { requireAtLeastZero(staleness, "a staleness") }
    guard let p95 = query.p95, let p99 = query.p99, p99.value.value < p95.value.value else { return }
    impossible(
      "a p99 of \(p99.value.written) is below the p95 of \(p95.value.written)", at: p99.span,
      fix: "99 of 100 runs can not be faster than 95 of 100")
  }

  private mutating func checkPhases(of query: Query) {
    let order = ["expand", "migrate", "contract"]
    guard let since = query.since, let until = query.until else { return }
    guard let first = order.firstIndex(of: since.value), let last = order.firstIndex(of: until.value), last < first
    else {
      return
    }
    error(
      "plan-contradiction", "a query sent since \(since.value) can not end with \(until.value)", at: until.span,
      why: "the phases are expand, migrate, contract")
  }

  mutating func checkOperations() {
    checkDeployment()
    for backfill in plan.backfills {
      if let batch = backfill.batch { requirePositive(batch, "a batch") }
      if let pause = backfill.pause { requireAtLeastZero(pause, "a pause") }
    }
    if let keep = plan.audit?.keep { requirePositive(keep, "a retention") }
    for sensitive in plan.sensitive { sensitive.keep.map { requirePositive($0, "a retention") } }
    if let backup = plan.backup {
      backup.rpo.map { requireAtLeastZero($0, "an rpo") }
      backup.rto.map { requireAtLeastZero($0, "an rto") }
    }
    plan.monitoring?.slow.map { requireAtLeastZero($0, "a time") }
  }

  private mutating func checkDeployment() {
    guard let deployment = plan.deployment else { return }
    if let least = deployment.minimumInstances, let most = deployment.maximumInstances, least.value > most.value {
      impossible("at least \(least.value) and at most \(most.value) instances can not be", at: least.span)
    }
    if let reserved = deployment.reserved, let most = deployment.maxConnections, reserved.value >= most.value {
      impossible(
        "\(reserved.value) reserved of \(most.value) connections leave none", at: reserved.span,
        fix: "`reserved` must be below `max_connections`")
    }
    if let concurrency = deployment.concurrency, concurrency.value <= 0 {
      impossible("a concurrency of \(concurrency.value) can not be", at: concurrency.span)
    }
    deployment.memory.map { requirePositive($0, "a memory") }
    deployment.disk.map { requirePositive($0, "a throughput") }
    deployment.lockTimeout.map { requirePositive($0, "a lock_timeout") }
    deployment.rollbackWindow.map { requireAtLeastZero($0, "a rollback window") }
  }
}
