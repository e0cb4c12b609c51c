import Diagnostics
import Foundation
import SQLReading
import SQLWriting
import SchemaModel
import TestKit

/// Changes of one kind of thing, written as SQL over any table of a schema: one file a kind, each section a state.
///
/// `-- then` goes on from the state before, `-- replaced` starts from the schema alone, and what stands above
/// `-- always` is there in every state. `{t}` is a table, `{id}` its key and `{idtype}` that key's type, `{s}` its
/// schema, `{n}` a number.
struct MutationScript: Sendable {
  let name: String
  private var always = ""
  private var states: [String] = []

  static func all(beside test: String = #filePath) throws -> [MutationScript] {
    let folder = URL(filePath: test).deletingLastPathComponent().path + "/Mutations"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
    return try names.map { MutationScript(String($0.dropLast(4)), try CorpusPairs.text("\(folder)/\($0)")) }
  }

  private init(_ name: String, _ text: String) {
    self.name = name
    var section = ""
    var before = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      switch line {
      case "-- always": (always, section) = (section, "")
      case "-- then", "-- replaced":
        states.append(before + section)
        before = line == "-- then" ? before + section : ""
        section = ""
      default: section += line + "\n"
      }
    }
    states.append(before + section)
  }

  /// How many steps lead from one state to the next; the first is the schema without any of it.
  var stepCount: Int { states.count }

  /// The schema in all states; nil when it has no table to hang them on.
  func catalogs(on schema: Catalog, number: Int, pick: (Int) -> Int) throws -> [Catalog]? {
    let tables = schema.tables.filter { table in
      guard let key = table.primaryKey, key.columns.count == 1, let id = table.columns[key.columns[0]] else {
        return false
      }
      let isAlone = !schema.tables.contains { $0.inherits.contains(table.name) || $0.partitionOf?.parent == table.name }
      return table.kind == .ordinary && table.partitionOf == nil && table.partitionKey == nil && table.inherits.isEmpty
        && isAlone && table.ofType == nil && !id.type.isUserDefined && !id.type.isArray
    }
    guard !tables.isEmpty else { return nil }
    let table = tables[pick(tables.count)]
    let id = table.primaryKey?.columns[0] ?? ""
    let words = [
      "{t}": QuotedIdentifier.text(table.name), "{s}": QuotedIdentifier.text(table.name.schema),
      "{id}": QuotedIdentifier.text(id), "{idtype}": table.columns[id]?.type.sql ?? "", "{n}": "\(number)",
    ]
    return try ([""] + states).map { state in
      let text = words.reduce(always + state) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
      let file = SourceFile(path: "\(name).sql", text: text)
      let reading = SQLReader().read([file], onto: schema)
      if let problem = reading.diagnostics.first(where: { $0.severity == .error }) {
        throw Unreadable(text: "\(name): \(problem.message)")
      }
      return reading.value
    }
  }

  struct Unreadable: Error { var text: String }
}
