/// Why work at the edge (disk, processes) could not be done; ends a run with exit code 3.
package enum WorkspaceError: Error, Hashable, Sendable {
  case missingProgram(Program)
  case programFailed(program: String, status: Int32, message: String)
  case timedOut(program: String, seconds: Int)
  case notWritable(path: String, reason: String)
  case diskFull(path: String)
  /// Two files of one run whose names are the same on a file system without case.
  case nameCollision(String, String)
  /// A file no earlier run wrote stands where one is to be written.
  case foreignFile(path: String)
  case invalidPath(String)
  /// Another run is writing the same output.
  case busy(path: String)
  /// A database that does not answer, or answers with an error; it is named without a password.
  case databaseFailed(database: String, reason: String)
}

extension WorkspaceError: CustomStringConvertible {
  /// One sentence: what happened and what to do.
  package var description: String {
    switch self {
    case .missingProgram(let program):
      "the program \(program.name) is missing: \(program.installation)"
    case .programFailed(let program, let status, let message):
      "\(program) ended with status \(status)\(message.isEmpty ? "" : ": \(message)")"
    case .timedOut(let program, let seconds):
      "\(program) did not finish within \(seconds) s and was stopped: give it less to do, or run it by hand to see why"
    case .notWritable(let path, let reason):
      "\(path) can not be written (\(reason)): change its permissions, or choose another folder with --output"
    case .diskFull(let path):
      "the disk is full, \(path) could not be written and the old output is untouched: free some space and run again"
    case .nameCollision(let first, let second):
      "\(first) and \(second) would be one file on a file system without case: rename one of the two objects"
    case .foreignFile(let path):
      "\(path) was not written by an earlier run and would be overwritten: move it away, or choose another --output"
    case .invalidPath(let path):
      "\(path) is no path inside the output folder"
    case .busy(let path):
      "another run is writing to \(path): wait until it has finished"
    case .databaseFailed(let database, let reason):
      "the database \(database) could not be read: \(reason)"
    }
  }
}
