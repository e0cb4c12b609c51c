import CPostgresClient

/// The one owner of a connection of libpq; never leaves its actor.
final class PostgresHandle {
  private let connection: OpaquePointer
  private let interruption: Interruption

  /// Connects, and closes again when that fails.
  init(
    _ address: PostgresAddress, _ interruption: Interruption, until deadline: ContinuousClock.Instant?
  ) throws(PostgresError) {
    let (keywords, values) = address.keywordsAndValues()
    guard let connection = Self.start(keywords, values) else {
      throw PostgresError(.connection, "there is no memory for a connection")
    }
    self.connection = connection
    self.interruption = interruption
    guard PQstatus(connection) != CONNECTION_BAD else { throw failure() }
    try finishConnecting(until: deadline)
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    PQsetnonblocking(connection, 1)
  }

  deinit { PQfinish(connection) }

  var serverVersion: Int { Int(PQserverVersion(connection)) }

  private static func start(_ keywords: [String], _ values: [String]) -> OpaquePointer? {
    withCStrings(keywords) { keywords in withCStrings(values) { values in PQconnectStartParams(keywords, values, 0) } }
  }

  /// Lends a list of C strings that ends with NULL.
  private static func withCStrings<Value>(
    _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
  ) -> Value {
    var bytes: [CChar] = []
    var offsets: [Int?] = []
    for text in texts {
      offsets.append(text == nil ? nil : bytes.count)
      if let text { bytes += text.utf8CString }
    }
    return bytes.withUnsafeBufferPointer { buffer in
      let list = offsets.map { offset in offset.flatMap { buffer.baseAddress?.advanced(by: $0) } } + [nil]
      // The list has at least its end, so it has an address.
      return list.withUnsafeBufferPointer { body($0.baseAddress!) }
    }
  }

  private func finishConnecting(until deadline: ContinuousClock.Instant?) throws(PostgresError) {
    var isWriting = true
    while true {
      switch event(isWriting: isWriting, until: deadline) {
      case .interrupted: throw PostgresError(.cancelled, "the connection was given up")
      case .timedOut: throw PostgresError(.timedOut, "the server did not answer in time")
      case .ready: break
      }
      switch PQconnectPoll(connection) {
      case PGRES_POLLING_OK: return
      case PGRES_POLLING_FAILED: throw failure()
      case PGRES_POLLING_WRITING: isWriting = true
      default: isWriting = false
      }
    }
  }

  /// Sends one statement and reads its answer; several statements in one text give the last answer.
  /// - Parameter input: the rows of a `COPY ... FROM stdin`.
  func execute(
    _ sql: String, _ parameters: [String?]?, input: String, until deadline: ContinuousClock.Instant?
  ) throws(PostgresError) -> PostgresResult {
    guard !sql.utf8.contains(0), parameters?.contains(where: { $0?.utf8.contains(0) == true }) != true else {
      throw PostgresError(.statement, "the text holds a NUL character", sqlState: "22021")
    }
    let isSent =
      if let parameters {
        Self.withCStrings(parameters) {
          PQsendQueryParams(connection, sql, Int32(parameters.count), nil, $0, nil, nil, 0) == 1
        }
      } else {
        PQsendQuery(connection, sql) == 1
      }
    guard isSent else { throw failure() }
    return try readAnswer(to: sql, input: input, until: deadline)
  }

