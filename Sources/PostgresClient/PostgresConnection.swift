import SQLSyntax

/// A session with a PostgreSQL server. It closes when nobody holds it any more.
///
/// Statements run one after the other on a thread of the connection's own. Cancelling the task that waits for one stops
/// it in the server, and the connection can be used on.
package actor PostgresConnection {
  private let thread: ConnectionThread
  private let interruption: Interruption
  private var handle: PostgresHandle?
  /// `server_version_num`: 150004.
  package private(set) var serverVersion = 0

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  private init(_ interruption: Interruption) {
    thread = ConnectionThread()
    self.interruption = interruption
  }

  /// Connects. The error names what the server or the system said, never the password.
  /// - Parameter timeLimit: how long the server may take to let this user in.
  package static func open(
    _ address: PostgresAddress, timeLimit: Duration = .seconds(15)
  ) async throws(PostgresError) -> PostgresConnection {
    guard let interruption = Interruption() else {
      throw PostgresError(.connection, "this process has no file descriptor left")
    }
    let connection = PostgresConnection(interruption)
    try await withInterruption(interruption) { () async throws(PostgresError) in
      try await connection.connect(to: address, until: .now + timeLimit)
    }
    return connection
  }

  private func connect(to address: PostgresAddress, until deadline: ContinuousClock.Instant) throws(PostgresError) {
    let handle = try PostgresHandle(address, interruption, until: deadline)
    serverVersion = handle.serverVersion
    self.handle = handle
  }

  /// Runs one statement with parameters `$1`, `$2`, ... in text form; nil is NULL.
  package nonisolated func query(
    _ sql: String, _ parameters: [String?] = [], timeLimit: Duration? = nil
  ) async throws(PostgresError) -> PostgresResult {
    try await Self.withInterruption(interruption) { () async throws(PostgresError) in
      try await self.perform(sql, parameters, input: "", until: timeLimit.map { .now + $0 })
    }
  }

  /// Runs a script statement by statement, as psql does, and stops at the first that fails. Lines for psql are left out;
  /// the rows of `COPY ... FROM stdin` are sent. The position of an error is that in the script.
  package nonisolated func run(script: String, timeLimit: Duration? = nil) async throws(PostgresError) {
    let deadline = timeLimit.map { ContinuousClock.now + $0 }
    let pieces = ScriptPieces(script)
    for piece in pieces.pieces {
      do throws(PostgresError) {
        try await Self.withInterruption(interruption) { () async throws(PostgresError) in
          _ = try await self.perform(piece.sql, nil, input: piece.input, until: deadline)
        }
      } catch {
        var error = error
        error.position = piece.offset + (error.position ?? 0)
        throw error
      }
    }
  }

  /// Ends the session; what is asked afterwards fails.
  package func close() { handle = nil }

  private func perform(
    _ sql: String, _ parameters: [String?]?, input: String, until deadline: ContinuousClock.Instant?
  ) throws(PostgresError) -> PostgresResult {
    guard let handle else { throw PostgresError(.connection, "the connection is closed") }
    interruption.clear()
    guard !Task.isCancelled else { throw PostgresError(.cancelled, "the statement was cancelled") }
    return try handle.execute(sql, parameters, input: input, until: deadline)
  }

  private static func withInterruption<Value: Sendable>(
    _ interruption: Interruption, _ body: @Sendable () async throws(PostgresError) -> Value
  ) async throws(PostgresError) -> Value {
    let outcome: Result<Value, PostgresError> = await withTaskCancellationHandler {
      do throws(PostgresError) {
        return .success(try await body())
      } catch {
        return .failure(error)
      }
    } onCancel: {
      interruption.interrupt()
    }
    return try outcome.get()
  }
}

/// The statements of a script, each with the rows that follow it.
private struct ScriptPieces {
  struct Piece {
    var sql: String
    var input: String
    var offset: Int
  }

  private(set) var pieces: [Piece] = []

  init(_ text: String) {
    let script = SQLScript(text)
    let bytes = Array(text.utf8)
    let data = script.skipped.filter { $0.kind == .copyData }.map(\.range)
    var next = 0
    for (number, statement) in script.statements.enumerated() {
      let end =
        number + 1 < script.statements.count ? script.statements[number + 1].range.lowerBound : bytes.count
      var input = ""
      while next < data.count, data[next].lowerBound < end {
        input += Self.rows(bytes[data[next]])
        next += 1
      }
      pieces.append(Piece(sql: statement.text, input: input, offset: statement.range.lowerBound))
    }
  }
  /// Without the line that ends them, which is psql's.
  private static func rows(_ bytes: ArraySlice<UInt8>) -> String {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let isEnded = lines.last?.starts(with: "\\.".utf8) == true
    return String(decoding: isEnded ? bytes.dropLast(lines.last?.count ?? 0) : bytes, as: UTF8.self)
  }
}
