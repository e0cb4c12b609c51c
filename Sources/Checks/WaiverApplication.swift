import Diagnostics
import PlanModel
import SchemaModel

/// Applies the waivers of a plan and remembers which of them met a finding.
struct WaiverApplication {
  private let waivers: [Waiver]
  private let today: CalendarDate?
  private let positions: [String: [Int]]
  private var matches: [Int]

  init(_ waivers: [Waiver], today: CalendarDate?) {
    self.waivers = waivers
    self.today = today
    positions = Dictionary(grouping: waivers.indices) { waivers[$0].check.value }
    matches = waivers.map { _ in 0 }
  }

  /// Waives the finding when a waiver that is still in force covers it.
  mutating func apply(to finding: inout Finding) {
    for position in positions[finding.code] ?? [] where covers(waivers[position], finding) {
      matches[position] += 1
      guard !isExpired(waivers[position]), finding.waiver == nil else { continue }
      let waiver = waivers[position]
      finding.waiver = AppliedWaiver(
        because: waiver.because.value, until: waiver.until.map { "\($0.value)" }, span: waiver.check.span)
    }
  }

  /// Notes on waivers that have run out or that meet nothing in the tables that were judged.
  func diagnostics(isJudged: (ObjectName) -> Bool) -> [Diagnostic] {
    waivers.indices.compactMap { position in
      let waiver = waivers[position]
      let name = "\(waiver.check.value)" + (waiver.on.map { " on \($0.value)" } ?? "")
      if matches[position] == 0 {
        guard waiver.on.map({ isJudged(Self.table($0.value)) }) ?? true else { return nil }
        return Diagnostic(
          .note, code: "unused-waiver", "the waiver of \(name) meets no finding", at: waiver.check.span,
          why: "the flaw is mended, or the waiver names something else", fix: "delete the waiver, or correct `on:`")
      }
      guard isExpired(waiver), let until = waiver.until else { return nil }
      return Diagnostic(
        .note, code: "waiver-expired", "the waiver of \(name) ended on \(until.value); its findings count again",
        at: until.span ?? waiver.check.span, fix: "mend the finding, or set a new `until:` and say why")
    }
  }

  private func isExpired(_ waiver: Waiver) -> Bool {
    guard let today, let until = waiver.until else { return false }
    return until.value < today
  }

  private func covers(_ waiver: Waiver, _ finding: Finding) -> Bool {
    guard let on = waiver.on?.value else { return true }
    if on == finding.object { return true }
    guard let table = finding.table else { return false }
    let objects = finding.object.map { [$0] + Self.parts($0) } ?? []
    return [table.display, table.qualified].contains { name in
      on == name || objects.contains { on == "\(name).\($0)" }
    }
  }

  /// The columns of `a, b`.
  private static func parts(_ object: String) -> [String] {
    object.split(separator: ",").map { String($0.drop { $0 == " " }) }
  }

  private static func table(_ name: String) -> ObjectName {
    let parts = name.split(separator: ".").map(String.init)
    return parts.count == 3 ? ObjectName(parts[1], schema: parts[0]) : ObjectName(parts.first ?? name)
  }
}
