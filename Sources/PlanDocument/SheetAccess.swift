import AccessControl
import Diagnostics
import PlanModel
import SchemaModel

/// A sheet's lines about who reaches which rows of the table.
struct SheetAccess {
  private let table: ObjectName
  private let subject: PlanSubject

  init(_ table: ObjectName, _ subject: PlanSubject) {
    self.table = table
    self.subject = subject
  }

  /// One for each set of rows, in the order of the plan's roles; none where row security parts nothing.
  var lines: [Prose] {
    var order: [RowReach] = []
    var roles: [RowReach: [AccessRole]] = [:]
    for role in subject.plan.roles where !role.commands(on: table).isEmpty {
      let reach = subject.access.reaches.reach(role, table)
      if roles[reach] == nil { order.append(reach) }
      roles[reach, default: []].append(role)
    }
    return order.compactMap { reach in
      rows(reach).map { rows in "\(whom(roles[reach] ?? [])): \(rows)" }
    }
  }

  /// Roles with the same commands together.
  private func whom(_ roles: [AccessRole]) -> Prose {
    let commands = unique(roles.map { $0.commands(on: table) })
    return .joined(
      commands.map { commands in
        let names = roles.filter { $0.commands(on: table) == commands }.map(\.name.value)
        return "\(commands.map(\.rawValue).joined(separator: ", ")) by \(codes: names)"
      }, separator: "; ")
  }

  private func rows(_ reach: RowReach) -> Prose? {
    switch reach {
    case .unparted: nil
    case .every: "every row"
    case .nothing: "no row, since nothing says which are its own"
    case .rows(let condition): .joined(condition.terms.map(term), separator: " and ")
    }
  }

  private func term(_ term: RowCondition.Term) -> Prose {
    let equal: Prose = "\(code: term.column) is \(code: term.setting)"
    let empty: Prose = term.sharesNull ? " or empty" : ""
    guard let last = term.keys.last else { return "rows whose \(equal)\(empty)" }
    return "rows below \(subject.link(last.target, up: "../")) whose \(equal)\(empty)"
  }
}
