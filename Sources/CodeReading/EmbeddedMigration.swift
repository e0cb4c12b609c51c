package import Diagnostics

/// SQL inside the migrations of tools that write them in another language, read without running them.
package enum EmbeddedMigration: String, Sendable, CaseIterable {
  case typeORM = "TypeORM"
  case aerich = "aerich"

  /// The tool whose migrations the files are; nil when they are something else.
  package static func kind(of files: [SourceFile]) -> EmbeddedMigration? {
    if files.contains(where: { isTypeORM($0) }) { return .typeORM }
    if files.contains(where: { isAerich($0) }) { return .aerich }
    return nil
  }

  /// Extensions of the files that may hold such migrations.
  package static let extensions: Set<String> = ["ts", "js", "py"]

  /// The SQL that goes up, in the order of the files: everything else is blanked, so that positions stay.
  package func scripts(_ files: [SourceFile]) -> Reading<[SourceFile]> {
    var reading = Reading<[SourceFile]>([])
    for file in files {
      switch self {
      case .typeORM where Self.isTypeORM(file):
        let script = TypeORMMigration.script(file)
        reading.value.append(script.value)
        reading.diagnostics += script.diagnostics
      case .aerich where Self.isAerich(file): reading.value.append(AerichMigration.script(file))
      default: continue
      }
    }
    return reading
  }

  private static func isTypeORM(_ file: SourceFile) -> Bool {
    guard file.path.hasSuffix(".ts") || file.path.hasSuffix(".js"), !file.path.hasSuffix(".d.ts") else { return false }
    let tokens = JavaScriptLexer.tokens(of: file.text)
    return TypeORMMigration.body(of: "up", tokens) != nil && TypeORMMigration.body(of: "down", tokens) != nil
      && tokens.contains { $0.isWord("queryRunner") || $0.isWord("MigrationInterface") || $0.isWord("QueryRunner") }
  }

  private static func isAerich(_ file: SourceFile) -> Bool {
    file.path.hasSuffix(".py") && AerichMigration.statementRange(file) != nil
  }
}

/// A text of which only some stretches are kept.
struct BlankedText {
  private(set) var bytes: [UInt8]

  init(_ text: String) {
    bytes = text.utf8.map { $0 == UInt8(ascii: "\n") ? $0 : UInt8(ascii: " ") }
  }

  /// Puts a statement where it stood, with a semicolon after it; what it is shorter by stays blank.
  mutating func keep(_ statement: String, in range: Range<Int>) {
    var position = range.lowerBound
    for byte in statement.utf8 where position < range.upperBound {
      bytes[position] = byte
      position += 1
    }
    if range.upperBound < bytes.count, bytes[range.upperBound] != UInt8(ascii: "\n") {
      bytes[range.upperBound] = UInt8(ascii: ";")
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
