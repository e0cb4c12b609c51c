import SchemaModel
package import Checks
package import Diagnostics
package import JSONWriting

/// Findings as SARIF 2.1.0, the format that code scanning services and editors read.
///
/// One run for all plans: services refuse several runs of one tool. Positions are relative to the top of the repository
/// (`%SRCROOT%`), columns count Unicode code points. A waiver is a suppression; a plan's file is where it is kept.
package struct SARIFReport: Sendable {
  private static let base = "%SRCROOT%"
  private let paths: ReportPaths
  private let category: String
  private let rules: SARIFRules

  /// - Parameters:
  ///   - plan: the one plan that is told of; services keep reports of one tool apart by it.
  ///   - rules: what may have been found; nil for the checks of plans.
  package init(paths: ReportPaths = ReportPaths(), plan: String? = nil, rules: [CheckMetadata]? = nil) {
    self.paths = paths
    self.rules = SARIFRules(rules ?? CheckRegistry.all.map(\.metadata))
    category = "dbplan/\(paths.prefix)\(plan.map { "\($0)/" } ?? "")"
  }

  /// - Parameter problems: what is wrong with the inputs; an error among them means that the run did not succeed.
  package func document(_ groups: [PlanFindings], problems: [Diagnostic] = []) -> JSONValue {
    let findings = ReportedFinding.merged(groups, paths: paths)
    let fallback = groups.lazy.compactMap(\.files.first?.path).first
    let files = groups.flatMap(\.files)
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": ["name": "dbplan", "rules": rules.all]],
          "automationDetails": ["id": .string(category)],
          "columnKind": "unicodeCodePoints",
          "originalUriBaseIds": ["%SRCROOT%": ["description": ["text": "The top of the repository."]]],
          "invocations": [invocation(problems, ReportLocator(paths: paths, files: files))],
          "results": results(findings, files: files, fallback: fallback),
        ]
      ],
    ]
  }

  private func results(_ findings: [ReportedFinding], files: [SourceFile], fallback: String?) -> JSONValue {
    let locator = ReportLocator(paths: paths, files: files)
    var counts: [String: Int] = [:]
    return .array(
      findings.map { reported in
        let finding = reported.finding
        counts[finding.fingerprint, default: 0] += 1
        let count = counts[finding.fingerprint] ?? 1
        let fingerprint = count == 1 ? finding.fingerprint : "\(finding.fingerprint)#\(count)"
        return .present([
          "ruleId": .string(finding.code), "ruleIndex": rules.index(of: finding.code).map { .int($0) },
          "level": .string(finding.severity.rawValue), "message": Self.message(FindingSentences.text(of: finding)),
          "locations": [location(reported, fallback: fallback)],
          "relatedLocations": finding.related.flatMap { $0.hasLine ? $0 : nil }.map {
            [
              [
                "physicalLocation": [
                  "artifactLocation": artifact(paths.fromTop($0.path)), "region": ["startLine": .int($0.line)],
                ]
              ]
            ]
          },
          "partialFingerprints": ["finding/v1": .string(fingerprint)],
          "suppressions": .array(reported.waivers.map { suppression($0, locator) }),
          "baselineState": reported.state.map { .string($0.rawValue) },
          "properties": .present([
            "plans": .strings(reported.plans), "evidence": finding.evidence.map { .string($0) },
            "fix": finding.fix.map { .string($0) },
          ]),
        ])
      })
  }

  /// A finding without a position stands in the first file of its plan: services drop results that stand nowhere.
  private func location(_ reported: ReportedFinding, fallback: String?) -> JSONValue {
    let finding = reported.finding
    let name = [finding.table?.qualified, finding.object].compactMap(\.self).joined(separator: ".")
    let physical = reported.location.map(physical) ?? fallback.map { ["artifactLocation": artifact(paths.fromTop($0))] }
    return .present([
      "physicalLocation": physical,
      "logicalLocations": name.isEmpty ? nil : [["fullyQualifiedName": .string(name)]],
    ])
  }

  private func physical(_ location: ReportLocation) -> JSONValue {
    [
      "artifactLocation": artifact(location.path),
      "region": .present([
        "startLine": .int(location.line), "startColumn": .int(location.column),
        "endLine": location.end.map { .int($0.line) }, "endColumn": location.end.map { .int($0.column) },
      ]),
    ]
  }

  private func artifact(_ path: String) -> JSONValue {
    ["uri": .string(ReportPaths.uri(path)), "uriBaseId": .string(Self.base)]
  }

  private func suppression(_ waiver: AppliedWaiver, _ locator: ReportLocator) -> JSONValue {
    .present([
      "kind": "external", "status": "accepted", "justification": .string(waiver.because),
      "location": waiver.span.flatMap(locator.location).map { ["physicalLocation": physical($0)] },
      "properties": waiver.until.map { ["until": .string($0)] },
    ])
  }

  private func invocation(_ problems: [Diagnostic], _ locator: ReportLocator) -> JSONValue {
    .present([
      "executionSuccessful": .bool(!problems.contains { $0.severity == .error }),
      "toolExecutionNotifications": problems.isEmpty
        ? nil
        : .array(
          problems.map { problem in
            .present([
              "descriptor": ["id": .string(problem.code)], "level": .string(problem.severity.rawValue),
              "message": Self.message(FindingSentences.text(of: problem)),
              "locations": problem.span.flatMap(locator.location).map { [["physicalLocation": physical($0)]] },
            ])
          }),
    ])
  }

  private static func message(_ text: String) -> JSONValue { ["text": .string(SARIFText.message(text))] }
}

enum SARIFText {
  /// A message that shows as that text: braces would be places to fill, and `[text](1)` a link.
  static func message(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "(", previous == "]" { escaped.append(" ") }
      escaped.append(scalar)
      if scalar == "{" || scalar == "}" { escaped.append(scalar) }
      previous = scalar
    }
    return String(escaped)
  }
}
