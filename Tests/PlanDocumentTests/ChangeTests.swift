import Compilation
import Diagnostics
import Foundation
import PlanDocument
import Testing

/// One number changed in a plan file changes every part that uses it and no other.
struct ChangeTests {
  struct Edit: Sendable, CustomTestStringConvertible {
    var plan: String
    var file: String
    /// A stretch of the file that stands there once, and what takes its place.
    var old: String
    var new: String

    var testDescription: String { "\(plan): \(old) becomes \(new)" }
  }

  static let edits: [Edit] = [
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "max_connections: 300", new: "max_connections: 340"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "lock_timeout: 2s", new: "lock_timeout: 3s"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "rollback_window: 7 days", new: "rollback_window: 9 days"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "rpo: 5 min", new: "rpo: 7 min"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "rto: 2 h", new: "rto: 3 h"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "rows: 168M", new: "rows: 700M"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "growth: 11.7M/month", new: "growth: 12.9M/month"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "replicas: 2,", new: "replicas: 3,"),
    Edit(plan: "agri-commerce", file: "plan.yml", old: "rate: 150/s", new: "rate: 170/s"),
    Edit(plan: "agri-commerce", file: "plan.yml", old: "peak: 1000/s", new: "peak: 1200/s"),
    Edit(plan: "agri-commerce", file: "plan.yml", old: "staleness: 60s", new: "staleness: 45s"),
    Edit(plan: "agri-commerce", file: "plan.yml", old: "rows: 25,", new: "rows: 35,"),
    Edit(plan: "agri-commerce", file: "plan.yml", old: "hold: 90ms", new: "hold: 70ms"),
    Edit(plan: "agri-commerce", file: "plan.yml", old: "ramp: 10 min", new: "ramp: 12 min"),
    Edit(
      plan: "agri-commerce", file: "_shared.yml", old: "products.description: { width: 380",
      new: "products.description: { width: 900"),
    Edit(
      plan: "agri-commerce", file: "_shared.yml", old: "products.description: { width: 380, nulls: 35%",
      new: "products.description: { width: 380, nulls: 90%"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "replicas: 2", new: "replicas: 3"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "memory: 128 GB", new: "memory: 96 GB"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "disk: 500 MB/s", new: "disk: 300 MB/s"),
    Edit(plan: "agri-commerce", file: "_shared.yml", old: "updates: 8.7/s", new: "updates: 6.2/s"),
    Edit(plan: "agri-commerce", file: "plan.yml", old: "p99: 900ms", new: "p99: 700ms"),
    Edit(plan: "agri-commerce", file: "plan.yml", old: "staleness: 10 min", new: "staleness: 3 min"),
    Edit(plan: "league-manager", file: "_shared.yml", old: "slow: 250ms", new: "slow: 350ms"),
    Edit(plan: "stat-corrections", file: "plan.yml", old: "peak: 5/s\n    p95: 25ms", new: "peak: 5/s\n    p95: 22ms"),
    Edit(
      plan: "stat-corrections", file: "plan.yml", old: "growth: 310/month, retention: 90 days",
      new: "growth: 310/month, retention: 60 days"),
  ]

  @Test(arguments: edits)
  func aNumberChangesWhatUsesIt(edit: Edit) throws {
    let before = try #require(Example.all.first { $0.name == edit.plan })
    var project = Project.shipped
    let path = "Plans/\(edit.plan)/\(edit.file)"
    let text = project[path]
    let range = try #require(text.range(of: edit.old), "\(edit.old) stands nowhere in \(path)")
    try #require(text[range.upperBound...].range(of: edit.old) == nil, "\(edit.old) stands more than once in \(path)")
    // The number is what differs; its place is where the two begin to.
    let common = edit.old.commonPrefix(with: edit.new)
    let offset = text[..<range.lowerBound].utf8.count + common.utf8.count
    project[path] = text.replacingCharacters(in: range, with: edit.new)
    let after = Example(edit.plan, project.compile(edit.plan))
    try #require(!after.hasErrors)
    let users = Set(
      before.report.statements.filter { Self.cites($0, path, offset) }.compactMap(\.part).map(\.heading))
    Self.expectCitation(of: path, offset, before, after)
    let changed = Self.changed(before, after)
    // The options have no number, and are held by their own statements.
    let cites = before.report.statements.contains { statement in
      statement.part == nil
        && statement.sources.contains { source in
          guard let span = source.span, span.path == path else { return false }
          return span.offset <= offset && offset < span.offset + max(span.length, 1)
        }
    }
    #expect(!users.isEmpty || cites, "no statement cites it")
    #expect(changed.intersection(Set(PartID.allCases.map(\.heading))) == users)
    #expect(changed.contains("Options") == cites)
    #expect(
      changed.subtracting(PartID.allCases.map(\.heading)).isSubset(of: [
        "first screen", "Findings", "Checklists", "Escalations", "Options",
      ]))
  }

  private static func cites(_ statement: Statement, _ path: String, _ offset: Int) -> Bool {
    statement.sources.contains { source in
      guard let span = source.span, span.path == path else { return false }
      return span.offset <= offset && offset < span.offset + max(span.length, 1)
    }
  }

  /// Of what operations are told, each sentence that a number changes names it as its source.
  private static func expectCitation(of path: String, _ offset: Int, _ before: Example, _ after: Example) {
    let old = Dictionary(before.report.statements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for statement in after.report.statements {
      guard let part = statement.part, [.caching, .batches, .pool, .monitoring].contains(part) else { continue }
      let known = old[statement.id]
      guard known?.text != statement.text else { continue }
      let isCited = cites(statement, path, offset) || known.map { cites($0, path, offset) } ?? false
      #expect(isCited, "\(statement.id): \(known?.text ?? "nothing") becomes \(statement.text)")
    }
  }

  struct Rename: Sendable, CustomTestStringConvertible {
    var plan: String
    var old: String
    var new: String

    var testDescription: String { "\(plan): \(old) becomes \(new)" }
  }

  @Test(arguments: [
    Rename(plan: "league-manager", old: "team_invitations", new: "team_invites"),
    Rename(plan: "agri-commerce", old: "stock_reservations", new: "stock_reservings"),
    Rename(plan: "course-platform", old: "lesson_views", new: "lesson_visits"),
  ])
  func aRenamedTableChangesWhereItsNameStood(rename: Rename) throws {
    let before = try #require(Example.all.first { $0.name == rename.plan })
    var project = Project.shipped
    for path in project.files.keys where path.hasPrefix("Plans/\(rename.plan)/") {
      project[path] = project[path].replacing(rename.old, with: rename.new)
    }
    let after = Example(rename.plan, project.compile(rename.plan))
    try #require(!after.hasErrors)
    let parts = Document.parts(of: before.document("plan.md"))
    let standing = Set(parts.filter { $0.value.contains(rename.old) }.keys)
    #expect(standing.count > 4)
    #expect(Self.changed(before, after) == standing)
    #expect(!after.document("plan.md").contains(rename.old))
  }

  /// Headings of the parts whose text differs.
  private static func changed(_ before: Example, _ after: Example) -> Set<String> {
    let old = Document.parts(of: before.document("plan.md"))
    let new = Document.parts(of: after.document("plan.md"))
    return Set(Set(old.keys).union(new.keys).filter { old[$0] != new[$0] })
  }
}
