package import CatalogComparison
package import Diagnostics
package import SchemaModel

/// What two sources of one schema say differently.
package struct SourceDisagreement: Sendable, Hashable {
  /// What the rule is called everywhere.
  package static let code = "sources-disagree"

  /// One source's say in it.
  package struct Side: Sendable, Hashable {
    /// `the SQL`, `the Prisma schema`: how people call the source.
    package var source: String
    package var language: SchemaOrigin.Language
    /// Where the object stands; where it is missing, what it would stand in, or the source itself.
    package var span: SourceSpan?
    package var hasObject: Bool

    package init(source: String, language: SchemaOrigin.Language, span: SourceSpan?, hasObject: Bool) {
      self.source = source
      self.language = language
      self.span = span
      self.hasObject = hasObject
    }

    /// `schema.prisma:12`, or the source's name where it has no lines.
    package var place: String { span?.reference ?? source }
  }

  package var kind: SchemaChange.ObjectKind
  /// The table it belongs to or is; nil for objects without one.
  package var table: ObjectName?
  package var name: String
  /// What differs, from the first side to the second; empty when one of them has no such object.
  package var details: [SchemaChange.Detail]
  /// The source that is followed where the two differ.
  package var first: Side
  package var second: Side

  /// Whether they differ in nothing but a name that no query uses.
  package var isNameAlone: Bool { !details.isEmpty && details.allSatisfy { $0.property == "name" } }
}

extension SourceDisagreement {
  /// `orders.total`, `orders_pkey on orders`: how people say it.
  package var object: String {
    var change = SchemaChange(.change, kind, name, of: table, span: nil)
    change.details = details
    return change.display
  }

  /// One sentence without a full stop.
  package var message: String {
    guard details.isEmpty else {
      let parts = details.map { detail in
        "\(detail.property) is \(detail.old) in \(first.source) and \(detail.new) in \(second.source)"
      }
      return "\(kind.rawValue) \(object): \(parts.joined(separator: "; "))"
    }
    let (holder, other) = first.hasObject ? (first, second) : (second, first)
    return "\(kind.rawValue) \(object) is in \(holder.source) and not in \(other.source)"
  }

  /// Both positions and what stands there.
  package var evidence: String {
    guard details.isEmpty else {
      return "\(first.place) has \(values(\.old)); \(second.place) has \(values(\.new))"
    }
    let (holder, other) = first.hasObject ? (first, second) : (second, first)
    return "\(holder.place) declares it; \(other.place) does not"
  }

  /// The two ways out.
  package var fix: String {
    if details.isEmpty {
      let (holder, other) = first.hasObject ? (first, second) : (second, first)
      return "\(Self.adding(to: other)), or \(Self.removing(from: holder))"
    }
    return "\(Self.changing(second, to: values(\.old))), or \(Self.changing(first, to: values(\.new)))"
  }

  /// What one side has; several by the names of what they are.
  private func values(_ side: KeyPath<SchemaChange.Detail, String>) -> String {
    guard details.count > 1 else { return details.first?[keyPath: side] ?? "" }
    return details.map { "\($0.property) \($0[keyPath: side])" }.joined(separator: ", ")
  }

  private static func adding(to side: Side) -> String {
    switch side.language {
    case .prisma: "declare it in the Prisma schema"
    case .sqlalchemy: "declare it in the models"
    case .sql: "write the migration that makes it"
    case .database: "apply the migration that makes it"
    }
  }

  private static func removing(from side: Side) -> String {
    switch side.language {
    case .prisma: "take it out of the Prisma schema"
    case .sqlalchemy: "take it out of the models"
    case .sql: "write the migration that drops it"
    case .database: "drop it from the database"
    }
  }

  private static func changing(_ side: Side, to value: String) -> String {
    switch side.language {
    case .prisma: "change the Prisma schema to \(value)"
    case .sqlalchemy: "change the models to \(value)"
    case .sql: "write the migration that makes it \(value)"
    case .database: "migrate the database to \(value)"
    }
  }

  /// For a reader that has no findings: at the side that has it, with the other as a related position.
  package var diagnostic: Diagnostic {
    let (holder, other) = first.hasObject ? (first, second) : (second, first)
    var diagnostic = Diagnostic(
      isNameAlone ? .note : .warning, code: Self.code, message, at: holder.span ?? other.span,
      why: "what the two sources say can not both be true of one database", fix: fix)
    diagnostic.related = [RelatedPosition(span: other.span, words: Self.words(of: other))]
    return diagnostic
  }

  private static func words(of side: Side) -> String {
    side.hasObject ? "what \(side.source) says" : "where \(side.source) would have it"
  }
}
