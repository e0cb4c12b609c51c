import Foundation
package import Rehearsal
import Workspace

/// The servers that tests of a running database ask: the installed one, and those whose programs' folders
/// `DBPLAN_SERVERS` lists, as `.ci/versions` sets it.
package enum ServersUnderTest {
  package static func all() throws -> [ServerPrograms] { try [ServerPrograms()] + listed() }

  package static func listed() throws -> [ServerPrograms] {
    let folders = ProcessInfo.processInfo.environment["DBPLAN_SERVERS"]?.split(separator: ":") ?? []
    return try folders.map { try ServerPrograms(folder: String($0)) }
  }
}
