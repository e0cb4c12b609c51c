import DiagramWriting
import Checks
import Diagnostics
import JSONWriting
import MarkdownWriting
import PlanDocument
import SchemaModel

/// Everything a reader may look for, as one script that the pages fetch when somebody begins to search.
package struct SearchIndex: Sendable {
  /// What is found; of two equal matches the earlier kind comes first.
  package enum Kind: Int, Sendable, CaseIterable {
    case table
    case view
    case enumeration
    case plan
    case group
    case column
    case index
    case function
    case type
    case value
    case finding
    case heading
    case page

    var word: String {
      switch self {
      case .enumeration: "enum"
      case .value: "enum value"
      default: "\(self)"
      }
    }
  }

  private let site: Site
  private var pages: [(path: String, title: String, part: String?)] = []
  private var positions: [String: Int] = [:]
  private var entries: [[JSONValue]] = []

  package init(_ site: Site) {
    self.site = site
    for part in site.parts { add(part) }
    for (part, plan) in site.plans.map({ (site.parts[$0.part], $0) }) {
      add(plan.title, .plan, on: page("\(plan.folder)plan", plan.title, part))
      addAdditions(of: plan, to: part)
    }
    add("Plans", .page, on: page("plans", "Plans", nil))
  }

  /// The headings of a plan's document.
  /// - Parameter path: of the page, from the plan's folder, without an ending.
  package mutating func add(_ headings: [(text: String, id: String)], of plan: SitePlan, path: String) {
    let page = page(plan.folder + path, plan.title, site.parts[plan.part])
    for heading in headings { add(heading.text, .heading, on: page, heading.id) }
  }

  /// The index as a script.
  package var script: String {
    let places = pages.map { page -> JSONValue in
      .array([.string(page.path), .string(page.title)] + (page.part.map { [.string($0)] } ?? []))
    }
    let document: JSONValue = [
      "kinds": .strings(Kind.allCases.map(\.word)), "pages": .array(places),
      "entries": .array(entries.map(JSONValue.array)),
    ]
    return "window.dbplanSearchIndex = \(JSONWriter(.compact).write(document));\n"
  }

  private mutating func add(_ part: SitePart) {
    func path(_ path: String) -> String { part.folder + path }
    for section in part.sections where section != .plans {
      let title = section == .home ? part.title : section.title
      add(title, .page, on: page(path(section.file), title, part))
    }
    for group in part.groups { add(group.name, .group, on: page(path(part.page(of: group)), group.name, part)) }
    for table in part.tables { add(table, part) }
    for view in part.views {
      let place = page(path("views/\(part.viewNames[view.name] ?? "")"), view.name.display, part)
      add(view.name.display, .view, on: place)
      for index in view.indexes { add(index.name, .index, on: place, "indexes") }
    }
    for type in part.enums {
      let place = page(path("enums/\(part.enumNames[type.name] ?? "")"), type.name.display, part)
      add(type.name.display, .enumeration, on: place)
      for value in type.values { add(value.label, .value, on: place, "values") }
    }
    addObjects(part)
    for finding in part.findings {
      let file = path(part.findingsPage(of: finding.code))
      let title = part.hasFindingPages ? finding.code : SiteSection.findings.title
      add(
        "\(finding.code) \(finding.table?.display ?? "") \(finding.object ?? "")", .finding,
        on: page(file, title, part),
        "finding-\(AnchorNames.id(of: finding.fingerprint))")
    }
  }

  private mutating func add(_ table: Table, _ part: SitePart) {
    let file = part.tableNames[table.name] ?? ""
    let place = page("\(part.folder)tables/\(file)", table.name.display, part)
    add(table.name.display, .table, on: place)
    if let model = table.model, model.name != table.name.name { add(model.name, .table, on: place) }
    for (column, anchor) in zip(table.columns, part.columnAnchors(of: table)) {
      add(column.name, .column, on: place, anchor)
    }
    for index in part.facts.indexes(of: table) { add(index.name, .index, on: place, "indexes") }
    for partition in part.facts.partitions(of: table.name) {
      add(partition.name.display, .table, on: place, AnchorNames.id(of: "partition-\(partition.name.qualified)"))
    }
  }

  /// Tables and columns that only a plan's overlay has; they stand on the sheets of that plan.
  private mutating func addAdditions(of plan: SitePlan, to part: SitePart) {
    for (table, sheet) in plan.facts.sheets {
      let known = part.facts.catalog.tables[table.name]
      let place = page("\(plan.folder)tables/\(sheet)", table.name.display, part)
      if known == nil { add(table.name.display, .table, on: place) }
      for column in table.columns where known?.columns[column.name] == nil { add(column.name, .column, on: place) }
    }
  }

  private mutating func addObjects(_ part: SitePart) {
    guard !part.objects.isEmpty else { return }
    let place = page(part.folder + SiteSection.objects.file, SiteSection.objects.title, part)
    for (function, anchor) in zip(part.facts.catalog.functions, part.objects.signatures) {
      add(function.name.display, .function, on: place, anchor)
    }
    for (name, anchor) in part.objects.types.sorted(by: { $0.key < $1.key }) {
      add(name.display, .type, on: place, anchor)
    }
  }

  private mutating func page(_ path: String, _ title: String, _ part: SitePart?) -> Int {
    if let known = positions[path] { return known }
    positions[path] = pages.count
    let address = LinkDestination.encoded("\(path).html") ?? ""
    pages.append((address, title, site.parts.count > 1 ? part?.title : nil))
    return pages.count - 1
  }

  private mutating func add(_ name: String, _ kind: Kind, on page: Int, _ anchor: String? = nil) {
    let parts: [JSONValue] = [.string(name), .int(kind.rawValue), .int(page)]
    entries.append(anchor.map { parts + [.string($0)] } ?? parts)
  }
}
