package import Diagnostics
import Foundation

/// Alembic revisions as Python's own parser understands them.
///
/// The parser runs in a process at the edge: `script` is what it is to run (`python3 -I -S -c SCRIPT`), `input` what it
/// reads, and its output makes the migrations. It imports and runs nothing of the user's.
package struct AlembicParsing: Sendable {
  package static let script = String(decoding: PackageResources.revisions_py, as: UTF8.self)

  private let files: [SourceFile]

  /// - Parameter files: of these, what names a `down_revision` may be a revision.
  package init(_ files: [SourceFile]) {
    self.files = files.filter { $0.path.hasSuffix(".py") && $0.text.contains("down_revision") }
  }

  package var isEmpty: Bool { files.isEmpty }

  package var input: String {
    "\(files.count)\n" + files.map { "\($0.text.utf8.count)\n\($0.text)" }.joined()
  }

  /// The revisions in the order of their `down_revision`.
  package func migrations(from output: [UInt8]) -> Reading<[WrittenMigration]> {
    var revisions: [(revision: Revision, file: SourceFile)] = []
    var diagnostics: [Diagnostic] = []
    for line in output.split(separator: UInt8(ascii: "\n")) {
      guard let revision = try? JSONDecoder().decode(Revision.self, from: Data(line)),
        files.indices.contains(revision.file)
      else { continue }
      let file = files[revision.file]
      guard let error = revision.error else {
        revisions.append((revision, file))
        continue
      }
      let start = file.offset(line: revision.line ?? 1, column: 1)
      diagnostics.append(
        file.diagnostic(
          .error, code: "python-syntax", "Python does not accept this file: \(error)", at: start..<start,
          why: "nothing of this file was read"))
    }
    let order = RevisionOrder(revisions)
    let migrations = order.sorted.map { entry in
      var writer = RevisionWriter(entry.file)
      let migration = writer.migration(entry.revision)
      diagnostics += writer.diagnostics
      return migration
    }
    return Reading(migrations, diagnostics: diagnostics + order.diagnostics)
  }
}

/// What the script says of one file.
struct Revision: Decodable, Sendable {
  struct Step: Decodable, Sendable {
    var kind: String
    var at: [Int]
    var name: String?
    var value: PythonValue?
    /// The call that opened the batch that it belongs to.
    var batch: PythonValue?

    var range: Range<Int> { at.count == 2 && at[0] <= at[1] ? at[0]..<at[1] : 0..<0 }
  }

  var file: Int
  var revision: String
  var down: [String]
  var steps: [Step]
  var error: String?
  var line: Int?
}

/// A value of Python's that is no more than its syntax.
final class PythonValue: Decodable, Sendable {
  let text: String?
  /// What `sa.text` makes of a text: SQL as it is.
  let literal: String?
  let number: String?
  let bool: Bool?
  let none: Bool?
  let name: String?
  let call: String?
  let list: [PythonValue]?
  let keys: [PythonValue]?
  let keywords: [String: PythonValue]?
  let other: String?

  var string: String? { text ?? literal }
  var arguments: [PythonValue] { call == nil ? [] : list ?? [] }
  /// The last part of a call's or name's path: `Column` of `sa.Column`.
  var word: String? { (call ?? name)?.split(separator: ".").last.map(String.init) }
  var isTrue: Bool { bool == true }

  func keyword(_ name: String) -> PythonValue? { keywords?[name] }
  func argument(_ position: Int, _ name: String) -> PythonValue? {
    arguments.indices.contains(position) ? arguments[position] : keyword(name)
  }
}

/// Revisions after those they stand on.
struct RevisionOrder {
  private(set) var sorted: [(revision: Revision, file: SourceFile)] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ revisions: [(revision: Revision, file: SourceFile)]) {
    let names = Set(revisions.map(\.revision.revision))
    var rest = revisions.sorted { $0.file.path < $1.file.path }
    var done: Set<String> = []
    while !rest.isEmpty {
      let ready = rest.firstIndex { entry in
        entry.revision.down.allSatisfy { done.contains($0) || !names.contains($0) }
      }
      // Revisions that stand on each other are taken as they come.
      let next = rest.remove(at: ready ?? 0)
      done.insert(next.revision.revision)
      sorted.append(next)
    }
    guard revisions.count > 1 else { return }
    let parents = Set(revisions.flatMap(\.revision.down))
    let heads = sorted.filter { !parents.contains($0.revision.revision) }
    if heads.count > 1, let last = heads.last {
      diagnostics.append(
        last.file.diagnostic(
          .warning, code: "several-heads",
          "these revisions have \(heads.count) heads: \(heads.map(\.revision.revision).joined(separator: ", "))",
          at: 0..<0, why: "alembic upgrade head refuses to choose", fix: "join them with alembic merge"))
    }
    for entry in sorted {
      for name in entry.revision.down where !names.contains(name) {
        diagnostics.append(
          entry.file.diagnostic(
            .warning, code: "unknown-revision", "the revision \(name) that this one stands on is not here", at: 0..<0,
            why: "what it makes is not known to the rules"))
      }
    }
  }
}
