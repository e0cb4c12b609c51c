import PlanModel
import PlanDocument
import CatalogComparison
package import DiagramWriting
package import Diagnostics
import MarkdownWriting
import SchemaModel
package import Templating

/// A comparison as a Markdown document: what `diff.md` is filled with.
package struct ComparisonDocument: Sendable {
  /// A diagram of what changes, and the plans it belongs to.
  package struct Drawing: Sendable {
    package var diagram: EntityDiagram
    package var plans: [String]
  }

  private static let longest = 60
  private static let template = "diff.md"
  private let comparison: ProjectComparison
  private let told: [PlanChange]

  package init(_ comparison: ProjectComparison) {
    self.comparison = comparison
    told = comparison.changes.told
  }

  /// One for each way in which a schema changes, in the order of the plans.
  package var drawings: [Drawing] {
    var drawings: [Drawing] = []
    for plan in comparison.plans {
      guard let diagram = plan.diagram else { continue }
      if let position = drawings.firstIndex(where: { $0.diagram == diagram }) {
        drawings[position].plans.append(plan.name)
      } else {
        drawings.append(Drawing(diagram: diagram, plans: [plan.name]))
      }
    }
    return drawings
  }

  /// The text.
  /// - Parameter show: the Markdown that shows a drawing: an image, or Mermaid.
  package func markdown(_ templates: TemplateSet, show: (Int, Drawing) -> String) -> String {
    Self.tidied(templates.render(Self.template, record(show)))
  }

  /// What a template of somebody's own asks for and no comparison gives.
  package func diagnostics(for templates: TemplateSet) -> [Diagnostic] {
    templates.diagnostics(for: Self.template, against: record { _, _ in "" })
  }

  private func record(_ show: (Int, Drawing) -> String) -> TemplateRecord {
    [
      "base": .markup(MarkdownText.code(comparison.baseLabel)), "head": .markup(head),
      "isIdentical": .flag(comparison.outcome == .identical), "isUnchanged": .flag(comparison.outcome == .unchanged),
      "isChanged": .flag(comparison.outcome == .changed), "files": files, "summary": .markup(summary),
      "hasSeveralPlans": .flag(comparison.plans.count > 1), "plans": plans, "classes": classes,
      "diagrams": .list(
        TemplateList(
          fields: ["title", "diagram"],
          rows: drawings.enumerated().map { number, drawing in
            ["title": .markup(title(of: drawing)), "diagram": .markup(show(number, drawing))]
          })),
      "hasFollows": .flag(!comparison.consequences.isEmpty), "follows": follows,
    ]
  }

  private var head: String {
    comparison.headCommit == nil
      ? MarkdownText.escaped(comparison.headLabel) : MarkdownText.code(comparison.headLabel)
  }

  private var files: TemplateValue {
    .list(
      TemplateList(
        fields: ["path", "action"],
        rows: comparison.files.map {
          ["path": .markup(MarkdownText.code($0.path)), "action": .text($0.action.rawValue)]
        }))
  }

  private var summary: String {
    let counts = ChangeClass.allCases.map { changeClass in (changeClass, told.count { $0.changeClass == changeClass }) }
      .filter { $0.1 > 0 }
    let parts = counts.map { changeClass, count in
      "\(count) \(changeClass == .documentation ? "in words only" : changeClass.rawValue)"
    }
    let total = told.count
    return "**\(total) \(total == 1 ? "change" : "changes")**: \(parts.joined(separator: ", "))."
  }

  private var plans: TemplateValue {
    .list(
      TemplateList(
        fields: [
          "name", "status", "breaking", "risky", "safe", "documentation", "findings", "questions", "size",
        ],
        rows: comparison.plans.map { plan in
          let told = plan.changes.told
          func count(_ changeClass: ChangeClass) -> TemplateValue {
            .text(String(told.count { $0.changeClass == changeClass }))
          }
          return [
            "name": .markup(MarkdownText.code(plan.name, in: .tableCell)), "status": .text(plan.status.rawValue),
            "breaking": count(.breaking), "risky": count(.risky), "safe": count(.safe),
            "documentation": count(.documentation),
            "findings": .text(Self.turnover(plan.findings.new.count, plan.findings.gone.count)),
            "questions": .text(Self.turnover(plan.questions.new.count, plan.questions.gone.count)),
            "size": .text(
              plan.sizes.isEmpty
                ? "same"
                : "\(Self.size(plan.sizes.before)) → \(Self.size(plan.sizes.after))"),
          ]
        }))
  }

  private var classes: TemplateValue {
    let rows = ChangeClass.allCases.compactMap { changeClass -> TemplateRecord? in
      let changes = told.filter { $0.changeClass == changeClass }
      guard !changes.isEmpty else { return nil }
      return [
        "title": .text("\(Self.heading(changeClass)) (\(changes.count))"),
        "changes": .list(
          TemplateList(
            fields: ["title", "reason", "inPlans", "place", "details"], rows: changes.prefix(Self.longest).map(row))),
        "hasMore": .flag(changes.count > Self.longest), "more": .text("\(changes.count - Self.longest)"),
      ]
    }
    return .list(TemplateList(fields: ["title", "changes", "hasMore", "more"], rows: rows))
  }

  private func row(_ change: PlanChange) -> TemplateRecord {
    let isEverywhere = change.plans.count == comparison.plans.count
    return [
      "title": .markup(change.title.markdown(in: .flow)), "reason": .markup(change.reason.markdown(in: .flow)),
      "inPlans": .optional(
        .markup, isEverywhere ? nil : .markup(change.plans.map { MarkdownText.code($0) }.joined(separator: ", "))),
      "place": .markup(Self.place(change)),
      "details": .list(
        TemplateList(
          fields: ["property", "value"],
          rows: change.details.map { ["property": .text($0.property), "value": .markup(Self.value($0))] })),
    ]
  }

  static func place(_ change: PlanChange) -> String {
    guard let place = change.place else { return "" }
    return "(\(MarkdownText.code(place.reference))\(change.after == nil ? " before" : ""))"
  }

  /// Long SQL stands in the files; here it is cut.
  private static func value(_ detail: PlanChange.Detail) -> String {
    func text(_ text: String) -> String {
      let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return MarkdownText.code(line.count > 100 ? "\(line.prefix(97))..." : line)
    }
    switch (detail.before, detail.after) {
    case (let before?, let after?): return "\(text(before)) → \(text(after))"
    case (nil, let after?): return text(after)
    case (let before?, nil): return "was \(text(before))"
    case (nil, nil): return ""
    }
  }

  private static func heading(_ changeClass: ChangeClass) -> String {
    switch changeClass {
    case .breaking: "Breaking"
    case .risky: "Risky"
    case .safe: "Safe"
    case .documentation: "Words only"
    }
  }

  /// Without stated rows there is nothing to sum up.
  private static func size(_ sizes: SizeSeries) -> String {
    sizes == SizeSeries() ? "—" : Format.bytes(sizes.in36Months)
  }

  private static func turnover(_ new: Int, _ gone: Int) -> String {
    new == 0 && gone == 0
      ? "same" : [new > 0 ? "+\(new)" : nil, gone > 0 ? "−\(gone)" : nil].compactMap(\.self).joined(separator: " ")
  }

  private func title(of drawing: Drawing) -> String {
    comparison.plans.count > 1
      ? "The change of \(drawing.plans.map { MarkdownText.code($0) }.joined(separator: ", "))"
      : "The change as a diagram"
  }

  private var follows: TemplateValue {
    let rows = comparison.plans.filter { !$0.consequences.isEmpty }.map { ComparisonFollows($0).record }
    return .list(TemplateList(fields: ComparisonFollows.fields, rows: rows))
  }

  /// Takes out the blank lines that sections without content leave behind.
  private static func tidied(_ text: String) -> String {
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = line
      while line.last == " " { line.removeLast() }
      if line.isEmpty, lines.last?.isEmpty ?? true { continue }
      lines.append(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }
}
