import AccessControl
import Compilation
import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import TestKit

/// A schema and its plan, with what the plan makes of its security.
struct SecuredProject: Sendable {
  let name: String
  let catalog: Catalog
  let plan: Plan
  let design: AccessDesign
  let problems: [String]
  /// The schema as it stands in its file, where that says more than the catalog: owners.
  let schema: String

  init(_ name: String, files: [String: String], path: String, schemaFile: String? = nil) {
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    let compiled = PlanCompiler(tree: SourceTree(files: sources), project: nil).compile(
      path: path, name: name, date: nil)
    self.name = name
    problems = compiled.diagnostics.filter { $0.severity == .error }.map(\.message)
    catalog = compiled.value.catalog
    plan = compiled.value.plan
    design = AccessDesign(plan, catalog)
    schema = schemaFile.flatMap { files[$0] } ?? SQLWriter().schema(of: catalog)
  }

  /// A plan that ships.
  init(shipped name: String) {
    let file = "Plans/\(name)/schema.sql"
    self.init(
      name, files: ShippedPlans.files, path: "Plans/\(name)/plan.yml",
      schemaFile: ShippedPlans.files[file] == nil ? nil : file)
  }

  init(_ name: String, schema: String, plan: String) {
    self.init(
      name,
      files: ["schema.sql": schema, "plan.yml": "plan: \(name)\nas_of: 2026-06-30\nschema: schema.sql\n\(plan)"],
      path: "plan.yml")
  }

  /// Schema, `grants.sql`, `rls.sql`, in the order they are loaded.
  var scripts: [String] {
    [schema, GrantScript.text(design, catalog) ?? "", RowSecurityScript.text(design, catalog) ?? ""]
  }
}
