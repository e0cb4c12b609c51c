import SchemaModel

/// Columns of one table that may go on under another name: of the same type, and alike in most of what else is known.
struct LikelyColumns {
  private(set) var found: [LikelyRenames.Found] = []
  private let before: Table
  private let after: Table
  private let old: Catalog
  private let new: Catalog

  private struct Pair {
    var old: Column
    var new: Column
    var points: Double
    var reasons: [String]
  }

  /// Points from which on it is worth a question: the place in the table and the same nullability and default are enough,
  /// or a like name and these, or the same indexes and keys and these.
  private static let enough = 4.5

  init(_ before: Table, _ after: Table, old: Catalog, new: Catalog, isDenied: (String) -> Bool) {
    self.before = before
    self.after = after
    self.old = old
    self.new = new
    var lost = before.columns.filter { !after.columns.contains($0.name) && !isDenied($0.name) }
    var come = after.columns.filter { !before.columns.contains($0.name) && !isDenied($0.name) }
    let all = lost.flatMap { gone in come.compactMap { pair(gone, $0, lost, come) } }
    for pair in all.sorted(by: { ($1.points, $0.old.name, $0.new.name) < ($0.points, $1.old.name, $1.new.name) }) {
      guard lost.contains(where: { $0.name == pair.old.name }), come.contains(where: { $0.name == pair.new.name })
      else {
        continue
      }
      lost.removeAll { $0.name == pair.old.name }
      come.removeAll { $0.name == pair.new.name }
      found.append(
        .init(
          kind: .column, owner: before.name, old: pair.old.name, new: pair.new.name,
          because: pair.reasons.joined(separator: ", ")))
    }
  }

  private func pair(_ gone: Column, _ come: Column, _ lost: [Column], _ found: [Column]) -> Pair? {
    guard gone.type == come.type, (gone.generated == nil) == (come.generated == nil) else { return nil }
    var points = 0.0
    var reasons = [
      "both are \(gone.type.display)\(gone.isNullable || come.isNullable ? "" : " NOT NULL")"
    ]
    points += gone.isNullable == come.isNullable ? 1 : -1
    points += gone.defaultExpression == come.defaultExpression && gone.identity == come.identity ? 1 : -1
    if let place = samePlace(gone, come) {
      points += 3
      reasons.append("stand \(place)")
    }
    let uses = (uses(of: gone.name, before, old), uses(of: come.name, after, new))
    if uses.0 == uses.1, !uses.0.isEmpty {
      points += 3
      reasons.append("have the same indexes and keys")
    } else if uses.0 != uses.1 {
      points -= uses.0.intersection(uses.1).isEmpty ? 2 : 0
    }
    let likeness = NameLikeness.of(gone.name, come.name)
    points += likeness >= 0.3 ? likeness * 4 : 0
    if likeness >= 0.3 { reasons.append("are called alike") }
    let isOnly = lost.count { $0.type == gone.type } == 1 && found.count { $0.type == gone.type } == 1
    if isOnly {
      points += 0.5
      reasons.append("\(before.name.display) loses and gains no other such column")
    }
    return points >= Self.enough ? Pair(old: gone, new: come, points: points, reasons: reasons) : nil
  }

  /// Between the same neighbours among those that stay.
  private func samePlace(_ gone: Column, _ come: Column) -> String? {
    func neighbours(_ name: String, _ table: Table, _ other: Table) -> (String?, String?) {
      let names = table.columns.names
      guard let position = names.firstIndex(of: name) else { return (nil, nil) }
      return (
        names[..<position].last { other.columns.contains($0) },
        names[(position + 1)...].first { other.columns.contains($0) }
      )
    }
    let (first, second) = (neighbours(gone.name, before, after), neighbours(come.name, after, before))
    guard first == second else { return nil }
    return first.0.map { "behind \($0)" } ?? first.1.map { "before \($0)" } ?? "alone"
  }

  /// What the table and others build on the column, with the column's name left out.
  private func uses(of column: String, _ table: Table, _ catalog: Catalog) -> Set<String> {
    func said(_ names: [String]) -> String { names.map { $0 == column ? "%" : $0 }.joined(separator: ",") }
    var uses: Set<String> = []
    for key in table.keys where key.columns.contains(column) { uses.insert("key \(said(key.columns))") }
    for index in table.indexes {
      let names = index.elements.map { $0.columnName ?? "()" }
      if names.contains(column) { uses.insert("index \(index.isUnique) \(said(names))") }
    }
    for key in table.foreignKeys where key.columns.contains(column) {
      uses.insert("points at \(key.target.qualified) \(said(key.columns))")
    }
    for other in catalog.tables {
      for key in other.foreignKeys where key.target == table.name && key.targetColumns.contains(column) {
        uses.insert("pointed at by \(other.name.qualified) \(key.columns.count)")
      }
    }
    return uses
  }
}
