package import AccessControl
import Compilation
import Diagnostics
package import PlanModel
import SQLWriting
package import SchemaModel

/// A schema and its plan, with what the plan makes of its security.
package struct SecuredProject: Sendable {
  package let name: String
  package let catalog: Catalog
  package let plan: Plan
  package let design: AccessDesign
  package let problems: [String]
  /// The schema as it stands in its file, where that says more than the catalog: owners.
  package let schema: String

  package init(_ name: String, files: [String: String], path: String, schemaFile: String? = nil) {
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
  package init(shipped name: String) {
    let file = "Plans/\(name)/schema.sql"
    self.init(
      name, files: ShippedPlans.files, path: "Plans/\(name)/plan.yml",
      schemaFile: ShippedPlans.files[file] == nil ? nil : file)
  }

  package init(_ name: String, schema: String, plan: String) {
    self.init(
      name,
      files: ["schema.sql": schema, "plan.yml": "plan: \(name)\nas_of: 2026-06-30\nschema: schema.sql\n\(plan)"],
      path: "plan.yml")
  }

  /// Schema, `grants.sql`, `rls.sql`, in the order they are loaded.
  package var scripts: [String] {
    [schema, GrantScript.text(design, catalog) ?? "", RowSecurityScript.text(design, catalog) ?? ""]
  }
}
