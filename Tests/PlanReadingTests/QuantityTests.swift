import Diagnostics
import PlanModel
import PlanReading
import SchemaModel
import Testing

struct QuantityTests {
  private func plan(_ text: String) -> Reading<Plan> {
    PlanFileReader.read(path: "plan.yml", name: "case", project: nil) { path in
      .success(SourceFile(path: path, text: text))
    }
  }

  private func volume(_ fact: String) -> Volume? {
    plan("volumes: { orders: { \(fact) } }").value.volumes.first
  }

  private func query(_ fact: String) -> Query? { plan("queries: [ { name: q, \(fact) } ]").value.queries.first }

  @Test(
    arguments: [
      ("2M", 2e6), ("50k", 50_000), ("1200", 1200), ("1_200", 1200), ("4.5M", 4.5e6), ("3 k", 3000), ("2B", 2e9),
      ("1T", 1e12), ("12M rows", 12e6), ("0", 0),
    ] as [(String, Double)])
  func counts(text: String, value: Double) {
    #expect(volume("rows: \(text)")?.rows?.value == Count(value, written: text))
  }

  @Test(
    arguments: [
      ("120/s", 120), ("6/min", 0.1), ("4M/day", 4e6 / 86_400), ("3.6k / h", 1), ("0", 0), ("7/week", 7.0 / 604_800),
    ] as [(String, Double)])
  func rates(text: String, value: Double) {
    #expect(query("rate: \(text)")?.rate?.value == Rate(value, written: text))
  }

  @Test(
    arguments: [
      ("50ms", 0.05), ("2 s", 2), ("5 min", 300), ("1 h", 3600), ("90 days", 90 * 86_400),
      ("2 years", 2 * 365.25 * 86_400),
      ("18 months", 18 * 30.4375 * 86_400), ("0", 0), ("0s", 0), ("250us", 0.00025), ("3 weeks", 21 * 86_400),
    ] as [(String, Double)])
  func durations(text: String, value: Double) throws {
    let duration = try #require(query("p95: \(text)")?.p95?.value)
    #expect(duration.written == text)
    #expect(abs(duration.value - value) <= value * 1e-12)
  }

  @Test func growthIsRowsOrAShare() {
    #expect(
      volume("growth: 8%/month")?.growth?.value == .share(Share(0.08, written: "8%/month"), period: CalendarUnit.month))
    #expect(
      volume("growth: 50k/month")?.growth?.value == .rows(Rate(50_000 / CalendarUnit.month, written: "50k/month")))
    #expect(volume("growth: none")?.growth?.value == .rows(Rate(0, written: "none")))
  }

  @Test func sizesAndSpeeds() {
    let deployment = plan("deployment: { memory: 16 GB, disk: 400 MB/s, concurrency: 20/instance, instances: 3 }").value
      .deployment
    #expect(deployment?.memory?.value == ByteCount(16 * 0x1p30, written: "16 GB"))
    #expect(deployment?.disk?.value == Throughput(400 * 0x1p20, written: "400 MB/s"))
    #expect(deployment?.concurrency?.value == 20)
    #expect(deployment?.minimumInstances?.value == 3)
    #expect(deployment?.maximumInstances?.value == 3)
  }

  @Test(arguments: [
    "rows: 1e999", "rows: 12 apples", "rows: k", "rows: 1.2.3", "rows: --4", "rows: ٣", "growth: 8%", "growth: 5/ms",
    "retention: 5", "retention: 5 parsecs", "width: 3 rows", "updates: 5", "rows: [1]", "rows: +5",
  ])
  func otherTextsAreRefused(fact: String) {
    let reading = plan("volumes: { orders: { \(fact) } }")
    #expect(reading.hasErrors)
    #expect(reading.diagnostics.count == 1)
  }
}
