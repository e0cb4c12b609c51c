import PolicyReading
import SchemaModel

/// Tables whose policies come back to them. There PostgreSQL takes conditions without any subquery only: one policy more with
/// `(SELECT ...)` in it, and every query is an error.
struct PolicyRings {
  private let subject: CheckSubject

  init(_ subject: CheckSubject) { self.subject = subject }

  func contains(_ table: ObjectName) -> Bool {
    var open = reads(table) { _ in true }
    var seen = Set(open)
    while let name = open.popLast() {
      if name == table { return true }
      for next in reads(name, { $0.covers(.select) }) where seen.insert(next).inserted { open.append(next) }
    }
    return false
  }

  private func reads(_ table: ObjectName, _ isMet: (ReadPolicy) -> Bool) -> [ObjectName] {
    subject.conditions[table].filter(isMet).flatMap(\.conditions).flatMap(\.queries).flatMap {
      subject.tables(of: $0)
    }.map(\.name)
  }
}
