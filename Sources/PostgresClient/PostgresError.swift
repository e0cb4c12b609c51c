/// Why something asked of a database could not be had. No password is ever part of it.
package struct PostgresError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The text is no connection URL.
    case address
    /// The server can not be reached, or does not let this user in.
    case connection
    /// The server refused the statement.
    case statement
    /// The task was cancelled; the server was told to stop.
    case cancelled
    /// It took longer than allowed; the server was told to stop.
    case timedOut
  }

  package var reason: Reason
  /// The server's own message, one line, without `ERROR:`; else what happened.
  package var message: String
  /// The five characters of PostgreSQL's error code: `42P01`.
  package var sqlState: String?
  package var detail: String?
  package var hint: String?
  /// Where in the text that was sent: a UTF-8 offset, from 0.
  package var position: Int?

  package init(_ reason: Reason, _ message: String, sqlState: String? = nil) {
    self.reason = reason
    self.message = message
    self.sqlState = sqlState
  }
}

extension PostgresError: CustomStringConvertible {
  /// `42P01: relation "a" does not exist`, detail and hint behind it.
  package var description: String {
    let head = sqlState.map { "\($0): \(message)" } ?? message
    return ([head] + [detail, hint].compactMap { $0 }).joined(separator: "\n")
  }
}
