import Diagnostics
package import Checks
import MarkdownWriting

/// What a check means, why it matters and how to mend what it finds.
package enum CheckExplanation {
  /// For a terminal.
  package static func text(of metadata: CheckMetadata) -> String {
    var lines = [
      "\(metadata.code) (\(metadata.severity.rawValue))", "", metadata.summary, "", "Why", "  \(metadata.why)", "",
      "Fix", "  \(metadata.fix)",
    ]
    lines += ["", "Found in", indented(metadata.bad.schema)]
    if let plan = metadata.bad.plan { lines += ["  with the plan", indented(plan)] }
    lines += ["", "Not found in", indented(metadata.good.schema)]
    if let plan = metadata.good.plan { lines += ["  with the plan", indented(plan)] }
    if !metadata.sources.isEmpty { lines += ["", "See"] + metadata.sources.map { "  \($0)" } }
    return lines.joined(separator: "\n")
  }

  /// For a page that shows Markdown.
  static func markdown(of metadata: CheckMetadata) -> String {
    var blocks = [MarkdownText.escaped(metadata.why), "**Fix:** \(MarkdownText.escaped(metadata.fix))"]
    for (title, example) in [("Found in", metadata.bad), ("Not found in", metadata.good)] {
      blocks += ["\(title):", MarkdownText.fenced(example.schema, language: example.language.rawValue)]
      if let plan = example.plan { blocks += ["with the plan:", MarkdownText.fenced(plan, language: "yaml")] }
    }
    if !metadata.sources.isEmpty {
      blocks.append("See: \(metadata.sources.map { MarkdownText.escaped($0) }.joined(separator: "; "))")
    }
    return blocks.joined(separator: "\n\n")
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }.joined(
      separator: "\n")
  }
}
