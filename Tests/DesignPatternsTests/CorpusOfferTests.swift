import DesignPatterns
import Diagnostics
import Foundation
import PlanModel
import SchemaModel
import TestKit
import Testing

/// What real schemas are offered: nothing without a plan but what a schema says by itself, and with volumes that are
/// made up only what follows from volumes.
struct CorpusOfferTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  @Test(.enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"))
  func offersFollowFromWhatIsSaid() throws {
    let root = try #require(CorpusSource.root)
    let all = CorpusSource.all(under: root)
    let sources = Self.isProof ? all : CorpusSource.sample(of: all, count: 40)
    var counts: [String: Int] = [:]
    for source in sources {
      let catalog = source.read(under: root).value
      let bare = Plan(name: "bare")
      let date = CalendarDate(year: 2026, month: 3, day: 1)
      let subject = PatternSubject(catalog: catalog, plan: bare, date: date)
      for pattern in PatternFinder.patterns(in: subject) {
        #expect([.polymorphic, .effectiveDates].contains(pattern.kind), "\(source.path): \(pattern.fingerprint)")
      }
      #expect(ChoiceFinder.choices(in: subject, raised: RaisedFindings()).isEmpty)
      let large = PatternSubject(catalog: catalog, plan: Self.large(catalog), date: date)
      for pattern in PatternFinder.patterns(in: large) {
        counts[pattern.kind.rawValue, default: 0] += 1
        print("  \(source.path): \(pattern.fingerprint)")
      }
      _ = ChoiceFinder.choices(in: large, raised: RaisedFindings())
      for fact in NormalisationCosts.facts(in: subject) { print("  \(source.path): \(fact.id)") }
    }
    print("\(sources.count) schemas: \(counts.sorted { $0.key < $1.key })")
    #expect(sources.count > 30)
  }

  /// Every table with two hundred million rows that come at twelve million a month and stay for a year.
  private static func large(_ catalog: Catalog) -> Plan {
    var plan = Plan(name: "large")
    plan.volumes = catalog.tables.map { table in
      var volume = Volume(table: Located(table.name))
      volume.rows = Located(Count(200_000_000, written: "200M"))
      volume.growth = Located(.rows(Rate(12_000_000 / CalendarUnit.month, written: "12M/month")))
      volume.retention = Located(Duration(CalendarUnit.year, written: "1 year"))
      return volume
    }
    return plan
  }
}
