package import Diagnostics
import Foundation

/// Alembic revisions as Python's own parser understands them.
///
/// The parser runs in a process at the edge: `script` is what it is to run (`python3 -I -S -c SCRIPT`), `input` what it
/// reads, and its output makes the migrations. It imports and runs nothing of the user's.
package struct AlembicParsing: Sendable {
  package static let script = String(decoding: PackageResources.revisions_py, as: UTF8.self)

  private let files: [SourceFile]

  /// - Parameter files: of these, what names a `down_revision` may be a revision, and `env.py` may say how they are run.
  package init(_ files: [SourceFile]) {
    self.files = files.filter { file in
      file.path.hasSuffix(".py")
        && (file.text.contains("down_revision") || file.text.contains("transaction_per_migration"))
    }
  }

  package var isEmpty: Bool { files.isEmpty }

  package var input: String {
    "\(files.count)\n" + files.map { "\($0.text.utf8.count)\n\($0.text)" }.joined()
  }

  /// The place of each revision in the chain, and whether each is run in a transaction of its own.
  package func chain(from output: [UInt8]) -> AlembicChain {
    var chain = AlembicChain()
    for (revision, file) in read(output) where revision.error == nil {
      if revision.separate == true { chain.isTransactionPerMigration = true }
      guard let place = revision.at, place.count == 2, place[0] <= place[1] else { continue }
      chain.links.append(
        AlembicChain.Link(id: revision.revision, parents: revision.down, span: file.span(place[0]..<place[1])))
    }
    return chain
  }

  /// Files that name a `down_revision` and say neither what they are nor what they follow.
  private func unread(_ output: [UInt8]) -> [Diagnostic] {
    let known = Set(read(output).map(\.file.path))
    return files.filter { !known.contains($0.path) && $0.text.contains("down_revision") }.map { file in
      file.diagnostic(
        .warning, code: "no-revision", "this file names down_revision and is no revision", at: 0..<0,
        why: "it sets not both revision and down_revision: nothing of it is judged")
    }
  }

  private func read(_ output: [UInt8]) -> [(revision: Revision, file: SourceFile)] {
    output.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let revision = try? JSONDecoder().decode(Revision.self, from: Data(line)),
        files.indices.contains(revision.file)
      else { return nil }
      return (revision, files[revision.file])
    }
  }

  /// The revisions in the order of their `down_revision`.
  package func migrations(from output: [UInt8]) -> Reading<[WrittenMigration]> {
    var revisions: [(revision: Revision, file: SourceFile)] = []
    var diagnostics: [Diagnostic] = []
    for (revision, file) in read(output) where revision.separate == nil {
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
    diagnostics += unread(output)
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

/// What revisions say of their places, without what they do.
package struct AlembicChain: Sendable {
  package struct Link: Sendable {
    package var id: String
    /// None of the first, several of a merge.
    package var parents: [String]
    package var span: SourceSpan
  }

  package var links: [Link] = []
  /// Whether an `env.py` makes each revision a transaction of its own.
  package var isTransactionPerMigration = false

  package init() {}
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
  /// Where its id stands.
  var at: [Int]?
  /// Of an `env.py`.
  var separate: Bool?
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
