import Foundation
import PostgresClient
import Rehearsal

// Starts a server, says where, and works until it is killed: what a test kills to see what is left.
try await ThrowawayServer.run { server in
  let connection = try await server.connect()
  // A file would get what is printed only when the process ends.
  FileHandle.standardOutput.write(Data("\(server.address().host)\n".utf8))
  _ = try await connection.query("SELECT pg_sleep(1000)")
}
