import PostgresClient

/// A session that runs a statement, and the one that looks at it.
struct Watched {
  let process: String
  let watcher: PostgresConnection

  typealias Sample = (locks: Set<[String?]>, relations: [String: StatementObserver.Relation])

  private func sample() async throws -> Sample {
    (
      Set(try await watcher.query(StatementObserver.lockQuery + "l.pid = \(process)").rows),
      try await StatementObserver.relations(watcher)
    )
  }

  /// Something asked of it, and whether it is over.
  private func state(_ question: String) async throws -> (answer: String?, isOver: Bool) {
    let row = try await watcher.query(
      """
      SELECT \(question), state <> 'active' AND query NOT LIKE 'SET log_min_messages%'
      FROM pg_stat_activity WHERE pid = \(process)
      """
    ).rows.first
    return (row?[0], row == nil || row?[1] == "t")
  }

  /// What it holds once another session stands in its way.
  func whileItWaits(for holder: String) async throws -> Sample {
    while true {
      let state = try await state("\(holder) = ANY (pg_blocking_pids(pid))")
      if state.answer == "t" { return try await sample() }
      if state.isOver { return ([], [:]) }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// What it holds at any time, and for certain before it commits what it has changed.
  func whileItRuns() async throws -> Sample {
    var all: Sample = ([], [:])
    var freed: Set<String> = []
    while true {
      let state = try await state("CASE wait_event WHEN 'SyncRep' THEN backend_xid END")
      let now = try await sample()
      all.locks.formUnion(now.locks)
      all.relations.merge(now.relations) { known, _ in known }
      if state.isOver { return all }
      // Told once, the transaction goes on without the standby; told twice, the next one would break off.
      if let transaction = state.answer, freed.insert(transaction).inserted {
        _ = try await watcher.query("SELECT pg_cancel_backend(\(process))")
      }
    }
  }
}
