import PlanModel
import PlanDocument
import MarkdownWriting
import CatalogComparison
import Checks
import DiagramWriting
import Diagnostics
package import PlanComparison
import SchemaModel

extension PullRequestReport {
  /// - Parameter base: The commit that the comparison begins at, by the name of the branch that was asked for.
  package init(
    _ comparison: ProjectComparison, base: Side, head: Side, places: ChangePlaces
  ) {
    let moved = comparison.plans.filter { $0.status != .unchanged }
    self.init(title: places.title(of: comparison), base: base, head: head, plans: moved.map(\.name))
    let added = Set(comparison.changes.filter { $0.subject == .schema(.table) && $0.action == .added }.map(\.table))
    for change in comparison.changes where !Self.isPart(change, ofOneOf: added) {
      changes[change.changeClass, default: []].append(places.entry(change))
    }
    for change in comparison.consequences {
      switch (change.subject, change.action) {
      case (.consequence(.escalation), .added), (.consequence(.escalation), .changed):
        decisions.append(places.entry(change))
      case (.consequence(.advisedIndex), _):
        var entry = places.entry(change)
        entry.detail = nil
        advice.append(entry)
      default: break
      }
    }
    newFindings = Self.entries(
      moved, { $0.findings.new + $0.findings.changed.map(\.after) }, entry: { places.entry($0, isOld: false) })
    resolvedFindings = Self.entries(moved, { $0.findings.gone }, entry: { places.entry($0, isOld: true) })
    newQuestions = Self.entries(moved, { $0.questions.new }, entry: Self.question)
    answeredQuestions = Self.entries(moved, { $0.questions.gone }, entry: Self.question)
    sizes = Self.sizes(of: moved)
    diagrams = Self.diagrams(of: moved)
  }

  /// Keys and indexes of a new table: its own line counts them.
  private static func isPart(_ change: PlanChange, ofOneOf added: Set<ObjectName?>) -> Bool {
    guard case .schema(let kind) = change.subject, kind != .table, let table = change.table else { return false }
    return change.action == .added && change.changeClass == .safe && added.contains(table)
  }

  /// What each plan has of a kind, the gravest first, the same of several plans once.
  private static func entries<Element>(
    _ plans: [PlanComparison], _ elements: (PlanComparison) -> [Element], entry: (Element) -> Entry
  ) -> [Entry] {
    var merged = Merged<Entry>()
    for plan in plans { for element in elements(plan) { merged.add(entry(element), of: plan.name) } }
    let entries = merged.values.map { entry, plans in
      var entry = entry
      entry.plans = plans
      return entry
    }
    return Severity.allCases.reversed().flatMap { severity in entries.filter { $0.severity == severity } }
      + entries.filter { $0.severity == nil }
  }

  private static func question(_ question: AskedQuestion) -> Entry {
    Entry(question.subject.isEmpty ? "\(question.text)" : "\(code: question.subject): \(question.text)")
  }

  private static func sizes(of plans: [PlanComparison]) -> [Size] {
    var merged = Merged<Size>()
    for plan in plans where !plan.sizes.isEmpty {
      let sizes = plan.sizes
      if sizes.tables.count > 1 {
        merged.add(Size(table: nil, values: values(sizes.before, sizes.after), plans: []), of: plan.name)
      }
      for entry in sizes.tables {
        merged.add(
          Size(table: entry.table.display, values: values(entry.before, entry.after), plans: []), of: plan.name)
      }
    }
    return merged.values.map { Size(table: $0.table, values: $0.values, plans: $1) }
  }

  private static func values(_ before: SizeSeries?, _ after: SizeSeries?) -> [String] {
    SizeSeries.months.indices.map { position in
      let old = before.map { Format.bytes($0.values[position]) }
      let new = after.map { Format.bytes($0.values[position]) }
      switch (old, new) {
      case (let old?, let new?): return old == new ? new : "\(old) → \(new)"
      case (nil, let new?): return new
      default: return "gone"
      }
    }
  }

  private static func diagrams(of plans: [PlanComparison]) -> [Diagram] {
    var merged = Merged<String>()
    for plan in plans { if let diagram = plan.diagram { merged.add(MermaidWriter().write(diagram), of: plan.name) } }
    return merged.values.map { Diagram(text: $0, plans: $1) }
  }
}

/// Things of several plans, each once, in the order they came in.
private struct Merged<Element: Hashable> {
  private(set) var values: [(Element, plans: [String])] = []
  private var positions: [Element: Int] = [:]

  mutating func add(_ element: Element, of plan: String) {
    if let position = positions[element] {
      if !values[position].plans.contains(plan) { values[position].plans.append(plan) }
    } else {
      positions[element] = values.count
      values.append((element, [plan]))
    }
  }
}
