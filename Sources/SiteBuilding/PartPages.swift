import PlanDocument
import DiagramWriting
import MarkdownWriting
import SchemaModel

/// A page of a part.
enum PartRequest: Sendable {
  case home
  case tables
  case group(Int)
  case table(Int)
  case views
  case view(Int)
  case enums
  case enumeration(Int)
  case columns(Int, ColumnList)
  case indexes(Int, IndexList)
  case foreignKeys(Int, ForeignKeyList)
  case findings
  case check(Int)
  case objects

  /// Long ones first, so that they are not the last to be made.
  static func all(of part: SitePart) -> [PartRequest] {
    let columns = ColumnList(part)
    let indexes = IndexList(part)
    let keys = ForeignKeyList(part)
    var requests: [PartRequest] = (0..<columns.chunks.pageCount).map { .columns($0, columns) }
    requests += (0..<indexes.chunks.pageCount).map { .indexes($0, indexes) }
    let sections = Set(part.sections)
    if sections.contains(.foreignKeys) { requests += (0..<keys.chunks.pageCount).map { .foreignKeys($0, keys) } }
    requests.append(.findings)
    if part.hasFindingPages { requests += part.findingCodes.indices.map { .check($0) } }
    requests += [.home, .tables]
    if sections.contains(.objects) { requests.append(.objects) }
    requests += part.groups.indices.map { .group($0) }
    requests += part.tables.indices.map { .table($0) }
    if !part.views.isEmpty { requests += [.views] + part.views.indices.map { .view($0) } }
    if !part.enums.isEmpty { requests += [.enums] + part.enums.indices.map { .enumeration($0) } }
    return requests
  }
}

/// Makes the pages of one part.
struct PartPages: Sendable {
  let site: Site
  let part: SitePart

  func page(_ request: PartRequest) -> SitePage {
    switch request {
    case .home: return home
    case .tables:
      return page(.tables, "Tables") { builder, path, _ in ListPages(part, path: path).tables(&builder) }
    case .group(let number): return group(number)
    case .table(let number): return table(number)
    case .views:
      return page(.views, "Views") { builder, path, _ in ListPages(part, path: path).views(&builder) }
    case .view(let number): return view(number)
    case .enums:
      return page(.enums, "Enums") { builder, path, _ in ListPages(part, path: path).enums(&builder) }
    case .enumeration(let number): return enumeration(number)
    case .columns(let number, let list): return chunk(list.chunks, number) { list.write(number, &$0) }
    case .indexes(let number, let list): return chunk(list.chunks, number) { list.write(number, &$0) }
    case .foreignKeys(let number, let list): return chunk(list.chunks, number) { list.write(number, &$0) }
    case .findings:
      return page(.findings, "Findings") { builder, path, _ in FindingsPage(part, path: path).overview(&builder) }
    case .check(let number):
      let code = part.findingCodes[number]
      var page = page(.findings, code, at: part.findingsPage(of: code)) { builder, path, _ in
        FindingsPage(part, path: path).check(code, &builder)
      }
      step(&page, part.findingCodes, number) { ($0, part.findingsPage(of: $0)) }
      return page
    case .objects:
      return page(.objects, SiteSection.objects.title) { builder, path, _ in
        ObjectsPage(part, path: path).write(&builder)
      }
    }
  }

  private var home: SitePage {
    page(.home, part.title) { builder, _, drawings in
      HomePage(part, site).write(&builder, drawing: drawings(SitePart.overview))
    }
  }

  private func group(_ number: Int) -> SitePage {
    let group = part.groups[number]
    var page = page(.tables, group.name, at: part.page(of: group)) { builder, path, drawings in
      ListPages(part, path: path).group(group, &builder, drawing: drawings(group.slug))
    }
    step(&page, part.groups, number) { ($0.name, part.page(of: $0)) }
    return page
  }

