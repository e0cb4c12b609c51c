import Diagnostics
import MarkdownWriting
import PlanModel
import SchemaModel
import Templating

/// Collects what one part says and what it lacks while the part is composed.
struct Composition {
  /// nil for a section without a number.
  let part: PartID?
  private let key: String
  let subject: PlanSubject
  let references: SourceReferences
  /// The plan's document as seen from the page that is composed; empty for the plan itself.
  let document: String
  private(set) var statements: [Statement] = []
  private(set) var questions: [OpenQuestion] = []
  private(set) var escalations: [Escalation] = []

  init(part: PartID, subject: PlanSubject, references: SourceReferences, document: String = "") {
    self.document = document
    self.part = part
    key = part.key
    self.subject = subject
    self.references = references
  }

  /// Of a section that has no number and asks for nothing.
  init(section: String, subject: PlanSubject, references: SourceReferences) {
    document = ""
    part = nil
    key = section
    self.subject = subject
    self.references = references
  }

  /// States a fact in a sentence; a record of `text` and `refs`.
  mutating func say(_ key: String, _ basis: Basis, from sources: [Source?], _ text: Prose) -> TemplateRecord {
    let known = record(key, basis, sources, text.plain)
    return ["text": text.flow, "refs": references.markup(known, in: document)]
  }

  /// States a fact as a row of named cells; the statement reads `first · name second · ...`.
  mutating func row(
    _ key: String, _ basis: Basis, from sources: [Source?], _ cells: KeyValuePairs<String, Prose>
  ) -> TemplateRecord {
    var text = cells.first?.value.plain ?? ""
    for (name, cell) in cells.dropFirst() where cell != .none && !cell.isEmpty {
      text += " · \(name) \(cell.plain)"
    }
    let known = record(key, basis, sources, text)
    var result = TemplateRecord(fields: cells.map { (name: $0.key, value: $0.value.cell) })
    result["refs"] = references.markup(known, in: document)
    return result
  }

  /// Asks for a missing fact; questions of the same id are joined over all parts.
  /// - Parameter answer: YAML that answers it here, when that is not the question's own.
  mutating func ask(_ question: Question, about subjects: [String] = [], answer: String? = nil) {
    guard let part else { return }
    var opened = question.opened(by: part, about: subjects)
    if let answer { opened.answer = answer }
    questions.append(opened)
  }

  mutating func escalate(_ id: String, _ title: String, because reason: String, from sources: [Source?]) {
    escalations.append(Escalation(id: id, title: title, reason: reason, sources: sources.compactMap(\.self)))
  }

  /// What the part lacks, as template rows: each question it asked, with its subjects.
  var missing: TemplateValue {
    let rows = questions.map { question -> TemplateRecord in
      var text: Prose = "\(link: question.text, to: "#q-\(question.id)")"
      if !question.subjects.isEmpty { text.append(" \(Prose.codes(question.subjects, limit: 5))") }
      return ["text": text.flow]
    }
    return .list(TemplateList(fields: ["text"], rows: rows))
  }

  private mutating func record(_ key: String, _ basis: Basis, _ sources: [Source?], _ text: String) -> [Source] {
    var seen: Set<Source> = []
    let known = sources.compactMap(\.self).filter { seen.insert($0).inserted }
    statements.append(
      Statement(id: "\(self.key).\(key)", part: part, text: text, basis: basis, sources: known))
    return known
  }
}

extension TemplateValue {
  /// Rows under field names that hold even when there are none; every row also has `refs`.
  static func rows(_ fields: [String], _ rows: [TemplateRecord]) -> TemplateValue {
    .list(TemplateList(fields: fields + ["refs"], rows: rows))
  }

  /// Sentences with their references.
  static func sayings(_ rows: [TemplateRecord]) -> TemplateValue { .rows(["text"], rows) }
}
