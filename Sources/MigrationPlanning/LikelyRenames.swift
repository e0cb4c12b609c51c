import SchemaModel

/// Names that went where others of the same shape came.
struct LikelyRenames {
  private(set) var tables: [(old: ObjectName, new: ObjectName, because: String)] = []
  private(set) var columns: [(table: ObjectName, old: String, new: String, because: String)] = []

  init(from old: Catalog, to new: Catalog, denied: Set<String>) {
    let gone = old.tables.filter {
      !new.tables.contains($0.name) && !denied.contains($0.name.display) && $0.partitionOf == nil
    }
    var come = new.tables.filter { !old.tables.contains($0.name) && $0.partitionOf == nil }
    for table in gone {
      guard let match = come.first(where: { Self.isAlike(table, $0) }) else { continue }
      come.removeAll { $0.name == match.name }
      let shared = match.columns.filter { table.columns[$0.name]?.type == $0.type }.count
      tables.append(
        (
          table.name, match.name,
          "\(shared) of its \(table.columns.count) columns are in \(match.name.display) with name and type"
        ))
    }
    for table in new.tables {
      guard let before = old.tables[table.name] else { continue }
      let lost = before.columns.filter {
        !table.columns.contains($0.name) && !denied.contains("\(table.name.display).\($0.name)")
          && !denied.contains("\(table.name.qualified).\($0.name)")
      }
      var found = table.columns.filter { !before.columns.contains($0.name) && $0.generated == nil }
      for column in lost {
        let candidates = found.filter { $0.type == column.type }
        guard candidates.count == 1, let match = candidates.first, lost.count(where: { $0.type == column.type }) == 1
        else { continue }
        found.removeAll { $0.name == match.name }
        columns.append(
          (
            table.name, column.name, match.name,
            "both are \(column.type.display), and \(table.name.display) loses and gains no other such column"
          ))
      }
    }
  }

  private static func isAlike(_ left: Table, _ right: Table) -> Bool {
    let shared = right.columns.filter { left.columns[$0.name]?.type == $0.type }.count
    return shared * 10 >= max(left.columns.count, right.columns.count) * 7 && shared > 1
  }
}
