import Foundation
package import PostgresClient
import Workspace

/// A PostgreSQL server that exists as long as a piece of work: in a temporary folder, on a socket in it, nowhere else.
///
/// It is stopped and removed when the work ends, fails or is cancelled, and also when this process is killed. Any number
/// run at once. PostgreSQL refuses to run as root, so root starts it as another user.
package struct ThrowawayServer: Sendable {
  /// Where its socket is.
  package let folder: String
  private let programs: ServerPrograms
  private let runner = ProcessRunner()
  package static let superuser = "postgres"

  /// - Parameters:
  ///   - programs: which server; the newest installed when nil.
  ///   - settings: what postgresql.conf says besides, as PostgreSQL writes values: `["work_mem": "'8MB'"]`.
  package static func run<Value: Sendable>(
    programs: ServerPrograms? = nil, settings: [String: String] = [:],
    _ body: (ThrowawayServer) async throws -> Value
  ) async throws -> Value {
    let programs = try programs ?? ServerPrograms()
    let server = ThrowawayServer(folder: try makeFolder(), programs: programs)
    let cleanup = try server.cleanup()
    do {
      try await server.start(settings)
      let value = try await body(server)
      await cleanup.finish()
      return value
    } catch {
      await cleanup.finish()
      throw error
    }
  }

  /// Where a file of the server's data is: `base/5/1234`, as `pg_relation_filepath` tells it.
  package func dataFile(_ path: String) -> String { "\(data)/\(path)" }

  package func address(of database: String = "postgres") -> PostgresAddress {
    PostgresAddress(socketFolder: folder, database: database, user: Self.superuser)
  }

  package func connect(to database: String = "postgres") async throws(PostgresError) -> PostgresConnection {
    try await PostgresConnection.open(address(of: database))
  }

  /// - Parameter template: the database it is a copy of; nobody may be connected to that.
  package func createDatabase(_ name: String, from template: String = "template0") async throws(PostgresError) {
    _ = try await connect().query("CREATE DATABASE \(Self.quoted(name)) TEMPLATE \(Self.quoted(template))")
  }

  /// Ends whatever is connected to it.
  package func dropDatabase(_ name: String) async throws(PostgresError) {
    _ = try await connect().query("DROP DATABASE IF EXISTS \(Self.quoted(name)) WITH (FORCE)")
  }

  /// Drops every role but the one this server was made with: roles outlive databases.
  package func dropRoles() async throws(PostgresError) {
    let connection = try await connect()
    let roles = try await connection.query(
      "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' AND rolname <> $1", [Self.superuser])
    let names = roles.rows.compactMap { $0.first ?? nil }.map(Self.quoted).joined(separator: ", ")
    guard !names.isEmpty else { return }
    // Privileges on the server's own parameters and databases keep a role too.
    _ = try await connection.query("DROP OWNED BY \(names) CASCADE")
    _ = try await connection.query("DROP ROLE \(names)")
  }

  private static func quoted(_ name: String) -> String {
    "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}

extension ThrowawayServer {
  private static let isRoot = geteuid() == 0
  /// Says where servers are made instead of among other temporary files; they are quickest in memory.
  private static let folderVariable = "DBPLAN_SERVER_FOLDER"
  private var data: String { "\(folder)/data" }

  /// Who the server runs as when this process is root.
  private static var account: String { getpwnam("postgres") == nil ? "nobody" : "postgres" }

  /// The path of a socket has a hundred bytes at most, and other users must get to it when this process is root.
  private static func makeFolder() throws(WorkspaceError) -> String {
    let usual = ProcessInfo.processInfo.environment[folderVariable] ?? NSTemporaryDirectory()
    let parent = isRoot && !isOpen(usual) || usual.utf8.count > 60 ? "/tmp" : usual
    var template = Array("\(parent.hasSuffix("/") ? String(parent.dropLast()) : parent)/dbplan-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .notWritable(path: parent, reason: String(cString: strerror(errno)))
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether every user may make folders in it and get to them.
  private static func isOpen(_ folder: String) -> Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_mode & 0o1777 == 0o1777
  }

  /// Repeats itself: a server that was being started while its starter was killed writes for some moments more.
  private func cleanup() throws(WorkspaceError) -> CleanupProcess {
    let script = """
      folder=$1
      shift
      for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        if [ -e "$folder/data/postmaster.pid" ]; then "$@" >/dev/null 2>&1; fi
        rm -rf "$folder" 2>/dev/null && [ ! -e "$folder" ] && exit 0
        sleep 0.1
      done
      """
    let stop = Self.asAccount(programs.path("pg_ctl"), ["stop", "-m", "immediate", "-D", data])
    return try CleanupProcess(script: script, arguments: [folder] + stop)
  }

  private func start(_ settings: [String: String]) async throws {
    let template = try await ServerTemplate.shared.folder(for: programs.folder) {
      let template = ThrowawayServer(folder: try Self.makeFolder(), programs: programs)
      let cleanup = try template.cleanup()
      try await template.giveFolder()
      try await template.runAsAccount(
        programs.path("initdb"),
        [
          "--no-sync", "--wal-segsize=1", "--locale=C", "-E", "UTF8", "-A", "trust", "-U", Self.superuser, "-D",
          template.data,
        ])
      return (template.data, cleanup)
    }
    try await giveFolder()
    try await runAsAccount("/bin/cp", ["-R", template, data])
    try configure(settings)
    try await runAsAccount(
      programs.path("pg_ctl"), ["start", "-w", "-t", "240", "-D", data, "-l", "\(folder)/log"])
  }

  private func giveFolder() async throws {
    guard Self.isRoot else { return }
    let chown = Program("chown", debian: "coreutils", homebrew: "coreutils")
    _ = try await runner.output(of: chown, [Self.account, folder])
  }

  private func configure(_ settings: [String: String]) throws(WorkspaceError) {
    var all = [
      "listen_addresses": "''", "unix_socket_directories": "'\(folder)'", "port": "5432", "fsync": "off",
      "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off", "max_connections": "40",
      // Goes with the folder, however the server ends.
      "dynamic_shared_memory_type": "mmap",
      // Small files of the log are less to copy, and a small log would mean checkpoints all the time.
      "max_wal_size": "'1GB'",
    ]
    all.merge(settings) { $1 }
    let text = all.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)\n" }.joined()
    let path = "\(data)/postgresql.conf"
    guard let file = FileHandle(forWritingAtPath: path) else { throw .notWritable(path: path, reason: "no such file") }
    do {
      try file.seekToEnd()
      try file.write(contentsOf: Data(text.utf8))
      try file.close()
    } catch {
      throw .notWritable(path: path, reason: "\(error)")
    }
  }

  /// - Parameter path: of the program.
  private func runAsAccount(_ path: String, _ arguments: [String]) async throws(WorkspaceError) {
    let words = Self.asAccount(path, arguments)
    let program = Program(words[0], debian: "util-linux", homebrew: "util-linux")
    // Only a server that hangs takes this long: on a machine with much else to do, a start has taken a minute.
    let result = try await runner.run(program, Array(words.dropFirst()), in: folder, timeLimit: .seconds(300))
    guard !result.isSuccess else { return }
    let message = (result.errorOutput + result.output).split(separator: "\n").suffix(3).joined(separator: " ")
    let name = path.split(separator: "/").last.map(String.init) ?? path
    throw .programFailed(program: name, status: result.status, message: message)
  }

  private static func asAccount(_ path: String, _ arguments: [String]) -> [String] {
    isRoot ? ["runuser", "-u", account, "--", path] + arguments : [path] + arguments
  }
}
