import Diagnostics
import PlanModel
import PlanReading
import SchemaModel
import TestKit
import Testing

struct ResolutionTests {
  private func resolve(_ text: String, _ schema: String) -> Reading<Plan> {
    let reading = PlanFileReader.read(path: "plan.yml", name: "a", project: nil) { path in
      .success(SourceFile(path: path, text: text))
    }
    #expect(reading.diagnostics.isEmpty)
    return PlanResolver.resolve(reading.value, against: CatalogSketch.catalog(schema))
  }

  @Test func unqualifiedNamesAreInPublicElseInTheOnlySchema() {
    let reading = resolve(
      "volumes: { orders: { rows: 1 }, entries: { rows: 2 }, eu.orders: { rows: 3 } }",
      "table orders: id\ntable eu.orders: id\ntable ledger.entries: id")
    #expect(reading.diagnostics.isEmpty)
    #expect(
      reading.value.volumes.map(\.table.value) == [
        ObjectName("orders"), ObjectName("entries", schema: "ledger"), ObjectName("orders", schema: "eu"),
      ])
  }

  @Test func patternsBecomeTables() {
    let reading = resolve(
      "groups: { sales: [order_*, customers] }\nscope: order_*\nroles: { r: { order_*: [select], '*': [insert] } }\naudit: { tables: '*' }",
      "table order_items: id\ntable order_states: id\ntable customers: id")
    let plan = reading.value
    #expect(reading.diagnostics.isEmpty)
    #expect(plan.groups[0].tables.map(\.name) == ["order_items", "order_states", "customers"])
    #expect(plan.scope?.map(\.value.name) == ["order_items", "order_states"])
    #expect(plan.roles[0].commands(on: ObjectName("order_items")) == [.select])
    #expect(plan.roles[0].commands(on: ObjectName("customers")) == [.insert])
    #expect(plan.audit?.tables.count == 3)
  }

  @Test func aMemberMayWhatItsRolesMayThroughAnyNumberOfSteps() {
    let reading = resolve(
      "roles: { a: { inherits: b, t: [insert] }, b: { inherits: c, t: [] }, c: { inherits: a, t: [select] } }",
      "table t: id")
    #expect(reading.diagnostics.isEmpty)
    let roles = reading.value.roles
    #expect(roles[0].memberships.map(\.name.value) == ["b", "c"])
    #expect(roles.map { $0.commands(on: ObjectName("t")) } == Array(repeating: [.select, .insert], count: 3))
    #expect(roles[1].ownCommands(on: ObjectName("t")) == [])
  }

  @Test func theParentOfATenantsTableIsATable() {
    let reading = resolve("tenancy: { key: id, through: { t: u, v: t } }", "table t: id\ntable u: id")
    #expect(reading.value.tenancy?.through.map(\.parent.value.name) == ["u", "t"])
    #expect(reading.diagnostics.map(\.message) == ["there is no table `v`"])
  }

  @Test func aDottedDescriptionIsAColumnElseATableOfASchema() {
    let reading = resolve(
      "describe: { orders.id: one, ledger.entries: two, ledger.entries.id: three }",
      "table orders: id\ntable ledger.entries: id")
    let entries = ObjectName("entries", schema: "ledger")
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.value.descriptions.map(\.table) == [ObjectName("orders"), entries, entries])
    #expect(reading.value.descriptions.map(\.column) == ["id", nil, "id"])
  }

  @Test func quotedNamesMayHoldDots() {
    let reading = resolve("volumes: { '\"a.b\"': { rows: 1 } }", "")
    #expect(reading.diagnostics.map(\.message) == ["there is no table `a.b`"])
  }

  @Test func noneDismissesAClass() {
    let reading = resolve(
      "sensitive: { t.a: none, t.b: { class: none }, t.c: contact }", "table t: a, b, c")
    #expect(reading.value.sensitive.map { $0.dataClass?.value } == [nil, nil, "contact"])
  }

  @Test func everyFactOfTheDesignExampleArrives() {
    let folder = CaseFolder(name: "design-example")
    let reading = PlanFileReader.read(path: "plan.yml", name: "a", project: nil, load: { folder.file($0) })
    let plan = PlanResolver.resolve(
      reading.value, against: CatalogSketch.catalog(folder.text("schema") ?? "")
    ).value
    let counts: [Int] = [
      plan.descriptions.count, plan.groups.count, plan.external.count, plan.volumes.count, plan.columnStatistics.count,
      plan.rules.count, plan.relations.count, plan.derived.count, plan.queries.count, plan.transactions.count,
      plan.batches.count, plan.roles.count, plan.sensitive.count, plan.compliance.count, plan.renames.count,
      plan.backfills.count, plan.seeds.count, plan.decisions.count, plan.waivers.count, plan.attestations.count,
    ]
    #expect(counts == [2, 2, 1, 2, 1, 2, 1, 1, 2, 1, 1, 2, 2, 1, 2, 1, 1, 1, 1, 1])
    #expect(plan.title?.value == "Waitlist for cancelled appointments")
    #expect(plan.status?.value == .proposed)
    #expect(plan.asOf?.value.description == "2026-03-02")
    #expect(plan.scope?.count == 1)
    #expect(plan.volumes[0].retention?.value.written == "2 years")
    #expect(plan.volumes[1].per.map(\.value.count.value) == [3000])
    #expect(plan.queries[0].cached?.invalidatedBy.map(\.value) == ["offer slot"])
    #expect(plan.queries[0].since?.value == "expand")
    #expect(plan.transactions[0].guardClause?.value == "skip locked")
    #expect(plan.tenancy?.enforce.map(\.value) == ["database", "application"])
    #expect(plan.roles[1].rows?.value == "own via patient_id")
    #expect(plan.sensitive[0].subject?.value == ColumnReference(ObjectName("patients"), "id"))
    #expect(plan.deployment?.concurrency?.value == 20)
    #expect(plan.deployment?.rollbackWindow?.value.written == "7 days")
    #expect(plan.backup?.restoreTested?.value.description == "2026-02-02")
    #expect(plan.monitoring?.page?.value == "#db-oncall")
    #expect(plan.renames.map { $0.new?.value } == ["patients.phone", nil])
    #expect(plan.load?.spike?.value == "5x for 2 min")
    #expect(plan.relations[0].onDelete?.value == .setNull)
    #expect(plan.waivers[0].until?.value.description == "2027-06-30")
  }

  @Test(.timeLimit(.minutes(5))) func aLargePlanIsResolved() {
    let tables = (0..<1_000).map { "table table_\($0): id, owner_id, state, note" }.joined(separator: "\n")
    let volumes = (0..<1_000).map { "  table_\($0): { rows: \($0 + 1)k, growth: 2%/month, basis: assumed }" }
    let columns = (0..<1_000).map { "  table_\($0).state: { values: { A: 12% }, nulls: 1% }" }
    let text = (["volumes:"] + volumes + ["columns:"] + columns).joined(separator: "\n")
    #expect(resolve(text, tables).diagnostics.isEmpty)
  }
}
