package import SchemaModel

/// A table whose changes triggers of the schema record.
package struct RecordedTable: Sendable, Hashable {
  package var table: ObjectName
  package var triggers: [Trigger]

  /// Changes that none of them sees.
  package var missed: [String] {
    let seen = Set(triggers.flatMap(\.events))
    return ["INSERT", "UPDATE", "DELETE"].filter { !seen.contains($0) }
  }
}

/// Finds triggers that write the row they were called for into another table.
package enum RecordingTriggers {
  private static let words: Set<Substring> = ["audit", "record", "recorded", "log", "logged", "history", "track"]

  package static func tables(_ tables: [Table], in catalog: Catalog) -> [RecordedTable] {
    tables.compactMap { table in
      let found = table.triggers.filter { isRecording($0, catalog) }
      return found.isEmpty ? nil : RecordedTable(table: table.name, triggers: found)
    }
  }

  /// By what its function does, or, where that is not to be seen, by what it is called.
  private static func isRecording(_ trigger: Trigger, _ catalog: Catalog) -> Bool {
    guard trigger.isForEachRow, trigger.timing == .after, trigger.enabled != "D" else { return false }
    if let function = catalog.functions.first(where: { $0.name == trigger.function }),
      ["plpgsql", "sql"].contains(function.language.lowercased())
    {
      let body = function.sql.lowercased()
      let images = ["to_jsonb(", "to_json(", "row_to_json(", "hstore(", "old.*", "new.*", "jsonb_build_object("]
      return body.contains("insert into") && images.contains { body.contains($0) }
    }
    let name = "\(trigger.name)_\(trigger.function.name)".lowercased()
    return !words.isDisjoint(with: name.split(separator: "_"))
  }
}
