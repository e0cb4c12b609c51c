import Diagnostics
import Foundation
import PrismaReading
import SQLReading
import SQLWriting
package import SchemaModel

/// Two catalogs, and what of the one goes on in the other under another name.
package struct CatalogPair: Sendable {
  package var group: String
  package var name: String
  package var old: Catalog
  package var new: Catalog
  package var renames: [(old: String, new: String)] = []
  /// What both presuppose.
  package var prelude = ""

  package init(
    group: String, name: String, old: Catalog, new: Catalog, renames: [(old: String, new: String)] = [],
    prelude: String = ""
  ) {
    self.group = group
    self.name = name
    self.old = old
    self.new = new
    self.renames = renames
    self.prelude = prelude
  }
}

/// Neighbouring versions of the corpus's schemas.
package enum CorpusPairs {
  package static func all(under root: String) throws -> [CatalogPair] {
    let paths = (FileManager.default.subpaths(atPath: root) ?? []).sorted()
    return try migrations(paths, root) + fixtures(paths, root) + versions(paths, root)
  }

  /// The schema after each migration and after the next.
  private static func migrations(_ paths: [String], _ root: String) throws -> [CatalogPair] {
    let folders = Set(
      paths.filter { $0.hasSuffix(".sql") }.compactMap { path -> String? in
        let parts = path.split(separator: "/")
        guard let position = parts.firstIndex(where: { $0 == "migrations" || $0 == "versioned" }) else { return nil }
        return parts[...position].joined(separator: "/")
      })
    return try folders.sorted().flatMap { folder in
      let files = try paths.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(".sql") }.map {
        SourceFile(path: $0, text: try text("\(root)/\($0)"))
      }
      let prelude = try CorpusPrelude.sql(for: folder)
      var catalog = SQLReader().read([SourceFile(path: "prelude", text: prelude)]).value
      let given = catalog
      var pairs: [CatalogPair] = []
      for file in MigrationFolder.ordered(files).value {
        let next = SQLReader().read([file], onto: catalog).value
        let kept = given.beside(catalog, next)
        pairs.append(
          CatalogPair(
            group: folder, name: file.path, old: catalog.without(kept), new: next.without(kept), prelude: prelude))
        catalog = next
      }
      return pairs
    }
  }

  private static func fixtures(_ paths: [String], _ root: String) throws -> [CatalogPair] {
    try paths.filter { $0.hasPrefix("sql/diff-fixtures/") }.compactMap { path in
      guard let end = ["/a.sql": "/b.sql", "/old.sql": "/new.sql"].first(where: { path.hasSuffix($0.key) }) else {
        return nil
      }
      let folder = String(path.dropLast(end.key.count))
      guard let second = try? text("\(root)/\(folder)\(end.value)") else { return nil }
      let prelude = try CorpusPrelude.sql(for: path)
      let base = SQLReader().read([SourceFile(path: "prelude", text: prelude)]).value
      let sides = try [text("\(root)/\(path)"), second].map { text in
        SQLReader().read([SourceFile(path: path, text: text)], onto: base).value
      }
      let group = path.split(separator: "/").prefix(3).joined(separator: "/")
      let kept = base.beside(sides[0], sides[1])
      return CatalogPair(
        group: group, name: folder, old: sides[0].without(kept), new: sides[1].without(kept), prelude: prelude)
    }
  }

  private static func versions(_ paths: [String], _ root: String) throws -> [CatalogPair] {
    let histories = Dictionary(grouping: paths.filter { $0.contains("/history/") && $0.hasSuffix(".prisma") }) {
      $0.split(separator: "/").prefix(3).joined(separator: "/")
    }
    return try histories.sorted { $0.key < $1.key }.flatMap { folder, files in
      let catalogs = try files.map { path in
        PrismaReader().read([SourceFile(path: path, text: try text("\(root)/\(path)"))]).value
      }
      return zip(files.dropFirst(), zip(catalogs, catalogs.dropFirst())).map { path, sides in
        CatalogPair(group: folder, name: path, old: sides.0, new: sides.1)
      }
    }
  }

  package static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}

extension Catalog {
  /// What of a prelude is as it was in both of two schemas after it: what one of them has changed belongs to both.
  fileprivate func beside(_ one: Catalog, _ other: Catalog) -> Catalog {
    var kept = self
    for side in [one, other] {
      kept.tables.removeAll { side.tables[$0.name] != $0 }
      kept.functions.removeAll { !side.functions.contains($0) }
      kept.enums.removeAll { side.enums[$0.name] != $0 }
      kept.domains.removeAll { side.domains[$0.name] != $0 }
    }
    return kept
  }

  fileprivate func without(_ kept: Catalog) -> Catalog {
    var catalog = self
    catalog.tables.removeAll { kept.tables.contains($0.name) }
    catalog.functions.removeAll { kept.functions.contains($0) }
    catalog.enums.removeAll { kept.enums.contains($0.name) }
    catalog.domains.removeAll { kept.domains.contains($0.name) }
    return catalog
  }
}

/// What sources presuppose and do not declare, by the list that stands beside the tests of the corpus.
package enum CorpusPrelude {
  package static func sql(for path: String, beside test: String = #filePath) throws -> String {
    let folder = URL(filePath: test).deletingLastPathComponent().deletingLastPathComponent().path + "/CorpusTests"
    return try CorpusPairs.text("\(folder)/preludes.txt").split(separator: "\n").compactMap { line -> String? in
      let fields = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard fields.count == 2, !line.hasPrefix("#"), matches(path, fields[0]) else { return nil }
      return try CorpusPairs.text("\(folder)/Preludes/\(fields[1])")
    }.joined(separator: "\n")
  }

  private static func matches(_ path: String, _ pattern: String) -> Bool {
    pattern.hasSuffix("*") ? path.hasPrefix(pattern.dropLast()) : path == pattern
  }

  /// What makes a catalog behind a prelude, in as many databases of one server as there have to be.
  package static func scripts(_ prelude: String, _ catalog: Catalog) -> [String] {
    let schema = without(prelude, SQLWriter().schema(of: catalog))
    guard !prelude.isEmpty else { return [schema] }
    // A table of the prelude that a migration has changed since is one of the catalog's.
    let changed = catalog.tables.map { "DROP TABLE IF EXISTS \(QuotedIdentifier.text($0.name)) CASCADE;" }
    return [repeatable(prelude), changed.joined(separator: "\n"), schema]
  }

  /// Roles belong to the server, and are there already for its second database.
  private static func repeatable(_ prelude: String) -> String {
    prelude.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("CREATE ROLE ")
        ? "DO $role$ BEGIN \(line) EXCEPTION WHEN duplicate_object THEN NULL; END $role$;" : String(line)
    }.joined(separator: "\n")
  }

  /// Leaves out the extensions that a prelude stands in for.
  private static func without(_ prelude: String, _ sql: String) -> String {
    let mark = "-- stands in for the extension "
    let names = prelude.split(separator: "\n").filter { $0.hasPrefix(mark) }.map { $0.dropFirst(mark.count) }
    return names.reduce(sql) { text, name in
      text.split(separator: "\n", omittingEmptySubsequences: false).filter {
        !$0.hasPrefix("CREATE EXTENSION IF NOT EXISTS \(name)")
          && !$0.hasPrefix("CREATE EXTENSION IF NOT EXISTS \"\(name)\"")
      }.joined(separator: "\n")
    }
  }
}
