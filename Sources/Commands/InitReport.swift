import Compilation
import Diagnostics
import ProjectDetection
import SchemaModel
import Workspace

/// What `init` tells.
enum InitReport {
  /// Every way in which a schema is declared, with the lines that show it.
  static func found(_ detection: ProjectDetection, chosen: InitChoice?) -> String {
    var lines: [String] = []
    for (position, candidate) in detection.candidates.enumerated() {
      let isChosen = chosen?.candidate == position
      let sources = (isChosen ? chosen?.sources : candidate.sources.first) ?? []
      let place = sources.isEmpty ? "" : ": \(sources.joined(separator: " with "))"
      lines.append("\(isChosen ? "Takes" : "Found") \(candidate.tool.rawValue)\(place)")
      for evidence in candidate.evidence { lines.append("  \(evidence.span.reference): \(evidence.text)") }
      if let remark = candidate.remark { lines.append("  \(remark)") }
      if !isChosen, !sources.isEmpty {
        lines.append("  to take it: dbplan init" + sources.map { " --schema \($0)" }.joined())
      }
    }
    if let chosen, chosen.candidate == nil { lines.append("Takes \(chosen.sources.joined(separator: " with "))") }
    if let postgres = detection.postgres, let span = postgres.span {
      lines.append("Found PostgreSQL \(postgres.value)\n  \(span.reference): the image of a service")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  static func written(_ files: [OutputFile], _ choice: InitChoice, in project: String?) -> String {
    let catalog = choice.schema.catalog
    let counts = "\(catalog.tables.count) table\(catalog.tables.count == 1 ? "" : "s")"
    let place = project.map { " --project \($0)" } ?? ""
    return files.map { "Wrote \($0.path)\n" }.joined() + "Read \(counts). Next: dbplan generate\(place)\n"
  }
}
