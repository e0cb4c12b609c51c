/// The names that SQLAlchemy gives constraints and indexes: those that were written, or those of the MetaData's
/// convention.
struct ConstraintNames {
  /// What a name is made of.
  struct Subject {
    /// `ix`, `uq`, `ck`, `fk`, `pk`.
    var kind: String
    var table: TableDraft
    var columns: [ColumnDraft]
    var referredTable: String?
    var referredColumns: [String] = []
    var isOfType = false
  }

  enum Name {
    case given(String)
    /// PostgreSQL chooses.
    case none
    case unresolved(String)
  }

  /// PostgreSQL's longest name in bytes.
  private static let limit = 63

  static func name(_ written: Value?, _ subject: Subject) -> Name {
    var text: String?
    switch written {
    case nil, .some(.none): break
    case .external(let path)? where path.lastPart == "_NONE_NAME": return .none
    case .object(let call)? where call.name == "conv" || call.callee == ".f":
      return call.argument(0)?.text.map { .given(truncated($0)) } ?? .unresolved("its name is not known")
    case .unknown(let unknown)?: return .unresolved(unknown.reason)
    case let value?:
      guard let found = Interpreter.text(of: value) else { return .unresolved("its name is not known") }
      text = found
    }
    guard let convention = convention(subject) else { return text.map { .given($0) } ?? .none }
    guard case .string(let template) = convention else { return .unresolved("its name is made by a function") }
    guard text == nil || template.contains("constraint_name") else { return .given(text ?? "") }
    if text == nil, template.contains("constraint_name") { return .none }
    return fill(template, subject, text).map { .given(truncated($0)) }
      ?? .unresolved("the naming convention has a part that is not known")
  }

  private static func convention(_ subject: Subject) -> Value? {
    guard let box = subject.table.metadata.convention else {
      return subject.kind == "ix" ? .string("ix_%(column_0_label)s") : nil
    }
    if let value = box[subject.kind] { return value }
    let types = [
      "ix": "Index", "uq": "UniqueConstraint", "ck": "CheckConstraint", "fk": "ForeignKeyConstraint",
      "pk": "PrimaryKeyConstraint",
    ]
    let found = box.entries.first { entry in
      if case .external(let path) = entry.key { path.lastPart == types[subject.kind] } else { false }
    }
    return found?.value ?? (subject.kind == "ix" ? .string("ix_%(column_0_label)s") : nil)
  }

  /// `%(table_name)s_%(column_0_name)s` with the parts in place.
  private static func fill(_ template: String, _ subject: Subject, _ name: String?) -> String? {
    var result = ""
    var rest = Substring(template)
    while let start = rest.firstIndex(of: "%") {
      result += rest[..<start]
      rest = rest[rest.index(after: start)...]
      if rest.first == "%" {
        result += "%"
        rest = rest.dropFirst()
        continue
      }
      guard rest.first == "(", let end = rest.firstIndex(of: ")") else { return nil }
      let token = String(rest[rest.index(after: rest.startIndex)..<end])
      rest = rest[rest.index(after: end)...]
      guard rest.first == "s", let part = part(token, subject, name) else { return nil }
      result += part
      rest = rest.dropFirst()
    }
    return result + rest
  }

  private static func part(_ token: String, _ subject: Subject, _ name: String?) -> String? {
    switch token {
    case "table_name": return subject.table.name
    case "constraint_name": return name
    case "referred_table_name": return subject.referredTable
    default: break
    }
    if let value = subject.table.metadata.convention?[token] {
      // A function of one's own.
      return value.text
    }
    guard let range = token.firstRange(of: "column_") else { return nil }
    let isReferred = token.hasPrefix("referred_")
    let parts = token[range.upperBound...].split(separator: "_", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, let kind = parts.last, parts.count >= 2 else { return nil }
    let texts = isReferred ? subject.referredColumns : subject.columns.map { text($0, kind, subject.table) }
    let digits = first.prefix { $0.isNumber }
    guard let position = Int(digits) else { return nil }
    if first.hasSuffix("N") { return texts.joined() }
    if parts.count == 3, parts[1] == "N" { return texts.joined(separator: "_") }
    return position < texts.count ? texts[position] : ""
  }

  private static func text(_ column: ColumnDraft, _ kind: String, _ table: TableDraft) -> String {
    switch kind {
    case "key": column.key
    case "label":
      (table.schema.map { $0.split(separator: ".").joined(separator: "_") + "_" } ?? "")
        + "\(table.name)_\(column.name)"
    default: column.name
    }
  }

  /// A name that is too long ends in four digits of its MD5.
  static func truncated(_ name: String) -> String {
    guard name.unicodeScalars.count > limit else { return name }
    let head = String(String.UnicodeScalarView(name.unicodeScalars.prefix(limit - 8)))
    return "\(head)_\(MD5.hexadecimal(name).suffix(4))"
  }
}
