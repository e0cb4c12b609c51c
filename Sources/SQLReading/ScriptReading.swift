import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Applies one file: a session of its own, statement by statement.
  mutating func apply(_ file: SourceFile) {
    let script = SQLScript(file.text)
    let firstDiagnostic = diagnostics.count
    begin(file, script)
    var isKnownPostgres = false
    for statement in script.statements {
      source = StatementSource(file: file, statement: statement)
      guard let error = parseAndApply(statement) else { continue }
      if error.reason != .tooLong {
        if !isKnownPostgres, refuses(script) { break }
        isKnownPostgres = true
      }
      reportSyntax(error, in: statement)
    }
    let sorted = diagnostics[firstDiagnostic...].enumerated().sorted { left, right in
      (left.element.span?.offset ?? 0, left.offset) < (right.element.span?.offset ?? 0, right.offset)
    }
    diagnostics.replaceSubrange(firstDiagnostic..., with: sorted.map(\.element))
  }

  /// A file is a session of its own: nothing is left of the settings and temporary tables of the one before.
  mutating func begin(_ file: SourceFile, _ script: SQLScript) {
    source = StatementSource(file: file, statement: nil)
    searchPath = ["public"]
    temporaryRelations = []
    transaction = TransactionState()
    transaction.mayRollBack = script.statements.contains { statement in
      ["rollback", "abort"].contains(DataStatement.firstWord(of: statement))
    }
    reportSkipped(script)
  }

  /// A file in another database's language is refused at the first statement that does not parse, with the word that
  /// gives it away.
  private mutating func refuses(_ script: SQLScript) -> Bool {
    for sign in ForeignDialect.signs(in: source.file.text) {
      let statement = script.statements.first { $0.range.upperBound > sign.range.lowerBound }
      if let statement, parses(statement) { continue }
      report(
        .error, "other-database", "this is written for \(sign.dialect): \(sign.reason)", at: sign.range,
        why: "dbplan reads PostgreSQL; the rest of this file was not read",
        fix: "give the PostgreSQL form of the schema, for example the output of pg_dump --schema-only")
      return true
    }
    return false
  }

  private func parses(_ statement: SQLStatement) -> Bool {
    do throws(SQLSyntaxError) {
      try parser.withStatement(statement.text, tokenCount: statement.tokenCount) { _ in }
      return true
    } catch {
      return false
    }
  }

  private mutating func reportSkipped(_ script: SQLScript) {
    var variables: Set<String> = []
    for skipped in script.skipped {
      switch skipped.kind {
      case .copyData: break
      case .metaCommand(let name):
        guard !Self.silentCommands.contains(name) else { continue }
        let what = name.isEmpty ? "a backslash" : "the psql command \\\(name)"
        report(.warning, "psql-command", "\(what) is skipped", at: skipped.range, why: Self.reason(command: name))
      case .variable(let name):
        guard variables.insert(name).inserted else { continue }
        report(
          .warning, "psql-variable", "the psql variable :\(name) is read as the name \"\(name.lowercased())\"",
          at: skipped.range, why: "only psql knows its value")
      }
    }
  }

  /// Written by pg_dump around every dump; they say nothing about the schema.
  private static let silentCommands: Set<String> = ["restrict", "unrestrict"]

  private static func reason(command: String) -> String {
    switch command {
    case "i", "include", "ir", "include_relative": "the file it names is not read; name it as a source of its own"
    case "c", "connect": "everything is read as one database"
    case "if", "elif", "else", "endif": "conditions of psql are not evaluated; all branches are read"
    case "copy": "data is not part of a schema"
    default: "it is a line for psql and not SQL"
    }
  }

  mutating func parseAndApply(_ statement: SQLStatement) -> SQLSyntaxError? {
    if DataStatement.isData(statement) { return nil }
    let parser = parser
    do throws(SQLSyntaxError) {
      try parser.withStatement(statement.text, tokenCount: statement.tokenCount) { node in apply(node) }
      return nil
    } catch {
      return error
    }
  }

  mutating func reportSyntax(_ error: SQLSyntaxError, in statement: SQLStatement) {
    let last = max(statement.range.upperBound - 1, statement.range.lowerBound)
    let offset = min(statement.range.lowerBound + error.offset, last)
    switch error.reason {
    case .syntax:
      report(
        .error, "sql-syntax", error.message, at: offset..<offset + 1,
        why: "PostgreSQL 15 does not accept this statement; the others of the file were read")
    case .tooLong:
      report(
        .error, "statement-too-long", error.message, at: headline,
        why: "a schema has no statement of this size; chains of operators this long exhaust PostgreSQL's own stack")
    }
    opaqueWords.formUnion(OpaqueCode.words(of: statement.text))
  }
}

/// Statements that only move data, told by their first word so that their bulk is never parsed.
enum DataStatement {
  private static let words = ["insert", "copy", "update", "delete", "merge", "truncate", "values"]

  static func isData(_ statement: SQLStatement) -> Bool {
    words.contains(firstWord(of: statement))
  }

  /// In lower case.
  static func firstWord(of statement: SQLStatement) -> String {
    var word: [UInt8] = []
    for byte in statement.text.utf8 {
      let lower = byte | 0x20
      guard (0x61...0x7A).contains(lower), word.count < 16 else { break }
      word.append(lower)
    }
    return String(decoding: word, as: UTF8.self)
  }
}

/// Code whose effect is not followed.
enum OpaqueCode {
  /// How many bytes of a text are looked at, so that a statement of any size takes bounded memory. What only a later byte
  /// names is taken for unknown, and said.
  private static let length = 1 << 20

  /// The words of a text, lower case: what it may create or drop.
  static func words(of text: String) -> Set<String> {
    var words: Set<String> = []
    var word: [UInt8] = []
    for byte in text.utf8.prefix(length) {
      let isWord =
        byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      if isWord {
        word.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      } else if !word.isEmpty {
        words.insert(String(decoding: word, as: UTF8.self))
        word.removeAll(keepingCapacity: true)
      }
    }
    if !word.isEmpty { words.insert(String(decoding: word, as: UTF8.self)) }
    return words
  }
}
