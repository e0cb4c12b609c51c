import Diagnostics
import PlanModel
import SchemaModel

extension ExclusionConstraint {
  /// As declared, on one line.
  var prose: Prose {
    let body = elements.map { "\($0.element.display) WITH \($0.operator)" }.joined(separator: ", ")
    var prose: Prose = "\(code: name) EXCLUDE USING \(method) \(code: "(\(body))")"
    if !includes.isEmpty { prose.append(" INCLUDE \(code: "(\(includes.joined(separator: ", ")))")") }
    if let predicate { prose.append(" WHERE \(code: onOneLine(predicate.sql))") }
    if deferral != .notDeferrable { prose.append(" \(deferral.rawValue)") }
    return prose
  }
}

extension Policy {
  /// As declared, on one line.
  var prose: Prose {
    var prose: Prose =
      "policy \(code: name) \(isPermissive ? "" : "**restrictive** " as Prose)\(command.rawValue) for \(roles.joined(separator: ", "))"
    if let using { prose.append(" USING \(code: onOneLine(using.sql))") }
    if let check { prose.append(" WITH CHECK \(code: onOneLine(check.sql))") }
    return prose
  }
}

extension SensitiveColumn {
  /// `free-text (kept 10 years, masked for support)`; nil for a class that somebody dismissed.
  var summary: String? {
    guard let dataClass else { return nil }
    var words: [String] = []
    if let stored {
      words.append("stored \(stored.value)")
    } else if isSecret {
      words.append("storage not stated")
    }
    if let keep { words.append("kept \(keep.value.shown)") }
    if !maskFor.isEmpty { words.append("masked for \(Format.list(maskFor.map(\.value), limit: .max))") }
    return dataClass.value + (words.isEmpty ? "" : " (\(words.joined(separator: ", ")))")
  }

  /// Something that opens doors: a password, a token, a code.
  var isSecret: Bool { dataClass?.value == "secret" }
}
