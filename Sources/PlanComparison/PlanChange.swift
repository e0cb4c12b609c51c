package import MarkdownWriting
package import CatalogComparison
package import Diagnostics
package import SchemaModel

/// One difference between two versions of a project, classed and with its places on both sides.
package struct PlanChange: Sendable, Hashable {
  package enum Action: String, Sendable, Hashable, CaseIterable {
    case added
    case changed
    case removed
  }

  /// What it is about.
  package enum Subject: Sendable, Hashable {
    /// Something the schema declares.
    case schema(SchemaChange.ObjectKind)
    /// Something the plan file says.
    case plan(PlanArea)
    /// Something dbplan derives from both.
    case consequence(Consequence)
  }

  /// What is derived.
  package enum Consequence: String, Sendable, Hashable, CaseIterable {
    case finding
    case advisedIndex = "advised index"
    case escalation
    case size
    case question = "open question"
    case statement
  }

  /// One property of a changed thing; nil on the side where it is not there.
  package struct Detail: Sendable, Hashable {
    package var property: String
    package var before: String?
    package var after: String?
  }

  package var changeClass: ChangeClass
  package var reason: MarkdownPhrase
  package var subject: Subject
  package var action: Action
  package var title: MarkdownPhrase
  /// The table it belongs to or is.
  package var table: ObjectName?
  /// The object's own name: a column, an index, a query.
  package var name: String
  package var details: [Detail] = []
  /// Where it stands in the base; nil for what is new.
  package var before: SourceSpan?
  /// Where it stands in the head; nil for what is gone.
  package var after: SourceSpan?
  /// The plans it belongs to, sorted.
  package var plans: [String]

  init(
    _ subject: Subject, _ action: Action, _ title: MarkdownPhrase, _ verdict: Verdict, table: ObjectName? = nil,
    name: String,
    plan: String
  ) {
    self.subject = subject
    self.action = action
    self.title = title
    self.table = table
    self.name = name
    changeClass = verdict.changeClass
    reason = verdict.reason
    plans = [plan]
  }

  /// `schema.sql:12`, in the head when it is there, else in the base.
  package var place: SourceSpan? { after ?? before }
}

extension PlanChange {
  /// Breaking first; within a class the schema, then the plan, then what follows; then by table and name.
  static func precedes(_ left: PlanChange, _ right: PlanChange) -> Bool {
    if left.changeClass != right.changeClass { return left.changeClass < right.changeClass }
    if left.subject.rank != right.subject.rank { return left.subject.rank < right.subject.rank }
    let tables = (left.table?.qualified ?? "", right.table?.qualified ?? "")
    if tables.0 != tables.1 { return tables.0 < tables.1 }
    if left.subject.position != right.subject.position { return left.subject.position < right.subject.position }
    if left.name != right.name { return left.name < right.name }
    return left.title.plain < right.title.plain
  }
}

extension PlanChange.Subject {
  /// `schema`, `plan` or `consequence`.
  package var area: String {
    switch self {
    case .schema: "schema"
    case .plan: "plan"
    case .consequence: "consequence"
    }
  }

  /// `column`, `queries`, `finding`.
  package var kind: String {
    switch self {
    case .schema(let kind): kind.rawValue
    case .plan(let area): area.rawValue
    case .consequence(let consequence): consequence.rawValue
    }
  }

  fileprivate var rank: Int {
    switch self {
    case .schema: 0
    case .plan: 1
    case .consequence: 2
    }
  }

  fileprivate var position: Int {
    switch self {
    case .schema(let kind): Self.kinds.firstIndex(of: kind) ?? 0
    case .plan(let area): PlanArea.allCases.firstIndex(of: area) ?? 0
    case .consequence(let consequence): PlanChange.Consequence.allCases.firstIndex(of: consequence) ?? 0
    }
  }

  private static var kinds: [SchemaChange.ObjectKind] { SchemaChange.ObjectKind.allCases }
}

extension Sequence<PlanChange> {
  /// Without what comes with a new table: the table's own line counts it.
  package var told: [PlanChange] {
    let fresh = Set(filter { $0.subject == .schema(.table) && $0.action == .added }.compactMap(\.table))
    return filter { change in
      guard case .schema(let kind) = change.subject, kind != .table, let table = change.table else { return true }
      return !(fresh.contains(table) && change.action == .added)
    }
  }
}
