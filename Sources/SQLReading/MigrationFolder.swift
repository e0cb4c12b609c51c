package import Diagnostics

/// The SQL files of a folder of migrations, in the order in which they are applied, downs left out.
package enum MigrationFolder {
  /// How a folder tells its migrations.
  package enum Convention: String, Sendable, CaseIterable {
    /// `<timestamp>_<name>/migration.sql`
    case prisma = "Prisma"
    /// `<timestamp>_<name>/up.sql` and `down.sql`
    case diesel = "diesel"
    /// `<name>.up.sql` and `<name>.down.sql`
    case upAndDown = "*.up.sql"
    /// One file with a section `-- migrate:up`
    case dbmate = "dbmate"
    /// One file with a section `-- +goose Up`
    case goose = "goose"
    /// `V<version>__<name>.sql`, repeatable `R__<name>.sql` last
    case flyway = "Flyway"
    /// `committed/<number>.sql`, then `current.sql` or `current/*.sql`
    case graphile = "graphile-migrate"
    /// Anything else, by natural order of the paths
    case numbered = "numbered files"
  }

  /// Orders files that stand in one folder of migrations. Texts are looked at for the markers of dbmate and goose, of
  /// which only the part that goes up is kept: the rest is blanked, so that positions stay.
  /// - Parameter files: all `.sql` files of the folder, with paths relative to it or to anything above it.
  package static func ordered(_ files: [SourceFile]) -> Reading<[SourceFile]> {
    var candidates = files.filter { $0.path.lowercased().hasSuffix(".sql") && !isDown($0.path) }
    var diagnostics: [Diagnostic] = []
    var conventions = Set(candidates.map { convention(of: $0) })
    if conventions == [.diesel, .numbered] || conventions == [.prisma, .numbered] {
      diagnostics = candidates.filter { convention(of: $0) == .numbered }.map(Self.stray)
      candidates.removeAll { convention(of: $0) == .numbered }
      conventions.remove(.numbered)
    }
    let present = Convention.allCases.filter(conventions.contains)
    let isLexical = present.count == 1 && lexical.contains(present[0])
    let sorted = candidates.sorted { key($0, isLexical) < key($1, isLexical) }.map(upPart)
    if present.count > 1, let first = sorted.first {
      let names = present.map(\.rawValue).joined(separator: ", ")
      diagnostics.append(
        first.diagnostic(
          .warning, code: "mixed-migrations", "this folder mixes migrations in the manner of \(names)", at: 0..<0,
          why: "they were taken in natural order of their paths: \(listing(sorted))",
          fix: "name the folders one by one, in the order in which they are to be applied"))
    }
    return Reading(sorted, diagnostics: diagnostics)
  }

  /// Tools that compare versions as text and not as numbers.
  private static let lexical: Set<Convention> = [.prisma, .diesel, .dbmate]

  private static func stray(_ file: SourceFile) -> Diagnostic {
    file.diagnostic(
      .warning, code: "stray-file", "this file is no migration and was not read", at: 0..<0,
      why: "the other files of the folder are migrations in folders of their own, and the tool applies only those")
  }

  /// Whether a path is a way back: `down.sql`, `x.down.sql`, `x_down.sql`, `undo` migrations of Flyway.
  package static func isDown(_ path: String) -> Bool {
    let name = fileName(path).lowercased()
    return name == "down.sql" || name.hasSuffix(".down.sql") || name.hasSuffix("_down.sql")
      || name.hasSuffix("-down.sql")
      || (name.hasPrefix("u") && name.dropFirst().first?.isNumber == true && name.contains("__"))
  }

  package static func convention(of file: SourceFile) -> Convention {
    let name = fileName(file.path).lowercased()
    if name == "migration.sql" { return .prisma }
    if name == "up.sql" { return .diesel }
    if name.hasSuffix(".up.sql") { return .upAndDown }
    if isFlyway(name) { return .flyway }
    let parts = file.path.split(separator: "/")
    if parts.dropLast().last == "committed" || name == "current.sql" || parts.dropLast().last == "current" {
      return .graphile
    }
    switch Markers(file.text).style {
    case .dbmate: return .dbmate
    case .goose: return .goose
    case nil: return .numbered
    }
  }

  private static func isFlyway(_ name: String) -> Bool {
    guard name.contains("__") else { return false }
    return (name.hasPrefix("v") && name.dropFirst().first?.isNumber == true) || name.hasPrefix("r__")
  }

  /// Repeatable migrations of Flyway and the uncommitted one of graphile-migrate come last.
  private static func key(_ file: SourceFile, _ isLexical: Bool) -> SortKey {
    let name = fileName(file.path).lowercased()
    let parts = file.path.split(separator: "/")
    let isLast = name.hasPrefix("r__") || name == "current.sql" || parts.dropLast().last == "current"
    let path = name == "up.sql" ? dieselVersion(file.path) : file.path
    return SortKey(group: isLast ? 1 : 0, path: NaturalOrder(path, isLexical: isLexical))
  }

  /// diesel compares the part of the folder's name before the first underscore, without its dashes.
  private static func dieselVersion(_ path: String) -> String {
    var parts = path.split(separator: "/").map(String.init)
    guard parts.count >= 2 else { return path }
    let folder = parts[parts.count - 2]
    let version = folder.prefix { $0 != "_" }
    parts[parts.count - 2] = String(version.filter { $0 != "-" }) + folder.dropFirst(version.count)
    return parts.joined(separator: "/")
  }

  private struct SortKey: Comparable {
    var group: Int
    var path: NaturalOrder

    static func < (left: Self, right: Self) -> Bool { (left.group, left.path) < (right.group, right.path) }
  }

  private static func upPart(_ file: SourceFile) -> SourceFile {
    Markers(file.text).upText.map { SourceFile(path: file.path, text: $0) } ?? file
  }

  private static func fileName(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }

  private static func listing(_ files: [SourceFile]) -> String {
    let shown = files.prefix(5).map(\.path).joined(separator: ", ")
    return files.count > 5 ? "\(shown), and \(files.count - 5) more" : shown
  }
}

/// Paths compared as people do: runs of digits by their number, the rest as text.
struct NaturalOrder: Comparable {
  private enum Part: Comparable {
    case number(length: Int, digits: String)
    case text(String)
  }

  private let parts: [Part]
  private let path: String

  init(_ path: String, isLexical: Bool = false) {
    self.path = path
    if isLexical {
      // A slash sorts before everything, so that a folder comes before another whose name is longer.
      self.parts = path.split(separator: "/").map { .text(String($0)) }
      return
    }
    var parts: [Part] = []
    var run = ""
    var isNumber = false
    func close() {
      guard !run.isEmpty else { return }
      let digits = String(run.drop { $0 == "0" })
      parts.append(isNumber ? .number(length: digits.utf8.count, digits: digits) : .text(run))
      run = ""
    }
    for character in path.unicodeScalars {
      let isDigit = ("0"..."9").contains(character)
      if isDigit != isNumber || character == "/" {
        close()
        isNumber = isDigit
      }
      run.unicodeScalars.append(character)
    }
    close()
    self.parts = parts
  }

  static func < (left: Self, right: Self) -> Bool {
    for (first, second) in zip(left.parts, right.parts) where first != second { return first < second }
    return (left.parts.count, left.path) < (right.parts.count, right.path)
  }
}
