package import Diagnostics

/// A migration that somebody wrote, as the statements that it sends.
package struct WrittenMigration: Sendable {
  package enum Form: String, Sendable {
    case sql = "SQL"
    case prisma = "Prisma"
    case alembic = "Alembic"
  }

  package var form: Form
  /// What people wrote.
  package var file: SourceFile
  /// The SQL that is sent: the file itself, or what the operations of an Alembic revision come to.
  package var script: SourceFile
  package var wrapping: TransactionWrapping
  /// Where in the file the parts of the script come from; empty when they are the same text.
  package var origins: [ScriptOrigin] = []
  package var suppressions: [Suppression] = []

  package init(_ form: Form, file: SourceFile, script: SourceFile? = nil, wrapping: TransactionWrapping) {
    self.form = form
    self.file = file
    self.script = script ?? file
    self.wrapping = wrapping
  }

  /// Where a range of the script stands in the file.
  package func span(of range: Range<Int>) -> SourceSpan { file.span(place(of: range)) }

  /// The same as UTF-8 offsets of the file.
  package func place(of range: Range<Int>) -> Range<Int> {
    guard !origins.isEmpty else { return range }
    let origin = origins.last { $0.offset <= range.lowerBound } ?? origins[0]
    return origin.range
  }
}

/// Where the part of a script that begins at an offset comes from.
package struct ScriptOrigin: Sendable, Hashable {
  package var offset: Int
  /// UTF-8 offsets of the file.
  package var range: Range<Int>

  package init(_ offset: Int, from range: Range<Int>) {
    self.offset = offset
    self.range = range
  }
}

/// What a tool puts around the statements of a file.
package struct TransactionWrapping: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Each statement commits by itself until the file says BEGIN.
    case none
    /// The whole file is one transaction.
    case file
    /// The file is sent as one query: more than one statement is one transaction.
    case query
  }

  package var kind: Kind
  /// Who does it: `Prisma sends a migration as one query`.
  package var words: String

  package init(_ kind: Kind, _ words: String) {
    self.kind = kind
    self.words = words
  }
}

/// A comment in a migration by which somebody answers a finding.
package struct Suppression: Sendable, Hashable {
  package var codes: [String]
  /// nil when none was given.
  package var reason: String?
  /// Whether it speaks of the whole file, and not of the next statement.
  package var isFileWide: Bool
  /// UTF-8 offsets of the file.
  package var range: Range<Int>

  package init(codes: [String], reason: String?, isFileWide: Bool, range: Range<Int>) {
    self.codes = codes
    self.reason = reason
    self.isFileWide = isFileWide
    self.range = range
  }
}
