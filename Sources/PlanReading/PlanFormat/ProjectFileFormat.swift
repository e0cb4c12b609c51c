internal import Diagnostics
internal import PlanModel

/// The one definition of `dbplan.yml`.
struct ProjectFileFormat {
  /// Keys of `dbplan.yml` that a plan takes over and may override.
  static let inherited: Set<String> = [
    "project", "schema", "baseline", "templates", "conventions", "checks", "stack",
  ]

  var format: ValueFormat<ProjectFile> {
    .record(ProjectFile.init) {
      fact("project", "The name of the product", .text, \.project)
      facts(
        "schema", "Where the schema is: a file, folder, postgres:// URL or import:module:Base, or a list of them",
        .path, \.schema)
      custom("baseline", "What migrations start from: git:REF, a schema source, or none", .path) { value, node, root in
        root.baseline = value == "none" ? nil : Located(value, span: node.span)
      }
      fact("plans", "The folder of the plan files", .path, \.plans)
      fact("output", "The folder that plans are written to", .path, \.output)
      fact("templates", "A folder of templates that take the place of the built-in ones", .path, \.templates)
      part("conventions", "House rules of naming and keys", PlanFileFormat.conventions, \.conventions)
      part("checks", "Severity of single checks", PlanFileFormat.checks, \.checks)
      part("stack", "The versions and tools in use", PlanFileFormat.stack, \.stack)
    }
  }
}
