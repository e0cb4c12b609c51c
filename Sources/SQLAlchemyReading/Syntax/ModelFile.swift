import Diagnostics

/// Tells which files declare models, by words that every declaration has.
struct ModelFile {
  private static let words = [
    "__tablename__", "__table__", "Table(", "DeclarativeBase", "declarative_base", "SQLModel", "mapped_column(",
    "Column(", "map_imperatively",
  ].map { Array($0.utf8) }
  private static let libraries = ["sqlalchemy", "sqlmodel", "SQLAlchemy", "__tablename__"].map { Array($0.utf8) }
  private static let environment = [Array("alembic".utf8)]
  private static let testing = ["pytest", "unittest"].map { Array($0.utf8) }
  private static let revision = [Array("down_revision".utf8)]

  /// Folders of Alembic's environments: steps towards the models, not the models.
  private var environments: [String] = []
  /// The folder that all files are in: what its name says is said of none of them.
  private var common: [Substring] = []

  init(_ files: [SourceFile], sourceCount: Int) {
    for file in files where file.path == "env.py" || file.path.hasSuffix("/env.py") {
      if Self.holds(file, anyOf: Self.environment) { environments.append(String(file.path.dropLast("env.py".count))) }
    }
    guard let first = files.prefix(sourceCount).first else { return }
    common = first.path.split(separator: "/").dropLast()
    for file in files.prefix(sourceCount) {
      let parts = file.path.split(separator: "/").dropLast()
      common = zip(common, parts).prefix { $0 == $1 }.map(\.0)
    }
  }

  func declaresModels(_ file: SourceFile, isAlone: Bool) -> Bool {
    guard file.path.hasSuffix(".py") else { return false }
    if !isAlone, isTest(file) || isRevision(file) || isInstalled(file) { return false }
    return Self.holds(file, anyOf: Self.words) && Self.holds(file, anyOf: Self.libraries)
  }

  private func isRevision(_ file: SourceFile) -> Bool {
    environments.contains { !$0.isEmpty && file.path.hasPrefix($0) } || Self.holds(file, anyOf: Self.revision)
  }

  /// Tests declare models of their own that no database has.
  private func isTest(_ file: SourceFile) -> Bool {
    let parts = file.path.split(separator: "/").dropFirst(common.count)
    guard let name = parts.last else { return false }
    return parts.dropLast().contains { ["test", "tests", "testing"].contains($0) } || name.hasPrefix("test_")
      || name == "conftest.py" || name.hasSuffix("_test.py") && Self.holds(file, anyOf: Self.testing)
  }

  /// What is installed beside the project is not the project's.
  private func isInstalled(_ file: SourceFile) -> Bool {
    file.path.split(separator: "/").dropFirst(common.count).contains { $0 == "site-packages" || $0 == "dist-packages" }
  }

  private static func holds(_ file: SourceFile, anyOf words: [[UInt8]]) -> Bool {
    var text = file.text
    return text.withUTF8 { bytes in words.contains { ByteSearch.isFound($0, in: bytes) } }
  }
}

enum ByteSearch {
  static func isFound(_ word: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = word.first, bytes.count >= word.count else { return false }
    var position = 0
    let last = bytes.count - word.count
    while position <= last {
      if bytes[position] == first, matches(word, bytes, at: position) { return true }
      position += 1
    }
    return false
  }

  private static func matches(_ word: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    for index in word.indices where bytes[position + index] != word[index] { return false }
    return true
  }
}
