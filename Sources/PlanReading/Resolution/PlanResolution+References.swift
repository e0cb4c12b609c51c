internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// Names of the plan's own things: queries, options, renamed objects, codes.
extension PlanResolution {
  mutating func resolveOperations() {
    for index in plan.batches.indices { plan.batches[index].table = plan.batches[index].table.map { table($0) } }
    for index in plan.backfills.indices { plan.backfills[index].column = column(plan.backfills[index].column) }
    for index in plan.seeds.indices {
      plan.seeds[index].table = table(plan.seeds[index].table)
      plan.seeds[index].after = plan.seeds[index].after.map { table($0) }
    }
    resolveRenames()
  }

  mutating func checkReferences() {
    let queries = plan.queries.map(\.name.value)
    reportRepeats(plan.queries.map(\.name), of: "query")
    reportRepeats(plan.transactions.map(\.name), of: "transaction")
    reportRepeats(plan.batches.map(\.name), of: "batch")
    reportRepeats(plan.decisions.map(\.id), of: "decision")
    let known = Set(queries)
    for transaction in plan.transactions {
      for run in transaction.runs where !known.contains(run.value) {
        let nearest = NearestName.of(run.value, among: queries).map { "did you mean `\($0)`?" }
        error("plan-unknown-query", "there is no query `\(run.value.excerpt)`", at: run.span, fix: nearest)
      }
    }
    for query in plan.queries { checkFreeReferences(of: query, queries: queries) }
    for decision in plan.decisions { checkOptions(of: decision) }
  }

  /// What a query runs once per, and what makes its answers stale, may be anything; a near miss is worth a word.
  private mutating func checkFreeReferences(of query: Query, queries: [String]) {
    if let per = query.per, !queries.contains(per.value), let nearest = NearestName.of(per.value, among: queries),
      NearestName.editDistance(per.value, nearest) <= 2
    {
      report(
        .note, "plan-unknown-query", "`\(per.value.excerpt)` is taken as a thing, not a query", at: per.span,
        fix: "write `\(nearest)` if you mean that query")
    }
    let events = queries + plan.transactions.map(\.name.value) + plan.batches.map(\.name.value)
    for event in query.cached?.invalidatedBy ?? [] where !events.contains(event.value) {
      guard let nearest = NearestName.of(event.value, among: events) else { continue }
      report(
        .warning, "plan-unknown-query", "`\(event.value.excerpt)` is no query, transaction or batch", at: event.span,
        fix: "did you mean `\(nearest)`?")
    }
  }

  private mutating func checkOptions(of decision: Decision) {
    let options = decision.options.map(\.name.value)
    guard !options.isEmpty else { return }
    for choice in [decision.chosen, decision.recommended].compactMap(\.self) where !options.contains(choice.value) {
      let nearest = NearestName.of(choice.value, among: options).map { "did you mean `\($0)`?" }
      error(
        "plan-unknown-option", "`\(choice.value.excerpt)` is not an option of \(decision.id.value)", at: choice.span,
        fix: nearest ?? "the options are \(options.joined(separator: "; "))")
    }
  }

  private mutating func reportRepeats(_ names: [Located<String>], of kind: String) {
    var first: [String: SourceSpan?] = [:]
    for name in names {
      guard let earlier = first[name.value] else {
        first[name.value] = name.span
        continue
      }
      error(
        "plan-repeated-name", "there are two of the \(kind) `\(name.value.excerpt)`", at: name.span,
        why: earlier.map { "the other one stands at \($0.reference)" })
    }
  }

  mutating func checkCodes(knownChecks: [String]?, knownLines: [String]?) {
    if let knownChecks {
      for code in plan.checks.map(\.code) + plan.waivers.map(\.check) where !knownChecks.contains(code.value) {
        let nearest = NearestName.of(code.value, among: knownChecks).map { "did you mean `\($0)`?" }
        error("plan-unknown-check", "there is no check `\(code.value.excerpt)`", at: code.span, fix: nearest)
      }
    }
    if let knownLines {
      for line in plan.attestations.map(\.line) where !knownLines.contains(line.value) {
        let nearest = NearestName.of(line.value, among: knownLines).map { "did you mean `\($0)`?" }
        error(
          "plan-unknown-line", "there is no checklist line `\(line.value.excerpt)`", at: line.span,
          fix: nearest ?? "the lines are \(knownLines.prefix(8).joined(separator: ", "))...")
      }
    }
    for waiver in plan.waivers { checkWaiver(waiver) }
  }

  private mutating func checkWaiver(_ waiver: Waiver) {
    if let until = waiver.until, let day = plan.asOf?.value, until.value < day {
      report(
        .warning, "plan-waiver-expired", "this waiver ended before the plan's numbers were true", at: until.span,
        why: "as_of is \(day)", fix: "renew or remove it")
    }
    guard let on = waiver.on, !isWaivable(on.value) else { return }
    let queries = plan.queries.map(\.name.value)
    guard let parts = IdentifierPath.parse(on.value), parts.count <= 3, NearestName.of(on.value, among: queries) == nil
    else {
      let nearest = NearestName.of(on.value, among: queries).map { "did you mean the query `\($0)`?" }
      error(
        "plan-unknown-name", "`\(on.value.excerpt)` is no table, column, index or query", at: on.span, fix: nearest)
      return
    }
    if parts.count == 1 {
      _ = table(ObjectName(parts[0], schema: ""), at: on.span)
    } else {
      let schema = parts.count == 3 ? parts[0] : ""
      _ = column(
        ColumnReference(ObjectName(parts[parts.count - 2], schema: schema), parts[parts.count - 1]), at: on.span)
    }
  }

  /// Whether a waiver can name it: a query, a qualified table, an index or constraint.
  private func isWaivable(_ name: String) -> Bool {
    if plan.queries.contains(where: { $0.name.value == name }) { return true }
    if names.tables.contains(where: { $0.qualified == name || $0.display == name }) { return true }
    return catalog.tables.contains { table in
      table.indexes.contains { $0.name == name } || table.keys.contains { $0.name == name }
        || table.foreignKeys.contains { $0.name == name }
    }
  }
}
