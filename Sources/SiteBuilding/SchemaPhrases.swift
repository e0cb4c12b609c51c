import Checks
import MarkdownWriting
import SchemaModel

/// Things of a schema in words that several pages share.
enum SchemaPhrases {
  /// Trigger, when, for each, calls.
  static func row(_ trigger: Trigger, _ links: PartLinks) -> [MarkdownPhrase] {
    var events = trigger.events.joined(separator: " OR ")
    if !trigger.updateColumns.isEmpty {
      events = events.replacing("UPDATE", with: "UPDATE OF \(trigger.updateColumns.joined(separator: ", "))")
    }
    var when: MarkdownPhrase = "\(trigger.timing.rawValue) \(events)"
    if let condition = trigger.condition { when.append(" when \(code: condition.sql)") }
    if trigger.enabled == "D" { when.append(", disabled") }
    return [.code(trigger.name), when, trigger.isForEachRow ? "row" : "statement", links.function(trigger.function)]
  }

  /// What a finding says to do, for a cell.
  static func fix(_ finding: Finding) -> MarkdownPhrase {
    guard let fix = finding.fix else { return "" }
    return finding.fixLanguage == nil ? MarkdownPhrase(fix) : .code(fix)
  }

  /// `1 table`, `3 tables`.
  static func counted(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(plural ?? noun + "s")"
  }

  /// The first sentence of a text, for a list.
  static func brief(_ text: String?) -> MarkdownPhrase {
    guard let text else { return "" }
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard line.count > 160 else { return MarkdownPhrase(line) }
    if let end = line.firstRange(of: ". ")?.lowerBound, line.distance(from: line.startIndex, to: end) < 160 {
      return MarkdownPhrase(String(line[..<end]) + ".")
    }
    return MarkdownPhrase(line.prefix(159) + "…")
  }
}

extension MarkdownPhrase {
  /// With our own words behind it when something is so.
  func adding(_ isSo: Bool, _ words: MarkdownPhrase) -> MarkdownPhrase {
    guard isSo else { return self }
    var phrase = self
    phrase.append(words)
    return phrase
  }
}

extension MarkdownBuilder {
  /// Who may do what with a table or view.
  mutating func grants(_ grants: [Grant]) {
    guard !grants.isEmpty else { return }
    heading(2, "Grants")
    let rows = grants.map { grant -> [MarkdownPhrase] in
      var privileges: MarkdownPhrase = MarkdownPhrase(grant.privileges.joined(separator: ", "))
      if !grant.columns.isEmpty { privileges.append(" (\(.joined(grant.columns.map { .code($0) })))") }
      return [
        .code(grant.grantee), privileges,
        grant.isRevoke ? "revoked" : grant.isGrantable ? "may pass it on" : "",
      ]
    }
    table(["Role", "Privileges", "Remarks"], rows)
  }
}
