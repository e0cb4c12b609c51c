import CatalogComparison
import DiagramWriting
import Foundation
import SchemaModel
import TestKit
import Testing
import Workspace

@Suite struct DiagramTests {
  private let cases = CaseFolder()

  private func draw(_ diagrams: [EntityDiagram]) async throws -> [String] {
    let graphs = diagrams.enumerated().map { number, diagram in
      Graph(dot: DOTWriter().write(diagram), id: "d\(number)", title: diagram.title, summary: diagram.summary)
    }
    return try await GraphvizRunner(jobs: 2).layOut(graphs)
  }

  @Test func goldens() throws {
    let planner = DiagramPlanner(SampleSchemas.clinic)
    let overview = planner.overview("Clinic", link: { "tables/\($0.qualified).html" })
    let near = try #require(planner.neighbourhood(of: ObjectName("patients"), link: { _ in nil }))
    let files = [
      ("clinic.dot", DOTWriter().write(overview)), ("clinic.mmd", MermaidWriter().write(overview)),
      ("patients.dot", DOTWriter().write(near)),
    ]
    for (name, text) in files {
      let difference = try cases.difference(text, from: name)
      #expect(difference == nil)
    }
    let orphans = try cases.orphans(except: Set(files.map(\.0)))
    #expect(orphans.isEmpty)
  }

  @Test func endsFollowKeysAndNulls() throws {
    let diagram = DiagramPlanner(SampleSchemas.clinic).overview("", link: { _ in nil })
    func ends(_ child: String, _ label: String) -> [EntityDiagram.Cardinality]? {
      diagram.edges.first { $0.child == "public.\(child)" && $0.label == label }.map { [$0.parentEnd, $0.childEnd] }
    }
    #expect(ends("patients", "clinic_id") == [.exactlyOne, .zeroOrMany])
    #expect(ends("profiles", "patient_id") == [.exactlyOne, .zeroOrOne])
    #expect(ends("doctors", "chief_id") == [.zeroOrOne, .zeroOrMany])
    #expect(ends("visits", "clinic_id, patient_id") == [.exactlyOne, .zeroOrMany])
    #expect(diagram.nodes.map(\.title) == ["clinics", "patients", "profiles", "doctors", "visits", "log"])
    #expect(diagram.nodes.first { $0.title == "visits" }?.notes == ["1 partitions"])
  }

  /// Two hundred tables: every table in one group, every diagram within its budget and quick to draw.
  @Test func twoHundredTablesStayReadable() async throws {
    let catalog = SampleSchemas.large(200)
    let planner = DiagramPlanner(catalog)
    #expect(Set(planner.groups.flatMap(\.tables)).count == 200)
    #expect(planner.groups.map(\.tables.count).reduce(0, +) == 200)
    #expect(planner.groups.allSatisfy { $0.tables.count <= 25 })
    #expect(Set(planner.groups.map(\.slug)).count == planner.groups.count)
    #expect((4...25).contains(planner.groups.count))
    let overview = planner.overview("All", link: { _ in nil })
    #expect(overview.nodes.count == planner.groups.count)
    for group in planner.groups {
      let diagram = planner.diagram(of: group, link: { _ in nil })
      #expect(diagram.nodes.count <= 36)
      // The hub that every table refers to has no lines.
      #expect(!diagram.edges.contains { $0.parent == "public.accounts" } || group.tables.count <= 15)
    }
  }

  @Test func aThousandTablesWithAHubAreDrawnInTime() async throws {
    let catalog = SampleSchemas.large(1000)
    var diagrams: [EntityDiagram] = []
    let planner = DiagramPlanner(catalog)
    diagrams = [planner.overview("All", link: { _ in nil })]
    diagrams += planner.groups.map { planner.diagram(of: $0, link: { _ in nil }) }
    diagrams += [planner.neighbourhood(of: ObjectName("accounts"), link: { _ in nil })].compactMap { $0 }
    #expect(diagrams.last?.nodes.last?.title == "+ 988 more refer to it")
    for diagram in diagrams {
      #expect(try await draw([diagram]).count == 1)
      // What keeps dot quick is how much it is given, not the machine it runs on.
      #expect(diagram.nodes.count <= 90 && diagram.edges.count <= 250, "\(diagram.title)")
    }
  }

