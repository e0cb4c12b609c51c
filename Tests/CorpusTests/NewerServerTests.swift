import TestKit
import Testing

/// A sample of the sources on other servers than the one that is installed: `DBPLAN_SERVERS` lists the folders of their
/// programs, as `.ci/versions` sets it.
@Suite struct NewerServerTests {
  @Test(
    .enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"),
    .enabled(if: try !ServersUnderTest.listed().isEmpty, "DBPLAN_SERVERS is not set: .ci/versions sets it"))
  func theyHaveWhatWasRead() async throws {
    let root = try #require(CorpusSource.root)
    let sources = CorpusSource.sample(of: CorpusSource.all(under: root).filter(\.isSQL), count: 40)
    let measure = LiveMeasure(root: root, preludes: try CorpusPreludes())
    let common = try LiveExceptions()
    let wheels = try LiveExceptions("wheel-exceptions.txt")
    let listed = try LiveExceptions(and: "wheel-exceptions.txt")
    for (number, programs) in try ServersUnderTest.all().enumerated() {
      var report = LiveReport(exceptions: number == 0 ? common : listed)
      let (version, outcomes) = try await ThrowawayPostgres.run(programs: programs) { server in
        var outcomes: [LiveOutcome] = []
        for source in sources { outcomes.append(try await measure.measure(source, on: server)) }
        return (try await server.query("SHOW server_version"), outcomes)
      }
      for outcome in outcomes { report.add(outcome) }
      print("\nPostgreSQL \(version)\n\(report.table)")
      for line in report.unexcused {
        Issue.record("PostgreSQL \(version): \(line)")
        print(line)
      }
      guard number > 0 else { continue }
      for line in wheels.entries.map(\.line) where report.unneeded.contains(line) {
        Issue.record("PostgreSQL \(version): the exception is not needed any more: \(line)")
      }
    }
  }
}
