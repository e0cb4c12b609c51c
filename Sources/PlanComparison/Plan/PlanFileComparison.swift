import MarkdownWriting
import PlanModel

/// What two versions of a plan file say differently.
struct PlanFileComparison {
  private(set) var changes: [PlanChange] = []

  init(base: Plan?, head: Plan?) {
    guard let base, let head else { return }
    let before = PlanEntries(base)
    let after = PlanEntries(head)
    for key in before.order where after.entries[key] == nil {
      changes.append(Self.change(key, before.entries[key], nil, plan: head))
    }
    for key in after.order {
      let change = Self.change(key, before.entries[key], after.entries[key], plan: head)
      if before.entries[key] == nil || !change.details.isEmpty { changes.append(change) }
    }
  }

  private static func change(
    _ key: PlanEntries.Key, _ old: PlanFacts?, _ new: PlanFacts?, plan: Plan
  ) -> PlanChange {
    let properties = Set((old?.facts ?? [:]).keys).union((new?.facts ?? [:]).keys).sorted().filter {
      old?.facts[$0]?.key != new?.facts[$0]?.key
    }
    let details = properties.map {
      PlanChange.Detail(property: $0, before: old?.facts[$0]?.shown, after: new?.facts[$0]?.shown)
    }
    let action: PlanChange.Action = old == nil ? .added : new == nil ? .removed : .changed
    let values = properties.map { PlanRisk.Property(name: $0, before: old?.facts[$0]?.key, after: new?.facts[$0]?.key) }
    let verdict = PlanRisk(area: key.area, action: action, properties: values).verdict
    let noun = key.area.noun
    let title: MarkdownPhrase =
      key.name.isEmpty ? "\(noun) \(action.rawValue)" : "\(noun) \(code: key.name) \(action.rawValue)"
    var change = PlanChange(.plan(key.area), action, title, verdict, name: key.name, plan: plan.name)
    // Its name stands in the title.
    change.details = action == .changed ? details : details.filter { ($0.before ?? $0.after) != key.name }
    // The line of what changed, else of the thing.
    change.before = properties.lazy.compactMap { old?.facts[$0]?.span }.first ?? old?.span
    change.after = properties.lazy.compactMap { new?.facts[$0]?.span }.first ?? new?.span
    if action != .changed {
      change.before = old?.span
      change.after = new?.span
    }
    return change
  }
}
