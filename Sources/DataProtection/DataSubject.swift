import Diagnostics
package import PlanModel
package import SchemaModel

/// The people that a plan's sensitive columns are about: rows of one table, and where else values of them stand.
package struct DataSubject: Sendable {
  /// A table with columns about the person, and how its rows reach theirs.
  package struct Holding: Sendable {
    package var table: ObjectName
    /// From this table to the person's; empty for that table itself.
    package var path: [ForeignKey]
    package var columns: [SensitiveColumn]

    /// What has to be kept longer than a wish to be forgotten waits.
    package var kept: [SensitiveColumn] { columns.filter { $0.keep != nil } }
  }

  package var root: ObjectName
  /// The column that tells one from another.
  package var key: String
  /// Whether the plan names it; else it is the table that holds columns about a person.
  package var isStated: Bool
  /// The person's own table first, then the nearer before the farther.
  package var holdings: [Holding]
  /// Columns that name it in the plan, though no foreign key leads from their table to it.
  package var unreached: [SensitiveColumn]

  package var columns: [SensitiveColumn] { holdings.flatMap(\.columns) }
}

/// Reads the subjects out of a plan.
package struct SubjectFinder {
  private let plan: Plan
  private let catalog: Catalog

  package static func subjects(of plan: Plan, _ catalog: Catalog) -> [DataSubject] {
    SubjectFinder(plan: plan, catalog: catalog).subjects()
  }

  private struct Person: Hashable {
    var table: ObjectName
    var key: String
  }

  /// In the order of the plan.
  private func subjects() -> [DataSubject] {
    var order: [Person] = []
    var columns: [Person: [(column: SensitiveColumn, first: ForeignKey?)]] = [:]
    var stated: Set<Person> = []
    func add(_ person: Person, _ item: SensitiveColumn, _ first: ForeignKey?) {
      if columns[person] == nil { order.append(person) }
      columns[person, default: []].append((item, first))
    }
    let declared = plan.sensitive.filter { item in
      item.dataClass != nil && catalog.tables[item.column.value.table]?.columns[item.column.value.column] != nil
    }
    for item in declared {
      guard let subject = item.subject?.value, let found = person(subject) else { continue }
      stated.insert(found.person)
      add(found.person, item, subject.table == item.column.value.table ? found.key : nil)
    }
    let named = Set(declared.filter { $0.subject != nil }.map(\.column.value.table))
    for item in declared where item.subject == nil && item.kind?.isPersons == true {
      let table = item.column.value.table
      guard !named.contains(table), let key = catalog.tables[table]?.primaryKey, key.columns.count == 1 else {
        continue
      }
      add(Person(table: table, key: key.columns[0]), item, nil)
    }
    return order.map { subject($0, columns[$0] ?? [], isStated: stated.contains($0)) }
  }

  /// Follows foreign keys from the column that a plan names to the row that it stands for.
  private func person(_ named: ColumnReference) -> (person: Person, key: ForeignKey?)? {
    guard var table = catalog.tables[named.table], table.columns[named.column] != nil else { return nil }
    var column = named.column
    var first: ForeignKey?
    for _ in 0..<8 {
      let keys = table.foreignKeys.filter { $0.columns.contains(column) && catalog.tables[$0.target] != nil }
      guard let key = keys.min(by: { $0.columns.count < $1.columns.count }), key.target != table.name,
        let position = key.columns.firstIndex(of: column), let target = catalog.tables[key.target]
      else { break }
      if first == nil { first = key }
      (table, column) = (target, key.targetColumns[position])
    }
    return (Person(table: table.name, key: column), first)
  }

  private func subject(
    _ person: Person, _ items: [(column: SensitiveColumn, first: ForeignKey?)], isStated: Bool
  ) -> DataSubject {
    var subject = DataSubject(root: person.table, key: person.key, isStated: isStated, holdings: [], unreached: [])
    for item in items {
      let table = item.column.column.value.table
      if let known = subject.holdings.firstIndex(where: { $0.table == table }) {
        subject.holdings[known].columns.append(item.column)
      } else if let path = path(from: table, to: person.table, first: item.first) {
        subject.holdings.append(DataSubject.Holding(table: table, path: path, columns: [item.column]))
      } else {
        subject.unreached.append(item.column)
      }
    }
    subject.holdings.sort { $0.path.count < $1.path.count }
    return subject
  }

  /// The shortest way over foreign keys, through the key that the plan names when it names one.
  private func path(from table: ObjectName, to root: ObjectName, first: ForeignKey?) -> [ForeignKey]? {
    if table == root { return [] }
    var seen: Set = [table]
    var open: [(table: ObjectName, path: [ForeignKey])] = [(table, [])]
    if let first {
      if first.target == root { return [first] }
      open = [(first.target, [first])]
    }
    while !open.isEmpty {
      var next: [(table: ObjectName, path: [ForeignKey])] = []
      for (name, path) in open {
        for key in catalog.tables[name]?.foreignKeys ?? [] {
          if key.target == root { return path + [key] }
          if seen.insert(key.target).inserted { next.append((key.target, path + [key])) }
        }
      }
      open = next
    }
    return nil
  }
}