  private func readAnswer(
    to sql: String, input: String, until deadline: ContinuousClock.Instant?
  ) throws(PostgresError) -> PostgresResult {
    var answer = PostgresResult()
    var problem: PostgresError?
    try flush(until: deadline)
    while let result = try nextResult(until: deadline) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_SINGLE_TUPLE:
        answer = Self.rows(of: result)
      case PGRES_COPY_IN: try send(input, until: deadline)
      case PGRES_COPY_OUT: skipCopy()
      default: problem = problem ?? Self.error(of: result, in: sql)
      }
    }
    if let problem { throw problem }
    guard PQstatus(connection) != CONNECTION_BAD else { throw failure() }
    return answer
  }

  private func nextResult(until deadline: ContinuousClock.Instant?) throws(PostgresError) -> OpaquePointer? {
    while PQisBusy(connection) == 1 {
      try wait(isWriting: false, until: deadline)
      guard PQconsumeInput(connection) == 1 else { throw failure() }
    }
    return PQgetResult(connection)
  }

  private func flush(until deadline: ContinuousClock.Instant?) throws(PostgresError) {
    while true {
      switch PQflush(connection) {
      case 0: return
      case 1: try wait(isWriting: true, until: deadline)
      default: throw failure()
      }
      // What the server says meanwhile must be taken, or both sides wait for each other.
      guard PQconsumeInput(connection) == 1 else { throw failure() }
    }
  }

  /// What a wait ends with; an interruption counts when it is this task that was cancelled.
  private func event(isWriting: Bool, until deadline: ContinuousClock.Instant?) -> Interruption.Event {
    while true {
      if Task.isCancelled { return .interrupted }
      let event = interruption.wait(for: PQsocket(connection), isWriting: isWriting, until: deadline)
      guard event == .interrupted else { return event }
      interruption.clear()
    }
  }

  /// On interruption the server is told to stop, and its answer to that is read, so that the connection stays usable.
  private func wait(isWriting: Bool, until deadline: ContinuousClock.Instant?) throws(PostgresError) {
    switch event(isWriting: isWriting, until: deadline) {
    case .ready: return
    case .interrupted:
      stop()
      throw PostgresError(.cancelled, "the statement was cancelled")
    case .timedOut:
      stop()
      throw PostgresError(.timedOut, "the statement took longer than allowed and was stopped")
    }
  }

  private func stop() {
    let cancel = PQgetCancel(connection)
    var message = [CChar](repeating: 0, count: 256)
    _ = PQcancel(cancel, &message, Int32(message.count))
    PQfreeCancel(cancel)
    let deadline = ContinuousClock.now + .seconds(5)
    while true {
      while PQisBusy(connection) == 1 {
        let event = interruption.wait(for: PQsocket(connection), isWriting: false, until: deadline)
        if event == .interrupted { interruption.clear() }
        guard event != .timedOut, PQconsumeInput(connection) == 1 else { return }
      }
      guard let result = PQgetResult(connection) else { return }
      if PQresultStatus(result) == PGRES_COPY_IN { PQputCopyEnd(connection, "cancelled") }
      PQclear(result)
    }
  }

  private func send(_ input: String, until deadline: ContinuousClock.Instant?) throws(PostgresError) {
    var input = input
    let bytes = input.withUTF8 { Array($0) }
    for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
      let chunk = bytes[start..<min(start + 1 << 20, bytes.count)].map { CChar(bitPattern: $0) }
      while true {
        let status = PQputCopyData(connection, chunk, Int32(chunk.count))
        if status == 1 { break }
        guard status == 0 else { throw failure() }
        try wait(isWriting: true, until: deadline)
      }
      try flush(until: deadline)
    }
    while PQputCopyEnd(connection, nil) == 0 { try wait(isWriting: true, until: deadline) }
    try flush(until: deadline)
  }

  private func skipCopy() {
    var buffer: UnsafeMutablePointer<CChar>?
    while PQgetCopyData(connection, &buffer, 0) > 0 {
      PQfreemem(buffer)
      buffer = nil
    }
  }

  private static func rows(of result: OpaquePointer) -> PostgresResult {
    var answer = PostgresResult()
    answer.command = String(cString: PQcmdStatus(result))
    let columns = PQnfields(result)
    answer.columns = (0..<columns).map { String(cString: PQfname(result, $0)) }
    answer.rows.reserveCapacity(Int(PQntuples(result)))
    for row in 0..<PQntuples(result) {
      answer.rows.append(
        (0..<columns).map { column in
          PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
        })
    }
    return answer
  }

  private static func error(of result: OpaquePointer, in sql: String) -> PostgresError {
    func field(_ code: Character) -> String? {
      let value = PQresultErrorField(result, Int32(code.asciiValue ?? 0))
      return value.map { String(cString: $0) }
    }
    var error = PostgresError(
      .statement, field("M") ?? String(cString: PQresultErrorMessage(result)), sqlState: field("C"))
    error.detail = field("D")
    error.hint = field("H")
    error.position = field("P").flatMap(Int.init).map { utf8Offset(ofCharacter: $0, in: sql) }
    return error
  }

  /// The server counts characters from 1.
  private static func utf8Offset(ofCharacter position: Int, in text: String) -> Int {
    text.unicodeScalars.prefix(max(0, position - 1)).reduce(0) { $0 + UTF8.width($1) }
  }

  /// What libpq says about a connection; it names host, port, user and database.
  private func failure() -> PostgresError {
    let text = String(cString: PQerrorMessage(connection)).split(separator: "\n").joined(separator: " ")
    return PostgresError(.connection, text.isEmpty ? "the connection was lost" : text)
  }
}
