import CatalogComparison
import Checks
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 8.3: what can be wrong in rows although every constraint holds.
enum IntegrityPart: PlanPart {
  static let id = PartID.integrity

  private struct Test {
    var key: String
    var basis: Basis
    var sources: [Source?]
    var what: Prose
    var why: Prose
  }

  private static let limit = 15

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let tests =
      derivedColumns(subject) + rules(subject) + orphans(subject) + newlyBound(subject) + crossTenant(subject)
    let shown = tests.prefix(limit).map { test in
      page.row(test.key, test.basis, from: test.sources, ["what": test.what, "why": test.why])
    }
    let loose = subject.plan.derived.filter { $0.keptBy == nil }.map(\.column.value.display)
    if !loose.isEmpty { page.ask(.keptBy, about: loose) }
    if subject.plan.rules.isEmpty { page.ask(.rules) }
    return [
      "checks": .rows(["what", "why"], shown), "hasChecks": .flag(!shown.isEmpty),
      "more": .text("\(tests.count - shown.count)"), "hasMore": .flag(tests.count > shown.count),
      "missing": page.missing,
    ]
  }

  private static func derivedColumns(_ subject: PlanSubject) -> [Test] {
    subject.plan.derived.map { derived in
      let keeper = subject.keeper(of: derived)
      return Test(
        key: "derived.\(derived.column.value.display)", basis: .plan,
        sources: [(derived.keptBy?.span ?? derived.column.span).plan, keeper?.span.schema],
        what: "\(code: derived.column.value.display) equals what it is derived from",
        why: keeper?.text ?? "it is stored")
    }
  }

  /// Rules that rows can break; a key that is stricter than its rule lets none of them in.
  private static func rules(_ subject: PlanSubject) -> [Test] {
    subject.plan.rules.compactMap { rule in
      let verdict = RuleEnforcement.of(rule, in: subject.catalog).verdict
      guard verdict == .missing || verdict == .words else { return nil }
      var table: ObjectName?
      switch rule.kind {
      case .unique(let name, _), .check(let name): table = name
      case .prose: break
      }
      return Test(
        key: "rule.\(rule.text.value)", basis: .plan,
        sources: [rule.text.span.plan, table.flatMap { subject.volumes[$0]?.rows?.span }.plan],
        what: Prose(rule.text.value),
        why: verdict == .words ? "left to the application" : "not there yet\(rows(of: table, subject))")
    }
  }

  private static func rows(of table: ObjectName?, _ subject: PlanSubject) -> String {
    guard let rows = table.flatMap({ subject.rows(of: $0) }) else { return "" }
    return rows > 0 ? "; \(Format.count(rows)) rows" : "; no row yet"
  }

  private static func orphans(_ subject: PlanSubject) -> [Test] {
    subject.findings.filter { $0.code == "implicit-join" && $0.waiver == nil }.map { finding in
      Test(
        key: "orphans.\(finding.fingerprint)", basis: .derived, sources: [finding.span.schema, .rule(finding.code)],
        what: "\(code: "\(finding.table?.display ?? "").\(finding.object ?? "")") has a parent",
        why: "no foreign key keeps it")
    }
  }

  /// Constraints that a change puts on columns which hold values already, with the rows there; not a key that a
  /// smaller one has kept unique all along.
  private static func newlyBound(_ subject: PlanSubject) -> [Test] {
    guard let difference = subject.difference, let baseline = subject.baseline else { return [] }
    let kinds: Set<SchemaChange.ObjectKind> = [.uniqueConstraint, .checkConstraint, .exclusionConstraint, .foreignKey]
    return difference.changes.compactMap { change in
      guard change.action == .add, kinds.contains(change.kind), let name = change.table,
        let old = baseline.catalog.tables[name], let table = subject.catalog.tables[name]
      else { return nil }
      let key = table.keys.first { $0.name == change.name }
      let columns = key?.columns ?? table.foreignKeys.first { $0.name == change.name }?.columns ?? []
      guard columns.allSatisfy({ old.columns.contains($0) }), key.map({ !old.isUnique($0.columns) }) ?? true else {
        return nil
      }
      let rows = subject.rows(of: name)
      return Test(
        key: "existing.\(change.display)", basis: .derived,
        sources: [change.span.schema, subject.volumes[name]?.rows?.span.plan],
        what: "rows of \(subject.link(name)) that are there satisfy \(code: change.name)",
        why: rows.map { "new for \(Format.count($0)) rows" } ?? "new for rows that are there")
    }
  }

  /// Foreign keys between tables that both carry the tenant column, which the key does not include: first those that a
  /// decision speaks of, then those of the largest tables.
  private static func crossTenant(_ subject: PlanSubject) -> [Test] {
    guard let key = subject.plan.tenancy?.key else { return [] }
    let loose = subject.shape.references.filter { reference in
      subject.isInScope(reference.table.name) && reference.table.columns.contains(key.value)
        && !reference.key.columns.contains(key.value)
        && subject.catalog.tables[reference.key.target]?.columns.contains(key.value) == true
    }
    let decided = Set(subject.plan.decisions.flatMap(words))
    let ranked = loose.enumerated().map { offset, reference in
      let names = [reference.table.name.name, reference.key.target.name]
      return (
        reference: reference, isDecided: names.allSatisfy { decided.contains($0.lowercased()) },
        rows: subject.rows(of: reference.table.name), offset: offset
      )
    }
    let sorted = ranked.sorted { left, right in
      if left.isDecided != right.isDecided { return left.isDecided }
      return (right.rows ?? 0, left.offset) < (left.rows ?? 0, right.offset)
    }
    return sorted.map { item in
      let child = item.reference.table.name
      return Test(
        key: "tenant.\(item.reference.identity)", basis: .derived,
        sources: [item.reference.key.span.schema, key.span.plan, subject.volumes[child]?.rows?.span.plan],
        what: "\(subject.link(child)) and \(subject.link(item.reference.key.target)): same \(code: key.value)",
        why: "\(code: item.reference.key.name) leaves it out\(rows(of: child, subject))")
    }
  }

  /// What a decision and its options say, as words in lower case.
  private static func words(_ decision: Decision) -> [String] {
    let texts =
      [decision.question.value, decision.because?.value ?? ""]
      + decision.options.flatMap { [$0.name.value] + $0.pros + $0.cons }
    return texts.flatMap { text in
      text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    }
  }
}