  private func table(_ number: Int) -> SitePage {
    let table = part.tables[number]
    let file = part.tableNames[table.name] ?? ""
    let toSite = part.folder.isEmpty ? "" : "../"
    let mentions = site.plans.filter { $0.part == part.number && !$0.isReference }.compactMap { plan in
      plan.facts.sheet(of: table.name).map { SitePage.Link(plan.title, "\(toSite)\(plan.folder)tables/\($0)") }
    }
    let plan = site.plans.first { $0.part == part.number && $0.isReference }.map {
      SitePage.Link($0.title, "\(toSite)\($0.folder)plan")
    }
    var page = page(.tables, table.name.display, at: "tables/\(file)") { builder, path, drawings in
      TablePage(table, part, path: path, plan: plan, mentions: mentions)
        .write(&builder, drawing: part.hasNeighbourhoods ? drawings("table-\(file)") : nil)
    }
    if let group = part.groupOf[table.name] {
      page.breadcrumb.append(SitePage.Link(group.name, part.folder + part.page(of: group)))
    }
    step(&page, part.tables, number) { ($0.name.display, "tables/\(part.tableNames[$0.name] ?? "")") }
    return page
  }

  private func view(_ number: Int) -> SitePage {
    let view = part.views[number]
    let file = part.viewNames[view.name] ?? ""
    var page = page(.views, view.name.display, at: "views/\(file)") { builder, path, drawings in
      ViewPage(view, part, path: path).write(&builder, drawing: part.draws(view) ? drawings("view-\(file)") : nil)
    }
    step(&page, part.views, number) { ($0.name.display, "views/\(part.viewNames[$0.name] ?? "")") }
    return page
  }

  private func enumeration(_ number: Int) -> SitePage {
    let type = part.enums[number]
    let file = part.enumNames[type.name] ?? ""
    var page = page(.enums, type.name.display, at: "enums/\(file)") { builder, path, drawings in
      EnumPage(type, part, path: path).write(&builder, drawing: part.draws(type) ? drawings("enum-\(file)") : nil)
    }
    step(&page, part.enums, number) { ($0.name.display, "enums/\(part.enumNames[$0.name] ?? "")") }
    return page
  }

  private func chunk(_ chunks: Chunks, _ number: Int, _ write: (inout MarkdownBuilder) -> Void) -> SitePage {
    var page = page(chunks.section, chunks.section.title, at: chunks.path(of: number)) { builder, _, _ in
      write(&builder)
    }
    step(&page, Array(0..<chunks.pageCount), number) {
      ("\(chunks.section.title), page \($0 + 1)", chunks.path(of: $0))
    }
    return page
  }

  /// The pages before and after one of a row.
  private func step<Element>(
    _ page: inout SitePage, _ row: [Element], _ position: Int, _ link: (Element) -> (String, String)
  ) {
    func made(_ element: Element) -> SitePage.Link {
      let (title, path) = link(element)
      return SitePage.Link(title, part.folder + path)
    }
    if position > 0 { page.previous = made(row[position - 1]) }
    if position + 1 < row.count { page.next = made(row[position + 1]) }
  }

  /// - Parameters:
  ///   - path: from the part's folder; the section's list when nil.
  ///   - write: gets the path, and gives the address of a drawing by its name.
  private func page(
    _ section: SiteSection, _ title: String, at path: String? = nil,
    _ write: (inout MarkdownBuilder, String, (String) -> String) -> Void
  ) -> SitePage {
    let path = path ?? section.file
    var drawings: [(address: String, path: String)] = []
    var builder = MarkdownBuilder()
    write(&builder, path) { name in
      let file = SitePart.drawingPath(name)
      drawings.append((SitePage.up(from: path) + file, part.folder + file))
      return SitePage.up(from: path) + file
    }
    var page = SitePage(
      path: part.folder + path, title: title, markdown: builder.text, part: part.number, section: section)
    page.drawings = drawings
    if site.parts.count > 1 { page.breadcrumb.append(site.home) }
    if section != .home {
      page.breadcrumb.append(SitePage.Link(part.title, "\(part.folder)index"))
      if path != section.file { page.breadcrumb.append(SitePage.Link(section.title, part.folder + section.file)) }
    }
    return page
  }
}
