import CPostgresClient

/// Where a database is and who asks. What people are shown of it never holds the password.
package struct PostgresAddress: Hashable, Sendable {
  /// Parameters by the keywords of libpq: `host`, `port`, `dbname`, `user`, `password`, `sslmode`, ...
  private var parameters: [String: String]

  /// - Parameter url: `postgres://user:password@host:port/database?sslmode=require`.
  package init(url: String) throws(PostgresError) {
    parameters = try Self.parse(url)
  }

  /// A server that listens on a socket in a folder.
  package init(socketFolder: String, database: String, user: String, port: Int = 5432) {
    parameters = ["host": socketFolder, "dbname": database, "user": user, "port": String(port)]
  }

  package static func isURL(_ text: String) -> Bool {
    text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
  }

  /// The same server, another database of it.
  package func database(_ name: String) -> PostgresAddress {
    var address = self
    address.parameters["dbname"] = name
    return address
  }

  package var host: String { parameters["host"] ?? parameters["hostaddr"] ?? "localhost" }
  package var database: String { parameters["dbname"] ?? parameters["user"] ?? "" }

  /// Database and server, as people are told: `shop on db.example.com:5433`.
  package var display: String {
    let port = parameters["port"].map { $0 == "5432" ? "" : ":\($0)" } ?? ""
    let name = database.isEmpty ? "the default database" : database
    return "\(name) on \(host)\(host.hasPrefix("/") ? "" : port)"
  }

  /// What libpq is given: two lists of the same length, in one order.
  func keywordsAndValues() -> (keywords: [String], values: [String]) {
    var all = parameters
    all["client_encoding"] = "UTF8"
    all["fallback_application_name"] = "dbplan"
    let sorted = all.sorted { $0.key < $1.key }
    return (sorted.map(\.key), sorted.map(\.value))
  }

  /// libpq's own words about a bad URL repeat parts of it, a password perhaps: they are not passed on.
  private static func parse(_ url: String) throws(PostgresError) -> [String: String] {
    var message: UnsafeMutablePointer<CChar>?
    let options = PQconninfoParse(url, &message)
    defer {
      PQfreemem(message)
      PQconninfoFree(options)
    }
    guard isURL(url), let options else {
      throw PostgresError(
        .address, "this is no connection URL: postgres://user:password@host:port/database, with % codes for :/@?#")
    }
    var result: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { result[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    // A password with an unescaped colon ends up here, and libpq would say what is wrong with it.
    if let port = result["port"], UInt16(port) == nil {
      throw PostgresError(
        .address, "the port of the connection URL is no number: % codes stand for :/@?# in a password")
    }
    return result
  }
}
