import PlanDocument
import DiagramWriting
import Foundation
import SchemaModel

/// A diagram of the site before it is laid out.
package struct SiteDrawing: Sendable {
  /// From the site's folder, with its ending.
  package var path: String
  package var dot: String
  /// Names the drawing within a page.
  package var id: String
  package var title: String
  package var summary: String
}

extension SitePart {
  /// The drawing of the whole schema lies where a plan has it, beside the folder of the others.
  static let overview = "erd."

  /// From the part's folder.
  static func drawingPath(_ name: String) -> String { name == overview ? "erd.svg" : "diagrams/\(name).svg" }

  /// More uses than this say nothing in a drawing.
  private static let useLimit = 12

  /// The diagrams of the pages; those of groups and tables are the ones that plans show, so that none is drawn twice.
  package var drawings: [SiteDrawing] {
    guard !tables.isEmpty else { return own }
    let near = { (name: ObjectName) in self.page(of: name).map { "../\($0.path).html" } }
    var drawings = [
      drawing(
        planner.overview(
          title, link: { self.page(of: $0).map { "\($0.path).html" } }, groupLink: { "\(self.page(of: $0)).html" }),
        Self.overview, "erd")
    ]
    for group in groups {
      drawings.append(drawing(planner.diagram(of: group, link: near), group.slug, "group-\(group.slug)"))
    }
    if hasNeighbourhoods {
      for table in tables {
        guard let file = tableNames[table.name], let diagram = planner.neighbourhood(of: table.name, link: near) else {
          continue
        }
        drawings.append(drawing(diagram, "table-\(file)", "near"))
      }
    }
    return drawings + own
  }

  func draws(_ view: View) -> Bool { hasNeighbourhoods && !view.reads.isEmpty }

  func draws(_ type: EnumType) -> Bool { hasNeighbourhoods && enumUses[type.name]?.isEmpty == false }

  /// Diagrams of what plans do not draw: views and enums.
  private var own: [SiteDrawing] {
    views.filter(draws).map { drawing(diagram(of: $0), "view-\(viewNames[$0.name] ?? "")", "near") }
      + enums.filter(draws).map { drawing(diagram(of: $0), "enum-\(enumNames[$0.name] ?? "")", "near") }
  }

  private func diagram(of view: View) -> EntityDiagram {
    var rows = view.columns.map { column in
      var row = EntityDiagram.Row(column.name)
      row.type = column.type.short
      return row
    }
    if rows.isEmpty { rows = view.columnAliases.map { EntityDiagram.Row($0) } }
    return star(
      view.name, title: view.name.display, note: ViewPage.kind(of: view), rows: rows,
      around: view.reads.map { ($0, "read by \(view.name.display)") })
  }

  private func diagram(of type: EnumType) -> EntityDiagram {
    var columns: [ObjectName: [String]] = [:]
    var order: [ObjectName] = []
    for use in enumUses[type.name] ?? [] {
      if columns[use.table] == nil { order.append(use.table) }
      columns[use.table, default: []].append(use.column)
    }
    return star(
      type.name, title: type.name.display, note: "enum", rows: type.values.map { EntityDiagram.Row($0.label) },
      around: order.map { ($0, columns[$0, default: []].joined(separator: ", ")) })
  }

  /// One thing and the tables it has to do with.
  private func star(
    _ name: ObjectName, title: String, note: String, rows: [EntityDiagram.Row],
    around tables: [(name: ObjectName, label: String)]
  ) -> EntityDiagram {
    var diagram = EntityDiagram(title)
    // A table may have the same name as a type.
    var centre = EntityDiagram.Node("centre", title: title, kind: .table)
    centre.rows = Array(rows.prefix(16))
    centre.notes = rows.count > 16 ? ["+ \(rows.count - 16) more", note] : [note]
    centre.isFocus = true
    diagram.nodes.append(centre)
    for (table, label) in tables.prefix(Self.useLimit) {
      var node = EntityDiagram.Node("table \(table.qualified)", title: table.display, kind: .stub)
      node.url = page(of: table).map { "../\($0.path).html" }
      diagram.nodes.append(node)
      var edge = EntityDiagram.Edge(parent: node.id, child: centre.id)
      edge.label = label
      edge.weight = 1
      diagram.edges.append(edge)
    }
    if tables.count > Self.useLimit {
      diagram.nodes.append(.init("more", title: "+ \(tables.count - Self.useLimit) more", kind: .rest))
    }
    return diagram
  }

  private func drawing(_ diagram: EntityDiagram, _ name: String, _ id: String) -> SiteDrawing {
    SiteDrawing(
      path: folder + Self.drawingPath(name), dot: DOTWriter().write(diagram), id: id, title: diagram.title,
      summary: diagram.summary)
  }
}

/// The links in a drawing that leads to pages.
package enum DrawingLinks {
  /// The same drawing among Markdown files: `<a href="../tables/x.html">` becomes `.md`.
  package static func toMarkdown(_ svg: String) -> String {
    let start = "<a href=\""
    let pieces = svg.components(separatedBy: start)
    return pieces.enumerated().map { number, piece in
      guard number > 0, let end = piece.firstIndex(of: "\""), piece[..<end].hasSuffix(".html") else { return piece }
      return "\(piece[..<end].dropLast(5)).md\(piece[end...])"
    }.joined(separator: start)
  }
}
