import MarkdownWriting
import Diagnostics
import CatalogComparison
import PlanModel
import SchemaModel

/// How a change of anything but a column is classed.
///
/// - Dropping a table, view, type, function, schema, sequence, role or extension is breaking: what names it fails.
/// - A new one is safe: nothing relies on it. An extension or role is risky, since the server must let it in.
/// - A constraint that comes is risky (rows that are there may fail it, and it is checked under a lock), one that goes
///   is risky too (what it kept out gets in); a primary key that goes is breaking.
/// - An index that comes is safe, one that goes is risky; a unique index is a constraint.
/// - A policy that goes is breaking (rows vanish or open up), one that comes or changes is risky. Row security that is
///   switched on or off is breaking.
/// - A privilege that goes is breaking; one that comes is safe, for PUBLIC risky.
/// - An enum value that goes is breaking; the order of values is risky; a new value is safe.
/// - Comments are documentation.
struct ObjectRisk {
  /// Tables only one side has: what comes or goes with them is theirs.
  var added: Set<ObjectName>
  var plan: Plan

  func verdict(of change: SchemaChange) -> Verdict {
    if change.action == .add, change.kind != .table, let table = change.table, added.contains(table) {
      return .safe("it comes with the new table")
    }
    if change.action == .change, !change.details.isEmpty, change.details.allSatisfy({ $0.property == "comment" }) {
      return .documentation("words only")
    }
    switch change.kind {
    case .table: return table(change)
    case .enumType: return enumeration(change)
    case .primaryKey, .uniqueConstraint, .checkConstraint, .exclusionConstraint, .foreignKey: return constraint(change)
    case .index: return index(change)
    case .policy, .rowSecurity: return security(change)
    case .grant, .defaultPrivilege: return privilege(change)
    case .trigger, .rule, .eventTrigger:
      return .risky("what a write does besides is \(change.action == .drop ? "gone" : "another")")
    case .statement where change.action == .change: return .safe("the tools around the schema are told otherwise")
    case .statistics: return .safe("the planner's estimates follow it")
    default: return named(change)
    }
  }

  private func table(_ change: SchemaChange) -> Verdict {
    switch change.action {
    case .add: return .safe("nothing relies on it yet")
    case .drop:
      let users = queries(using: change.table)
      return .breaking(
        users.isEmpty
          ? "its rows are lost, and statements that name it fail"
          : "its rows are lost, and \(users.joined(separator: ", ")) fail")
    case .change:
      return .gravest(
        of: change.details.map { detail in
          switch detail.property {
          case "comment": .documentation("words only")
          case "storage": .safe("how its rows are kept on disk")
          case "model", "ignored by the client": .risky("code that uses the ORM's model has to follow")
          case "replica identity": .risky("what replicas and change streams are told is another")
          case "unlogged" where detail.new == "yes": .breaking("its rows are lost when the server crashes")
          case "unlogged": .risky("it is written to the log in one piece")
          default: .breaking("the table has to be made anew and its rows copied")
          }
        })
    }
  }

  private func enumeration(_ change: SchemaChange) -> Verdict {
    switch change.action {
    case .add: return .safe("nothing relies on it yet")
    case .drop: return .breaking("columns and statements that name it fail")
    case .change:
      if change.details.contains(where: { $0.property == "model" }), change.details.count == 1 {
        return .risky("code that uses the ORM's model has to follow")
      }
      guard let values = change.details.first(where: { $0.property == "values" }) else {
        return .documentation("words only")
      }
      let old = values.old.split(separator: ", ").map(String.init)
      let new = values.new.split(separator: ", ").map(String.init)
      let gone = old.filter { !new.contains($0) }
      if !gone.isEmpty {
        return .breaking("rows and programs may still say \(gone.joined(separator: ", "))")
      }
      return new.filter(old.contains) == old
        ? .safe("values that were there stay, programs may meet a new one") : .risky("values sort in another order")
    }
  }

  private func constraint(_ change: SchemaChange) -> Verdict {
    switch change.action {
    case .add: .risky("rows that are there may fail it, and it is checked under a lock")
    case .drop where change.kind == .primaryKey: .breaking("references, replicas and upserts rely on it")
    case .drop: .risky("what it kept out gets in")
    case .change where change.details.allSatisfy { $0.property == "validated" && $0.new == "yes" }:
      .safe("rows that are there are checked without blocking writes")
    case .change where change.details.allSatisfy { $0.property == "relation fields" }:
      .risky("code that uses the ORM's model has to follow")
    case .change where change.details.contains { $0.new == "CASCADE" && $0.property == "on delete" }:
      .risky("deletes spread to rows that stayed before")
    case .change: .risky("what is allowed is another, and rows that are there may fail it")
    }
  }

  private func index(_ change: SchemaChange) -> Verdict {
    switch change.action {
    case .add: .safe("writes wait while it is built, unless it is built CONCURRENTLY")
    case .drop: .risky("queries that entered by it become slow")
    case .change: .risky("it is dropped and built anew, and queries may not find what they entered by")
    }
  }

  private func security(_ change: SchemaChange) -> Verdict {
    guard change.kind == .policy else {
      let detail = change.details.first
      if detail?.new == "off" { return .breaking("every role with a grant sees all rows") }
      return detail?.old == "off"
        ? .breaking("roles without a policy see no rows any more") : .risky("whether the owner is bound by policies")
    }
    switch change.action {
    case .add: return .risky("which rows a role sees is another")
    case .drop: return .breaking("rows vanish for the roles it let in, or open up for those it kept out")
    case .change: return .risky("which rows a role sees is another")
    }
  }

  private func privilege(_ change: SchemaChange) -> Verdict {
    let isRevoke = change.name.hasPrefix("REVOKE ")
    switch change.action {
    case .change: return .risky("who may pass it on is another")
    case .add where !isRevoke, .drop where isRevoke:
      return change.name.hasSuffix(" to PUBLIC")
        ? .risky("every role may do it") : .safe("nobody loses anything; one role may do more")
    case .add, .drop: return .breaking("statements of that role fail")
    }
  }

  /// Views, functions, types, schemas and what else is known by its name.
  private func named(_ change: SchemaChange) -> Verdict {
    switch change.action {
    case .drop: .breaking("what names it fails")
    case .change:
      [.compositeType, .rangeType, .collation].contains(change.kind)
        ? .breaking("values that are stored have another shape") : .risky("what uses it gets another answer")
    case .add:
      [.extension, .role, .statement].contains(change.kind)
        ? .risky("the server must offer and allow it") : .safe("nothing relies on it yet")
    }
  }

  private func queries(using table: ObjectName?) -> [String] {
    guard let table else { return [] }
    return plan.queries.filter { $0.shape?.relations.contains { $0.name == table } ?? false }.map(\.name.value)
  }
}
