/// What was measured, a line a kind; as a whole also a line a relation.
struct SizeTable {
  let text: String

  init(_ outcomes: [SizeOutcome], isWhole: Bool) {
    var lines = ["| kind | relations | shapes | bound | worst | mean | beyond |", "|---|--:|--:|--:|--:|--:|--:|"]
    for kind in SizeOutcome.Kind.allCases {
      let found = outcomes.filter { $0.kind == kind }
      guard !found.isEmpty else { continue }
      let errors = found.map { abs($0.error) }
      let worst = found.max { abs($0.error) < abs($1.error) }.map { Self.percent($0.error) } ?? ""
      let mean = Self.percent(errors.reduce(0, +) / Double(errors.count))
      lines.append(
        "| \(kind.rawValue) | \(found.count) | \(Set(found.map(\.shape)).count) | \(Self.percent(kind.bound)) | \(worst) | \(mean) | \(found.count { !$0.isWithin }) |"
      )
    }
    if isWhole {
      lines += ["", "| shape | relation | kind | predicted pages | pages | error |", "|---|---|---|--:|--:|--:|"]
      lines += outcomes.map {
        "| \($0.shape) | \($0.relation) | \($0.kind.rawValue) | \(Int($0.predicted)) | \(Int($0.actual)) | \(Self.percent($0.error))\($0.isWithin ? "" : " **beyond**") |"
      }
    }
    text = lines.joined(separator: "\n")
  }

  private static func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10_000).rounded())
    let digits = String(abs(hundredths) % 100)
    return "\(hundredths < 0 ? "−" : "")\(abs(hundredths) / 100).\(digits.count < 2 ? "0" : "")\(digits) %"
  }
}
