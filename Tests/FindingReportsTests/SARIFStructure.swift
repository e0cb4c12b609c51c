import Foundation

/// What the SARIF 2.1.0 standard asks of the parts that are written here; every breach as a sentence.
struct SARIFStructure {
  private(set) var breaches: [String] = []
  private var rules: [[String: Any]] = []
  private var bases: Set<String> = []

  init(_ text: String) {
    guard let log = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
      breaches = ["it is no JSON object"]
      return
    }
    if log["version"] as? String != "2.1.0" { breach("version is not 2.1.0") }
    if (log["$schema"] as? String).flatMap(URL.init)?.scheme == nil { breach("$schema is no address") }
    only(["$schema", "version", "runs"], of: log, "log")
    let runs = log["runs"] as? [[String: Any]]
    if runs == nil { breach("runs is missing") }
    for run in runs ?? [] { check(run: run) }
  }

  private mutating func check(run: [String: Any]) {
    only(
      ["tool", "automationDetails", "columnKind", "originalUriBaseIds", "invocations", "results"], of: run, "run")
    let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any] ?? [:]
    if (driver["name"] as? String ?? "").isEmpty { breach("tool.driver.name is missing") }
    rules = driver["rules"] as? [[String: Any]] ?? []
    if Set(rules.compactMap { $0["id"] as? String }).count != rules.count { breach("rule ids are not unique") }
    for rule in rules { check(rule: rule) }
    if !["unicodeCodePoints", "utf16CodeUnits"].contains(run["columnKind"] as? String) { breach("columnKind") }
    bases = Set((run["originalUriBaseIds"] as? [String: Any] ?? [:]).keys)
    for invocation in run["invocations"] as? [[String: Any]] ?? [] { check(invocation: invocation) }
    guard let results = run["results"] as? [[String: Any]] else { return breach("results is missing") }
    for result in results { check(result: result) }
    for property in ["suppressions", "baselineState"] {
      let count = results.count { $0[property] != nil }
      if count != 0, count != results.count { breach("\(property) is there for some results only") }
    }
    let fingerprints = results.compactMap { ($0["partialFingerprints"] as? [String: String])?["finding/v1"] }
    if Set(fingerprints).count != results.count { breach("fingerprints are not unique") }
  }

  private mutating func check(rule: [String: Any]) {
    only(
      ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties"], of: rule, "rule")
    for name in ["shortDescription", "fullDescription", "help"] { check(message: rule[name], "rule.\(name)") }
    check(level: (rule["defaultConfiguration"] as? [String: Any])?["level"], "rule")
  }

  private mutating func check(result: [String: Any]) {
    only(
      [
        "ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions", "baselineState",
        "properties",
      ], of: result, "result")
    if let index = result["ruleIndex"] as? Int {
      if !rules.indices.contains(index) || rules[index]["id"] as? String != result["ruleId"] as? String {
        breach("ruleIndex does not name the rule \(result["ruleId"] ?? "")")
      }
    } else if rules.contains(where: { $0["id"] as? String == result["ruleId"] as? String }) {
      breach("ruleIndex is missing")
    }
    check(level: result["level"], "result")
    check(message: result["message"], "result.message")
    if let state = result["baselineState"] as? String, !["new", "unchanged", "updated", "absent"].contains(state) {
      breach("baselineState \(state)")
    }
    for location in result["locations"] as? [[String: Any]] ?? [] { check(location: location) }
    for suppression in result["suppressions"] as? [[String: Any]] ?? [] {
      only(["kind", "status", "justification", "location", "properties"], of: suppression, "suppression")
      if !["inSource", "external"].contains(suppression["kind"] as? String) { breach("suppression.kind") }
      if !["accepted", "underReview", "rejected"].contains(suppression["status"] as? String) {
        breach("suppression.status")
      }
      if let location = suppression["location"] as? [String: Any] { check(location: location) }
    }
  }

  private mutating func check(location: [String: Any]) {
    only(["physicalLocation", "logicalLocations"], of: location, "location")
    guard let physical = location["physicalLocation"] as? [String: Any] else { return }
    only(["artifactLocation", "region"], of: physical, "physicalLocation")
    let artifact = physical["artifactLocation"] as? [String: Any] ?? [:]
    let uri = artifact["uri"] as? String ?? ""
    if uri.isEmpty || uri.hasPrefix("/") || uri.contains(":") { breach("uri \"\(uri)\" is not relative") }
    if !uri.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }) { breach("uri \(uri)") }
    if URL(string: uri) == nil { breach("uri \(uri) is no URI") }
    if !bases.contains(artifact["uriBaseId"] as? String ?? "") { breach("uriBaseId is not declared") }
    guard let region = physical["region"] as? [String: Int] else { return }
    let (line, column) = (region["startLine"] ?? 0, region["startColumn"] ?? 0)
    if line < 1 || column < 1 { breach("region begins at \(line):\(column)") }
    if let end = region["endLine"], let endColumn = region["endColumn"] {
      if (end, endColumn) < (line, column) { breach("region ends before it begins") }
    }
  }

  private mutating func check(invocation: [String: Any]) {
    only(["executionSuccessful", "toolExecutionNotifications"], of: invocation, "invocation")
    if !(invocation["executionSuccessful"] is Bool) { breach("executionSuccessful is missing") }
    for notification in invocation["toolExecutionNotifications"] as? [[String: Any]] ?? [] {
      only(["descriptor", "level", "message", "locations"], of: notification, "notification")
      check(message: notification["message"], "notification.message")
      check(level: notification["level"], "notification")
      for location in notification["locations"] as? [[String: Any]] ?? [] { check(location: location) }
    }
  }

  /// Braces come in pairs of the same, or they are the number of an argument; links lead to locations that exist.
  private mutating func check(message: Any?, _ name: String) {
    let message = message as? [String: Any] ?? [:]
    only(["text", "markdown"], of: message, name)
    guard let text = message["text"] as? String, !text.isEmpty else { return breach("\(name).text is missing") }
    let plain = text.replacingOccurrences(of: "{{", with: "").replacingOccurrences(of: "}}", with: "")
    if plain.contains("{") || plain.contains("}") { breach("\(name) has a single brace: \(text)") }
    if text.contains("](") { breach("\(name) has a link: \(text)") }
  }

  private mutating func check(level: Any?, _ name: String) {
    if !["none", "note", "warning", "error"].contains(level as? String) { breach("\(name).level") }
  }

  private mutating func only(_ names: Set<String>, of object: [String: Any], _ name: String) {
    for key in object.keys.sorted() where !names.contains(key) { breach("\(name).\(key) is unknown") }
  }

  private mutating func breach(_ text: String) { breaches.append(text) }
}
