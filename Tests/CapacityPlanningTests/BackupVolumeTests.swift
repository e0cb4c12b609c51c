import CapacityPlanning
import Compilation
import PlanModel
import Testing

/// What backups take, on a plan of a few lines.
struct BackupVolumeTests {
  private static func volume(_ backup: String, growth: String = "2M/month") throws -> BackupVolume? {
    let compiled = try CapacityTests.compile(
      """
      volumes: { shops: { rows: 2k }, orders: { rows: 10M, growth: \(growth) } }
      deployment: { disk: 100 MB/s }
      \(backup)
      """)
    return BackupVolume(compiled.plan, compiled.catalog, try #require(compiled.sizes))
  }

  @Test func wholeBackupsGrowWithTheRows() throws {
    let volume = try #require(try Self.volume("backup: { tool: pgbackrest, every: 7 days, keep: 28 days }"))
    #expect(volume.whole.map(\.months) == [0, 12, 36])
    let (now, later) = (volume.whole[0].bytes, volume.whole[2].bytes)
    // 82 million rows are 8.2 times as many as ten.
    #expect((7.8...8.4).contains(later / now))
    let kept = try #require(volume.kept)
    #expect(kept.backups == 5)
    #expect(kept.days == 35)
    let log = kept.bytes - 5 * later
    #expect(abs(log / 35 - volume.logPerMonth / 30.44) < volume.logPerMonth / 1000)
    // An insert logs more than its row and less than a kilobyte.
    #expect((2e6 * 60...2e6 * 1000).contains(volume.logPerMonth))
    // 100 MB a second, whichever megabyte is meant.
    #expect(volume.restore.map { (1e8...1.05e8).contains(later / $0) } == true)
    let still = try #require(try Self.volume("backup: { tool: pgbackrest }", growth: "1/month"))
    #expect(still.kept == nil && still.whole[2].bytes < now * 1.01)
  }

  @Test func aDumpHasNoIndexesAndNoLog() throws {
    let whole = try #require(try Self.volume("backup: { tool: pgbackrest }"))
    let dump = try #require(try Self.volume("backup: { tool: pg_dump }"))
    #expect(dump.isDump && dump.logPerMonth == 0)
    #expect(dump.whole[0].bytes < whole.whole[0].bytes)
    #expect(try Self.volume("") == nil)
  }
}
