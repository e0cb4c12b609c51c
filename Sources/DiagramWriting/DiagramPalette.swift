/// The colours of diagrams.
///
/// Boxes have their own ground, and lines a middle grey, so that a picture can stand on white and on black. In a page
/// the fills are names that the style sheet turns into dark ones.
package enum DiagramPalette {
  static let ground = "#ffffff"
  static let text = "#1f2937"
  static let quiet = "#4b5563"
  static let border = "#9ca3af"
  static let line = "#7b8794"
  static let stub = "#f3f4f6"
  static let headers = [
    "#dbeafe", "#dcfce7", "#fef3c7", "#fce7f3", "#ede9fe", "#ccfbf1", "#ffedd5", "#e2e8f0",
  ]
  private static let darkHeaders = [
    "#1e3a5f", "#14532d", "#57430b", "#5b2145", "#3b2a6b", "#134e4a", "#5f3413", "#334155",
  ]

  static func header(of group: Int?) -> String { group.map { headers[$0 % headers.count] } ?? headers[7] }

  static func line(of state: EntityDiagram.State?) -> String {
    switch state {
    case .added: "#15803d"
    case .changed: "#b45309"
    case .dropped: "#b91c1c"
    case nil: line
    }
  }

  static func header(of state: EntityDiagram.State) -> String {
    switch state {
    case .added: "#bbf7d0"
    case .changed: "#fde68a"
    case .dropped: "#fecaca"
    }
  }

  /// Rules that give inlined diagrams dark fills, to stand within a page's dark mode.
  package static var darkRules: String {
    var pairs = [(ground, "#111827"), (text, "#e5e7eb"), (quiet, "#c7cdd6"), (stub, "#1f2937"), (border, "#4b5563")]
    pairs += zip(headers, darkHeaders).map { ($0, $1) }
    pairs += [("#bbf7d0", "#14532d"), ("#fde68a", "#57430b"), ("#fecaca", "#7f1d1d")]
    pairs += [("#15803d", "#4ade80"), ("#b45309", "#fbbf24"), ("#b91c1c", "#f87171")]
    return pairs.map { light, dark in
      ".diagram [fill=\"\(light)\"] { fill: \(dark); }\n.diagram [stroke=\"\(light)\"] { stroke: \(dark); }\n"
    }.joined()
  }
}
