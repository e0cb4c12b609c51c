import AccessControl
import Compilation
import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import TestKit

/// A schema and its plan, with what a session of it has to set.
struct ClientProject: Sendable {
  let name: String
  let catalog: Catalog
  let plan: Plan
  let access: AccessDesign
  let design: SessionDesign

  static let shipped = [
    "agri-commerce", "course-platform", "league-manager", "reading-progress", "stat-corrections", "warehouse-inventory",
  ]

  init(shipped name: String) {
    self.init(name, files: ShippedPlans.files, path: "Plans/\(name)/plan.yml")
  }

  init(schema: String, plan: String) {
    self.init(
      "small", files: ["schema.sql": schema, "plan.yml": "plan: Small\nschema: schema.sql\n\(plan)"], path: "plan.yml")
  }

  private init(_ name: String, files: [String: String], path: String) {
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    let compiled = PlanCompiler(tree: SourceTree(files: sources), project: nil).compile(
      path: path, name: name, date: nil)
    self.name = name
    catalog = compiled.value.catalog
    plan = compiled.value.plan
    access = AccessDesign(plan, catalog)
    design = SessionDesign(access, plan, catalog)
  }

  var scripts: [String] {
    [
      SQLWriter().schema(of: catalog), GrantScript.text(access, catalog) ?? "",
      RowSecurityScript.text(access, catalog) ?? "",
    ]
  }
}
