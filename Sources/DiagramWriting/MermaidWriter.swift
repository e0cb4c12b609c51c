/// Writes diagrams as Mermaid `erDiagram`, within what forges show.
package struct MermaidWriter: Sendable {
  /// What forges refuse to draw beyond.
  package static let characterLimit = 50_000
  package static let edgeLimit = 500

  package init() {}

  /// The diagram, or as much of it as fits: first without plain columns, then without columns, then `smaller`.
  package func write(_ diagram: EntityDiagram, orElse smaller: EntityDiagram? = nil) -> String {
    let attempts: [(note: String?, keep: (EntityDiagram.Row) -> Bool)] = [
      (nil, { _ in true }), ("Only key columns are shown", { !$0.marks.isEmpty }),
      ("Columns are not shown", { _ in false }),
    ]
    if diagram.edges.count <= Self.edgeLimit {
      for attempt in attempts {
        let text = text(of: diagram, notes: attempt.note.map { [$0] } ?? [], keep: attempt.keep)
        if text.unicodeScalars.count <= Self.characterLimit { return text }
      }
    }
    if let smaller, smaller != diagram { return write(smaller) }
    return cut(diagram)
  }

  /// The first tables only, so that something is shown.
  private func cut(_ diagram: EntityDiagram) -> String {
    var part = EntityDiagram(diagram.title)
    part.notes = diagram.notes
    var size = 2_000
    for node in diagram.nodes {
      size += node.title.unicodeScalars.count * 2 + 20
      if size > Self.characterLimit / 2 { break }
      part.nodes.append(node)
    }
    let ids = Set(part.nodes.map(\.id))
    let edges = diagram.edges.filter { ids.contains($0.parent) && ids.contains($0.child) }
    for edge in edges.prefix(Self.edgeLimit) {
      size += 2 * (edge.parent + edge.child + edge.label).unicodeScalars.count + 20
      if size > Self.characterLimit { break }
      part.edges.append(edge)
    }
    let left = (diagram.nodes.count - part.nodes.count, diagram.edges.count - part.edges.count)
    return text(of: part, notes: ["\(left.0) tables and \(left.1) relations are left out"]) { _ in false }
  }

  private func text(of diagram: EntityDiagram, notes: [String], keep: (EntityDiagram.Row) -> Bool) -> String {
    var text = "erDiagram\n"
    for note in diagram.notes + notes { text += "  %% \(comment(note))\n" }
    var names: [String: String] = [:]
    for (position, node) in diagram.nodes.enumerated() {
      let (reference, declaration) = entity(node, position)
      names[node.id] = reference
      let rows = node.kind == .group ? [] : node.rows.filter(keep)
      text += rows.isEmpty ? "  \(declaration)\n" : "  \(declaration) {\n\(rows.map(attribute).joined())  }\n"
    }
    for edge in diagram.edges {
      guard let parent = names[edge.parent], let child = names[edge.child] else { continue }
      text += "  \(parent) \(line(edge)) \(child) : \"\(comment(label(edge)))\"\n"
    }
    return text
  }

  /// A name of letters stands for itself; any other gets a label.
  private func entity(_ node: EntityDiagram.Node, _ position: Int) -> (reference: String, declaration: String) {
    let title = (node.state.map { "\($0.sign) " } ?? "") + node.title
    if Self.isPlain(title), !Self.words.contains(title.lowercased()) { return (title, title) }
    return ("t\(position)_", "t\(position)_[\"\(comment(title))\"]")
  }

  private func attribute(_ row: EntityDiagram.Row) -> String {
    let marks = row.marks.sorted().map { $0 == .unique ? "UK" : $0.rawValue }.joined(separator: ", ")
    let name = Self.word(row.name)
    var notes: [String] = []
    if name != row.name { notes.append(comment(row.name)) }
    if row.isNullable { notes.append("null") }
    if let target = row.refersTo { notes.append("to \(comment(target))") }
    if let state = row.state { notes.append(state.rawValue) }
    var text = "    \(Self.word(row.type.isEmpty ? "column" : row.type)) \(name)"
    if !marks.isEmpty { text += " \(marks)" }
    if !notes.isEmpty { text += " \"\(notes.joined(separator: ", "))\"" }
    return text + "\n"
  }

  private func line(_ edge: EntityDiagram.Edge) -> String {
    let parent = edge.parentEnd == .zeroOrOne ? "|o" : "||"
    let child = edge.childEnd == .zeroOrMany ? "o{" : edge.childEnd == .zeroOrOne ? "o|" : "||"
    return edge.state == .dropped ? "\(parent)..\(child)" : "\(parent)--\(child)"
  }

  private func label(_ edge: EntityDiagram.Edge) -> String {
    if let weight = edge.weight { return weight == 1 ? "1 relation" : "\(weight) relations" }
    return (edge.state.map { "\($0.sign) " } ?? "") + edge.label
  }

  /// Mermaid has no escape for a quote within quotes, reads `;` and `#` as the beginning of an entity, and ends at
  /// line breaks.
  private func comment(_ text: String) -> String {
    var safe = ""
    for scalar in DiagramText.oneLine(text).unicodeScalars {
      switch scalar {
      case "\"": safe += "'"
      case "#", ";", "<", ">", "%", "{", "}", "[", "]", "\\", "`": safe += " "
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// A type or column as Mermaid can read it: letters, digits and a few marks, a letter first.
  private static func word(_ text: String) -> String {
    var word = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "[", "]", "(", ")": word.unicodeScalars.append(scalar)
      default: word += "_"
      }
    }
    guard let first = word.unicodeScalars.first else { return "_" }
    return first.properties.isAlphabetic ? word : "_\(word.drop { $0 == "_" })"
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x30...0x39:
        true
      default: false
      }
    }
  }

  private static let words: Set<String> = [
    "erdiagram", "title", "class", "classdef", "style", "direction", "tb", "bt", "lr", "rl", "acctitle", "accdescr",
    "to",
    "one", "only", "zero", "many", "or", "more", "optionally", "u", "o", "null", "end", "default", "subgraph",
  ]
}
