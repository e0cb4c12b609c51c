/// Writes diagrams in Graphviz's DOT language. Same diagram, same bytes.
package struct DOTWriter: Sendable {
  /// Named, and installed where plans are made: boxes are as wide as the font says.
  private static let font = "DejaVu Sans"

  package init() {}

  package func write(_ diagram: EntityDiagram) -> String {
    let isGrouped = diagram.nodes.contains { $0.kind == .group }
    var text = """
      digraph \(quoted(diagram.title)) {
        graph [rankdir=LR, bgcolor=transparent, fontname="\(Self.font)", fontsize=12, nodesep=0.3, ranksep=\(isGrouped ? "1.2" : "0.9"), pad=0.15, ratio=auto]
        node [shape=plain, fontname="\(Self.font)", fontsize=10]
        edge [fontname="\(Self.font)", fontsize=9, color="\(DiagramPalette.line)", fontcolor="\(DiagramPalette.line)", arrowsize=0.75, dir=both]

      """
    for (position, group) in diagram.groups.enumerated() { text += cluster(group, position, in: diagram) }
    for node in diagram.nodes where !isClustered(node, in: diagram) { text += "  \(statement(node))\n" }
    let ranks = ranks(of: diagram)
    for (edge, span) in zip(diagram.edges, ranks) { text += "  \(statement(edge, spanning: span))\n" }
    return text + "}\n"
  }

  /// A group may also be no more than a colour.
  private func isClustered(_ node: EntityDiagram.Node, in diagram: EntityDiagram) -> Bool {
    node.kind != .group && node.group.map { $0 < diagram.groups.count } ?? false
  }

  private func cluster(_ group: EntityDiagram.Group, _ position: Int, in diagram: EntityDiagram) -> String {
    let members = diagram.nodes.filter { $0.group == position && isClustered($0, in: diagram) }
    guard !members.isEmpty else { return "" }
    var attributes = [
      "label=\(label(group.name))", "class=\"group group-\(position % DiagramPalette.headers.count)\"",
      "style=\"rounded\"", "color=\"\(DiagramPalette.border)\"", "fontcolor=\"\(DiagramPalette.line)\"", "margin=10",
    ]
    if let url = group.url { attributes.append("URL=\(label(url))") }
    let nodes = members.map { "    \(statement($0))\n" }.joined()
    return "  subgraph cluster_\(position) {\n    graph [\(attributes.joined(separator: ", "))]\n\(nodes)  }\n"
  }

  private func statement(_ node: EntityDiagram.Node) -> String {
    var classes = [node.kind.rawValue]
    if let group = node.group { classes.append("group-\(group % DiagramPalette.headers.count)") }
    if let state = node.state { classes.append(state.rawValue) }
    if node.isFocus { classes.append("focus") }
    var attributes = [
      "class=\"\(classes.joined(separator: " "))\"", "tooltip=\(label(tooltip(node)))",
      "label=<\(HTMLLabel(node).text)>",
    ]
    if let url = node.url { attributes.insert("URL=\(label(url))", at: 1) }
    return "\(quoted(node.id)) [\(attributes.joined(separator: ", "))]"
  }

  private func tooltip(_ node: EntityDiagram.Node) -> String {
    node.state.map { "\(node.title) (\($0.rawValue))" } ?? node.title
  }

  /// Lines leave a parent on the right and arrive at a child on the left; around one table both ends are on the right.
  private func statement(_ edge: EntityDiagram.Edge, spanning ranks: Int) -> String {
    let isLoop = edge.parent == edge.child
    let tail = quoted(edge.parent) + (edge.parentRow.map { ":r\($0):e" } ?? "")
    let head = quoted(edge.child) + (edge.childRow.map { isLoop ? ":r\($0):e" : ":l\($0):w" } ?? "")
    var attributes = ["class=\"\((["relation"] + (edge.state.map { [$0.rawValue] } ?? [])).joined(separator: " "))\""]
    attributes.append("tooltip=\(label(edge.label.isEmpty ? "\(edge.child) to \(edge.parent)" : edge.label))")
    if let weight = edge.weight {
      attributes += [
        "dir=forward", "arrowhead=crow", "label=\" \(weight)\"",
        "penwidth=\(weight > 9 ? 2.5 : weight > 3 ? 1.8 : 1.2)",
      ]
    } else {
      attributes += ["arrowtail=\(arrow(edge.parentEnd))", "arrowhead=\(arrow(edge.childEnd))"]
    }
    if ranks > 1 { attributes.append("minlen=\(ranks)") }
    if let state = edge.state {
      attributes += ["color=\"\(DiagramPalette.line(of: state))\"", "penwidth=1.6"]
      if state == .dropped { attributes.append("style=dashed") }
    }
    return "\(tail) -> \(head) [\(attributes.joined(separator: ", "))]"
  }

  /// How many ranks each edge spans: tables that hang on one parent alone stand in columns of at most about eight.
  private func ranks(of diagram: EntityDiagram) -> [Int] {
    var degrees: [String: Int] = [:]
    for edge in diagram.edges {
      degrees[edge.parent, default: 0] += 1
      degrees[edge.child, default: 0] += 1
    }
    let isLeaf = diagram.edges.map { $0.parent != $0.child && degrees[$0.child] == 1 }
    var leaves: [String: Int] = [:]
    for (edge, isLeaf) in zip(diagram.edges, isLeaf) where isLeaf { leaves[edge.parent, default: 0] += 1 }
    var seen: [String: Int] = [:]
    return zip(diagram.edges, isLeaf).map { edge, isLeaf in
      guard isLeaf, let count = leaves[edge.parent], count > 5 else { return 1 }
      let position = seen[edge.parent, default: 0]
      seen[edge.parent] = position + 1
      return 1 + position * ((count + 7) / 8 + 1) / count
    }
  }

  /// Crow's feet: Graphviz draws the shapes from the node outwards.
  private func arrow(_ end: EntityDiagram.Cardinality) -> String {
    switch end {
    case .exactlyOne: "teetee"
    case .zeroOrOne: "teeodot"
    case .zeroOrMany: "crowodot"
    }
  }

  /// A name: only quotes and backslashes mean something.
  private func quoted(_ text: String) -> String { "\"\(escape(DiagramText.oneLine(text), entities: false))\"" }

  /// A text: entities and backslash sequences mean something, too.
  private func label(_ text: String) -> String { "\"\(escape(DiagramText.oneLine(text), entities: true))\"" }

  private func escape(_ text: String, entities: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += entities ? "&quot;" : "\\\""
      case "\\": escaped += "\\\\"
      case "&" where entities: escaped += "&amp;"
      // Graphviz does not escape these in links.
      case "<" where entities: escaped += "&lt;"
      case ">" where entities: escaped += "&gt;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

enum DiagramText {
  /// Without line breaks, control characters, marks that turn the direction of text, and what XML can not hold.
  static func oneLine(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: scalars.append(" ")
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: continue
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// At most so many characters.
  static func short(_ text: String, _ limit: Int = 36) -> String {
    text.count > limit ? "\(text.prefix(limit - 1))…" : text
  }
}
