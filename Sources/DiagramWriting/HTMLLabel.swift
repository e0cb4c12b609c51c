/// The table that a node is drawn as, in Graphviz's HTML-like labels.
struct HTMLLabel {
  private let node: EntityDiagram.Node

  init(_ node: EntityDiagram.Node) { self.node = node }

  var text: String {
    let border = node.isFocus || node.state != nil ? 2 : 1
    let style = node.state == .dropped || node.kind == .rest ? " STYLE=\"DASHED\"" : ""
    let color = node.state == nil ? (node.isFocus ? DiagramPalette.quiet : DiagramPalette.border) : line
    let rows = node.rows.enumerated().map { row($1, at: $0) } + node.notes.map(note)
    return """
      <TABLE BORDER="\(border)" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3" COLOR="\(color)" \
      BGCOLOR="\(DiagramPalette.ground)"\(style)>\(header)\(rows.joined())</TABLE>
      """
  }

  private var line: String { DiagramPalette.line(of: node.state) }

  private var header: String {
    let ground =
      switch node.kind {
      case .stub, .rest: DiagramPalette.stub
      case .table, .group: node.state.map(DiagramPalette.header) ?? DiagramPalette.header(of: node.group)
      }
    let sign = node.state.map { "\($0.sign) " } ?? ""
    let title = font(sign + DiagramText.short(node.title), DiagramPalette.text, size: node.kind == .group ? 12 : nil)
    let weight = node.kind == .stub || node.kind == .rest ? title : "<B>\(title)</B>"
    return "<TR><TD COLSPAN=\"3\" ALIGN=\"CENTER\" CELLPADDING=\"5\" BGCOLOR=\"\(ground)\">\(weight)</TD></TR>"
  }

  private func row(_ row: EntityDiagram.Row, at position: Int) -> String {
    let marks = row.marks.sorted().map(\.rawValue).joined(separator: " ")
    let ground = row.state.map { " BGCOLOR=\"\(DiagramPalette.header(of: $0))\"" } ?? ""
    let sign = row.state.map { "\($0.sign) " } ?? ""
    let name = font(sign + DiagramText.short(row.name), DiagramPalette.text)
    let isKey = row.marks.contains(.primaryKey)
    var type = DiagramText.short(row.type, 28)
    if row.isNullable { type += type.isEmpty ? "NULL" : " NULL" }
    if let target = row.refersTo { type += "  → \(DiagramText.short(target, 24))" }
    return """
      <TR><TD ALIGN="LEFT" PORT="l\(position)"\(ground)>\(font(marks, DiagramPalette.quiet, size: 8))</TD>\
      <TD ALIGN="LEFT"\(ground)>\(isKey ? "<B>\(name)</B>" : name)</TD>\
      <TD ALIGN="LEFT" PORT="r\(position)"\(ground)>\(font(type, DiagramPalette.quiet, size: 9))</TD></TR>
      """
  }

  private func note(_ note: String) -> String {
    "<TR><TD COLSPAN=\"3\" ALIGN=\"LEFT\">\(font(DiagramText.short(note, 60), DiagramPalette.quiet, size: 8))</TD></TR>"
  }

  /// Graphviz refuses an empty FONT.
  private func font(_ text: String, _ color: String, size: Int? = nil) -> String {
    let clean = Self.escape(DiagramText.oneLine(text))
    guard clean.contains(where: { $0 != " " }) else { return " " }
    return "<FONT COLOR=\"\(color)\"\(size.map { " POINT-SIZE=\"\($0)\"" } ?? "")>\(clean)</FONT>"
  }

  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