  @Test func declaredGroupsComeFirst() {
    let names = ["patients", "nobody", "visits"].map { ObjectName($0) }
    let planner = DiagramPlanner(
      SampleSchemas.clinic, groups: [("People!", names), ("people", [ObjectName("doctors")])])
    #expect(planner.groups.map(\.name) == ["People!", "people", "other"])
    #expect(planner.groups.map(\.slug) == ["people", "people-2", "other"])
    let diagram = planner.diagram(of: planner.groups[0], link: { _ in nil })
    #expect(diagram.nodes.filter { $0.kind == .stub }.map(\.title) == ["clinics", "doctors"])
  }

  @Test func changesCarryStates() throws {
    let old = SampleSchemas.clinic
    var new = old
    new.tables[ObjectName("log")] = nil
    new.tables.append(SampleSchemas.table("wishes", [("id", "int8", false)]))
    new.tables.update(ObjectName("visits")) { visits in
      visits.columns["tags"] = nil
      visits.columns.append(Column("room", ColumnType("text")))
      visits.foreignKeys.removeLast()
    }
    let difference = CatalogDifference(from: old, to: new)
    let diagram = try #require(DiagramPlanner.changes("Change", from: old, to: new, difference, link: { _ in nil }))
    let states = Dictionary(uniqueKeysWithValues: diagram.nodes.map { ($0.title, $0.state) })
    #expect(states["wishes"] == .added && states["log"] == .dropped && states["visits"] == .changed)
    let rows = try #require(diagram.nodes.first { $0.title == "visits" }).rows
    #expect(rows.first { $0.name == "room" }?.state == .added)
    #expect(rows.first { $0.name == "tags" }?.state == .dropped)
    #expect(diagram.edges.first { $0.parent == "public.doctors" }?.state == .dropped)
    let dot = DOTWriter().write(diagram)
    for word in ["table added", "table dropped", "relation dropped", "+ wishes", "− log"] {
      #expect(dot.contains(word))
    }
    #expect(
      DiagramPlanner.changes("", from: old, to: old, CatalogDifference(from: old, to: old), link: { _ in nil }) == nil)
  }

  @Test func hostileNamesAreOnlyText() async throws {
    let names = [
      "a\"b", "a\\", "<b>", "a&amp;b", "a|b", "{x}", "\\N", "line\nbreak", "😀", "\u{202E}rtl", "", " ", "node", "'",
      "]]>",
      "a;b", "%%", String(repeating: "long", count: 30), "\u{7}bell", "-->", "\\", "graph", "n:e",
    ]
    var catalog = Catalog()
    for name in names {
      var table = SampleSchemas.table(name, names.map { ($0, $0.isEmpty ? "x" : $0, true) }, key: [name])
      table.foreignKeys = [ForeignKey("f", columns: [name], references: ObjectName(names[0]), [names[0]])]
      catalog.tables.append(table)
    }
    let planner = DiagramPlanner(catalog, groups: names.map { ($0, [ObjectName($0)]) })
    var diagrams = planner.groups.map { planner.diagram(of: $0, link: { "x.html?\($0.name)" }) }
    diagrams.append(planner.overview("<\"\\title", link: { _ in nil }))
    let pictures = try await draw(diagrams)
    #expect(pictures.count == diagrams.count)
    for picture in pictures {
      #expect(!picture.contains("<script") && !picture.contains("<b>") && !picture.contains("\u{202E}"))
      #expect(picture.contains("<polygon"))
    }
    let mermaid = MermaidWriter().write(diagrams[diagrams.count - 1])
    for line in mermaid.split(separator: "\n").dropFirst() { #expect(line.count { $0 == "\"" } % 2 == 0) }
  }

  @Test func mermaidStaysWithinWhatForgesShow() {
    for count in [60, 120, 400, 1000] {
      let planner = DiagramPlanner(SampleSchemas.large(count), budget: 2000, hubLimit: 2000)
      let all = planner.overview("All", link: { _ in nil })
      let small = DiagramPlanner(SampleSchemas.large(count)).overview("Groups", link: { _ in nil })
      for text in [MermaidWriter().write(all), MermaidWriter().write(all, orElse: small)] {
        #expect(text.unicodeScalars.count <= MermaidWriter.characterLimit)
        #expect(text.split(separator: "\n").count { $0.contains(" : ") } <= MermaidWriter.edgeLimit)
      }
    }
  }
}
