import AccessControl
import Foundation
import PostgresClient
import Rehearsal
import TestKit
import Testing

/// What `pg_hba.conf` of a plan lets in, on a server that listens on the loopback address.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct ConnectionTests {
  private static let plan = """
    stack: { orm: prisma, prisma: 7.8.0 }
    roles:
      clerk: { login: app, rows: all, orders: [select] }
    connection: { tls: TLSv1.3, root: ca.pem, sslmode: verify-full, passwords: scram-sha-256, from: [127.0.0.1/32] }
    """

  private static func design() throws -> ConnectionDesign {
    let project = SecuredProject("shop", schema: "CREATE TABLE orders (id bigint PRIMARY KEY);", plan: plan)
    return try #require(ConnectionDesign(project.plan))
  }

  @Test func clientsWriteWhatTheyUnderstand() throws {
    let design = try Self.design()
    #expect(design.parameters(isEngine: false) == "?sslmode=verify-full&sslrootcert=ca.pem")
    #expect(design.parameters(isEngine: true) == "?sslmode=require&sslaccept=strict&sslcert=ca.pem")
    #expect(!design.isEngine)
    #expect(design.successor(of: design.logins[0]) == "app_2")
  }

  @Test func onlyEncryptedPasswordsOfLoginsGetIn() async throws {
    let design = try Self.design()
    let rules = try #require(design.hostRules)
    let port = 20_000 + Int(getpid()) % 20_000
    try await ThrowawayServer.run(settings: ["listen_addresses": "'127.0.0.1'", "port": "\(port)"]) { server in
      let address = PostgresAddress(
        socketFolder: server.folder, database: "postgres", user: ThrowawayServer.superuser, port: port)
      let connection = try await PostgresConnection.open(address)
      try await connection.run(
        script: """
          COPY (SELECT 1) TO PROGRAM 'umask 077; openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout server.key -out server.crt 2>/dev/null';
          SET password_encryption = 'scram-sha-256';
          CREATE ROLE app LOGIN PASSWORD 'right';
          CREATE ROLE stranger LOGIN PASSWORD 'right';
          SET password_encryption = 'md5';
          CREATE ROLE app_2 LOGIN PASSWORD 'right';
          """)
      for setting in design.settings {
        _ = try await connection.query("ALTER SYSTEM SET \(setting.name) = '\(setting.value)'")
      }
      let file = server.dataFile("pg_hba.conf")
      let local = "local all all trust\n"
      try Data((local + rules).utf8).write(to: URL(filePath: file))
      _ = try await connection.query("SELECT pg_reload_conf(), pg_sleep(0.5)")
      let wrong = try await connection.query("SELECT count(*) FROM pg_hba_file_rules WHERE error IS NOT NULL")
      #expect(wrong.value == "0")
      func enters(_ user: String, _ password: String, _ rest: String) async -> Bool {
        let url = "postgresql://\(user):\(password)@127.0.0.1:\(port)/postgres?\(rest)"
        guard let address = try? PostgresAddress(url: url), let client = try? await PostgresConnection.open(address)
        else { return false }
        return (try? await client.query("SELECT 1").value) == "1"
      }
      let checked = "sslmode=verify-full&sslrootcert=\(server.dataFile("server.crt"))"
      #expect(await enters("app", "right", checked))
      #expect(await enters("app", "right", "sslmode=require"))
      #expect(await !enters("app", "right", "sslmode=disable"))
      #expect(await !enters("app", "wrong", checked))
      #expect(await !enters("app_2", "right", checked), "a password kept as md5")
      #expect(await !enters("stranger", "right", checked))
      #expect(await !enters("app", "right", checked + "&ssl_max_protocol_version=TLSv1.2"))
    }
  }
}
