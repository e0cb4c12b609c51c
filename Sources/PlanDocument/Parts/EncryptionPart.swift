import CatalogComparison
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 6.3: what is sensitive, how it is stored, and how long.
enum EncryptionPart: PlanPart {
  static let id = PartID.encryption

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let declared = subject.plan.sensitive.filter { $0.dataClass != nil }
    let shown = ordered(declared, subject)
    let all = shown.map { item, isNew in
      page.row(
        item.column.value.display, .plan,
        from: [item.column.span.plan, item.stored?.span.plan, item.keep?.span.plan],
        [
          "column": "\(code: item.column.value.display)\(isNew ? " **new**" as Prose : "")",
          "class": .written(item.dataClass),
          "stored": .written(item.stored), "keep": .written(item.keep),
          "masked": .joined(item.maskFor.map { .code($0.value) }),
        ])
    }
    let rows = FoldedRows(all, limit: 6)
    let columns = shown.map(\.item)
    let facts =
      SensitiveFacts.facts(subject, &page) + facts(elsewhere: declared.count - shown.count, subject, &page)
      + ComplianceLines.summary(subject, &page)
    escalateShortRetention(subject, &page)
    ask(columns, subject, &page)
    let fields = ["column", "class", "stored", "keep", "masked"]
    return [
      "columns": .rows(fields, rows.shown), "hasColumns": .flag(!rows.shown.isEmpty),
      "moreColumns": .rows(fields, rows.folded), "hasMore": .flag(!rows.folded.isEmpty),
      "more": .text("\(rows.folded.count)"), "hasDocument": .flag(PrivacyDocument.isNeeded(subject)),
      "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  /// The declared columns of tables in scope: those that the plan makes first, then as the tables come.
  private static func ordered(
    _ declared: [SensitiveColumn], _ subject: PlanSubject
  ) -> [(item: SensitiveColumn, isNew: Bool)] {
    let byTable = Dictionary(grouping: declared) { $0.column.value.table }
    let items = subject.scope.flatMap { table -> [(item: SensitiveColumn, isNew: Bool)] in
      let added = Set(
        (subject.changesByTable[table.name] ?? []).filter { $0.kind == .column && $0.action == .add }.map(\.name))
      return (byTable[table.name] ?? []).map {
        ($0, subject.isNew(table.name) || added.contains($0.column.value.column))
      }
    }
    return items.filter(\.isNew) + items.filter { !$0.isNew }
  }

  private static func facts(
    elsewhere: Int, _ subject: PlanSubject, _ page: inout Composition
  ) -> [TemplateRecord] {
    var facts: [TemplateRecord] = []
    if let backup = subject.plan.backup {
      facts.append(
        page.say(
          "backup", .plan, from: [(backup.encrypted ?? backup.tool)?.span.plan],
          "Backups\(backup.tool.map { " by \($0.value)" } ?? ""): \(backup.encrypted.map { "encrypted with \($0.value)" } ?? "encryption not stated")\(backup.readers.isEmpty ? "" : ", read by \(Format.list(backup.readers.map(\.value)))")"
        ))
    }
    if elsewhere > 0, let outside = subject.plan.sensitive.first(where: { !subject.isInScope($0.column.value.table) }) {
      facts.append(
        page.say(
          "elsewhere", .plan, from: [outside.column.span.plan],
          "Out of scope: \(Format.counted(elsewhere, "sensitive column"))"))
    }
    return facts
  }

  private static func ask(_ columns: [SensitiveColumn], _ subject: PlanSubject, _ page: inout Composition) {
    if subject.plan.sensitive.isEmpty, SensitiveFacts.guesses(subject).isEmpty { page.ask(.sensitive) }
    let bare = columns.filter { $0.isSecret && $0.stored == nil }.map(\.column.value.display)
    if !bare.isEmpty { page.ask(.secretStorage, about: bare) }
    let kept = columns.filter { $0.keep == nil && !$0.isSecret }.map(\.column.value.display)
    if !kept.isEmpty { page.ask(.retention, about: kept) }
    if subject.plan.backup?.encrypted == nil { page.ask(.backupEncryption) }
  }

  /// Rows that go before the time for which a column of theirs must be kept.
  private static func escalateShortRetention(_ subject: PlanSubject, _ page: inout Composition) {
    for item in subject.plan.sensitive {
      guard let keep = item.keep, let retention = subject.volumes[item.column.value.table]?.retention,
        retention.value.value < keep.value.value
      else { continue }
      let table = item.column.value.table
      page.escalate(
        "retention.\(item.column.value.display)", "\(item.column.value.display) must be kept longer than its rows are",
        because: "kept \(keep.value.shown); rows of \(table.display) go after \(retention.value.shown)",
        from: [keep.span.plan, retention.span.plan])
    }
  }
}
