import PostgresClient
import Rehearsal
import Testing

@Suite(.enabled(if: ServerPrograms.areInstalled, "PostgreSQL is not installed")) struct PostgresConnectionTests {
  @Test func rowsAndParametersArriveAsTheyAre() async throws {
    try await ThrowawayServer.run { server in
      let connection = try await server.connect()
      #expect(await connection.serverVersion >= 130000)
      let hostile = ["", "'; DROP TABLE a; --", "né 😀 \n\t\\", "\u{202E}"]
      for text in hostile {
        let result = try await connection.query("SELECT $1::text AS a, NULL, $2::int", [text, "7"])
        #expect(result.columns == ["a", "?column?", "int4"])
        #expect(result.rows == [[text, nil, "7"]])
      }
      #expect(try await connection.query("SELECT $1::text", [nil]).rows == [[nil]])
      #expect(try await connection.query("SELECT g FROM generate_series(1, 20000) g").rows.count == 20000)
      await #expect(throws: PostgresError.self) { try await connection.query("SELECT $1::text", ["a\0b"]) }
    }
  }

  @Test func errorsTellCodeAndPlace() async throws {
    try await ThrowawayServer.run { server in
      let connection = try await server.connect()
      let query = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 'é', nothing") }
      #expect(query?.reason == .statement)
      #expect(query?.sqlState == "42703")
      #expect(query?.message == "column \"nothing\" does not exist")
      #expect(query?.position == 13)
      let script = await #expect(throws: PostgresError.self) {
        try await connection.run(script: "CREATE TABLE b (id int);\n\\connect other\nSELECT 1;\nSELECT missing FROM b;")
      }
      #expect(script?.position == 57)
      #expect(try await connection.query("SELECT count(*) FROM b").value == "0")
      try await connection.run(script: "CREATE TABLE c (id int UNIQUE); INSERT INTO c VALUES (1);")
      let twice = await #expect(throws: PostgresError.self) { try await connection.query("INSERT INTO c VALUES (1)") }
      #expect(twice?.detail == "Key (id)=(1) already exists.")
    }
  }

  @Test func scriptsWithDataAreLoaded() async throws {
    try await ThrowawayServer.run { server in
      let connection = try await server.connect()
      let rows = (1...50_000).map { "\($0)\tname \($0)\n" }.joined()
      try await connection.run(
        script: """
          \\restrict abc
          CREATE TABLE people (id int, name text);
          COPY people (id, name) FROM stdin;
          \(rows)\\.
          CREATE FUNCTION two() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2; $$;
          COPY people FROM stdin;
          \\.
          SELECT two();
          """)
      #expect(try await connection.query("SELECT count(*), max(name) FROM people").rows == [["50000", "name 9999"]])
      #expect(try await connection.query("COPY people TO stdout").command.hasPrefix("COPY"))
      #expect(try await connection.query("SELECT two()").value == "2")
    }
  }

  @Test func aStatementIsStoppedAndTheConnectionGoesOn() async throws {
    try await ThrowawayServer.run { server in
      let connection = try await server.connect()
      let limited = await #expect(throws: PostgresError.self) {
        try await connection.query("SELECT pg_sleep(1000)", timeLimit: .milliseconds(50))
      }
      #expect(limited?.reason == .timedOut)
      let task = Task { try await connection.query("SELECT pg_sleep(1000)") }
      let other = try await server.connect()
      let isThere = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'"
      while try await other.query(isThere).value == "0" { await Task.yield() }
      // A task that waits behind it is not the one that runs.
      let waiting = Task { try await connection.query("SELECT 3") }
      waiting.cancel()
      #expect(try await other.query(isThere).value == "1")
      task.cancel()
      let stopped = await #expect(throws: PostgresError.self) { try await task.value }
      #expect(stopped?.reason == .cancelled)
      await #expect(throws: PostgresError.self) { try await waiting.value }
      #expect(try await connection.query("SELECT 4").value == "4")
      await connection.close()
      await #expect(throws: PostgresError.self) { try await connection.query("SELECT 5") }
    }
  }
}

struct PostgresAddressTests {
  private let secret = "s3cr3t"

  @Test func anAddressTellsHostAndDatabaseOnly() throws {
    let address = try PostgresAddress(url: "postgres://ana:\(secret)@db.example.com:5433/shop?sslmode=require")
    #expect(address.display == "shop on db.example.com:5433")
    #expect(address.host == "db.example.com")
    #expect(address.database == "shop")
    #expect(try PostgresAddress(url: "postgresql://ana@localhost:5432/").display == "ana on localhost")
    #expect(try PostgresAddress(url: "postgres:///x?host=/var/run/a").display == "x on /var/run/a")
  }

  @Test func noMessageHoldsThePassword() async throws {
    let urls = [
      "postgres://ana:\(secret)@127.0.0.1:1/shop", "postgres://ana:\(secret)%zz@localhost/shop",
      "postgres://ana:\(secret)@nowhere.invalid/shop", "postgres://ana@localhost:1/shop?password=\(secret)&x=y",
      "postgres://ana:\(secret)@[::1/shop", "host=localhost password=\(secret) port=1",
      "postgres://ana:\(secret)@localhost:\(secret)/shop",
    ]
    for url in urls {
      let error = await #expect(throws: PostgresError.self) {
        _ = try await PostgresConnection.open(PostgresAddress(url: url), timeLimit: .seconds(10))
      }
      #expect(error.map { "\($0)".contains(secret) } == false, "\(String(describing: error))")
      #expect(error.map { String(reflecting: $0).contains(secret) } == false)
    }
  }
}
