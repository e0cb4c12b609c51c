import PlanModel
import PlanDocument
import SchemaModel
import MarkdownWriting
import Templating

/// What follows for one plan, as template values.
struct ComparisonFollows {
  static let fields = ["title", "hasSizes", "sizes", "lists"]
  private static let longest = 25
  private let plan: PlanComparison

  init(_ plan: PlanComparison) { self.plan = plan }

  var record: TemplateRecord {
    [
      "title": .text(plan.title), "hasSizes": .flag(!plan.sizes.isEmpty),
      "sizes": .list(TemplateList(fields: ["when", "before", "after"], rows: sizes)),
      "lists": .list(TemplateList(fields: ["title", "items", "hasMore", "more"], rows: lists)),
    ]
  }

  private var sizes: [TemplateRecord] {
    guard !plan.sizes.isEmpty else { return [] }
    func row(_ when: String, _ before: SizeSeries?, _ after: SizeSeries?, _ value: (SizeSeries) -> Double)
      -> TemplateRecord
    {
      [
        "when": .markup(when), "before": .text(before.map { Format.bytes(value($0)) } ?? "—"),
        "after": .text(after.map { Format.bytes(value($0)) } ?? "—"),
      ]
    }
    // Without stated rows there is nothing to sum up.
    let before = plan.sizes.before == SizeSeries() ? nil : plan.sizes.before
    let after = plan.sizes.after == SizeSeries() ? nil : plan.sizes.after
    var rows = [
      row("now", before, after, \.now), row("in 12 months", before, after, \.in12Months),
      row("in 36 months", before, after, \.in36Months),
    ]
    for entry in plan.sizes.tables.prefix(5) {
      rows.append(
        row(
          "\(MarkdownText.code(entry.table.display, in: .tableCell)) in 36 months", entry.before, entry.after,
          \.in36Months))
    }
    return rows
  }

  private var lists: [TemplateRecord] {
    let kinds: [(PlanChange.Consequence, PlanChange.Action, String)] = [
      (.finding, .added, "New findings"), (.finding, .changed, "Findings of another weight"),
      (.finding, .removed, "Resolved findings"), (.advisedIndex, .added, "Indexes that are advised now"),
      (.advisedIndex, .removed, "Indexes no longer advised"), (.escalation, .added, "To be decided by a person"),
      (.escalation, .removed, "No longer to be decided"), (.question, .added, "New open questions"),
      (.question, .removed, "Open questions no longer asked"),
    ]
    return kinds.compactMap { consequence, action, title in
      let changes = plan.consequences.filter { $0.subject == .consequence(consequence) && $0.action == action }
      guard !changes.isEmpty else { return nil }
      return [
        "title": .text("\(title) (\(changes.count))"),
        "items": .list(
          TemplateList(
            fields: ["text", "place"],
            rows: changes.prefix(Self.longest).map { change in
              let place = ComparisonDocument.place(change)
              return [
                "text": .markup(Self.text(of: change)),
                "place": .optional(.markup, place.isEmpty ? nil : .markup(place)),
              ]
            })),
        "hasMore": .flag(changes.count > Self.longest), "more": .text("\(changes.count - Self.longest)"),
      ]
    }
  }

  private static func text(of change: PlanChange) -> String {
    let code = change.subject == .consequence(.finding) ? " \(MarkdownText.code(change.name))" : ""
    let reason =
      change.subject == .consequence(.escalation) && change.action == .added
      ? ": \(change.reason.markdown(in: .flow))" : ""
    return change.title.markdown(in: .flow) + code + reason
  }
}
