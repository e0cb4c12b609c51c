import AccessControl
import AuditTrail
import Compilation
import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import TestKit

/// A schema and its plan, with what the plan makes of its security and its log.
struct AuditedProject: Sendable {
  let name: String
  let catalog: Catalog
  let plan: Plan
  let access: AccessDesign
  let audit: AuditDesign
  private let schema: String

  /// - Parameter changes: texts of the plan's files and what stands there instead.
  init(shipped name: String, changes: [String: String] = [:]) throws {
    var files = ShippedPlans.files
    for (old, new) in changes {
      for path in files.keys where path.hasPrefix("Plans/\(name)/") {
        files[path] = files[path]?.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
      }
    }
    try self.init(name, files: files, path: "Plans/\(name)/plan.yml", schemaFile: "Plans/\(name)/schema.sql")
  }

  init(_ name: String, schema: String, plan: String) throws {
    try self.init(
      name,
      files: ["schema.sql": schema, "plan.yml": "plan: \(name)\nas_of: 2026-06-30\nschema: schema.sql\n\(plan)"],
      path: "plan.yml", schemaFile: "schema.sql")
  }

  private init(_ name: String, files: [String: String], path: String, schemaFile: String) throws {
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    let compiled = PlanCompiler(tree: SourceTree(files: sources), project: nil).compile(
      path: path, name: name, date: nil)
    let problems = compiled.diagnostics.filter { $0.severity == .error }.map(\.message)
    guard problems.isEmpty else { throw Problem(messages: problems) }
    self.name = name
    catalog = compiled.value.catalog
    plan = compiled.value.plan
    access = AccessDesign(plan, catalog)
    guard let audit = AuditDesign(plan, catalog, date: plan.asOf?.value) else {
      throw Problem(messages: ["the plan of \(name) records nothing"])
    }
    self.audit = audit
    schema = files[schemaFile] ?? SQLWriter().schema(of: catalog)
  }

  struct Problem: Error {
    var messages: [String]
  }

  /// Schema, `grants.sql`, `rls.sql`.
  var secured: [String] {
    [schema, GrantScript.text(access, catalog) ?? "", RowSecurityScript.text(access, catalog) ?? ""]
  }

  var auditScript: String { AuditScript.text(audit, catalog) ?? "" }

  /// The plans that ship; the league's schema records what its plan lists by itself, so other tables are listed for it.
  static func all() throws -> [AuditedProject] {
    [
      try AuditedProject(shipped: "agri-commerce"), try AuditedProject(shipped: "course-platform"),
      try AuditedProject(
        shipped: "league-manager",
        changes: [
          "tables: [games, batting_lines, pitching_lines]":
            "tables: [games, players, account_members, teams, team_entries, roster_entries, venues]",
          "  keep: 2 years\n  security_events":
            "  keep: 2 years\n  readers: [league_admin, support_readonly]\n  job: standings_refresher\n  security_events",
        ]),
    ]
  }
}
