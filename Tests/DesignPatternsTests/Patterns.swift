import Compilation
import DesignPatterns
import Diagnostics
import Foundation
import PlanModel
import SQLWriting
import SchemaModel
import TestKit

/// A plan of the tests, with the designs it is offered.
struct PatternedPlan: Sendable {
  let name: String
  let catalog: Catalog
  let plan: Plan
  let patterns: [DesignPattern]
  let problems: [String]

  /// A plan that ships.
  init(shipped name: String) {
    self.init(name, files: ShippedPlans.files, path: "Plans/\(name)/plan.yml")
  }

  /// `schema.sql` and `plan.yml` of a folder.
  init(case name: String, in folder: String) {
    var files: [String: String] = [:]
    for file in ["schema.sql", "plan.yml"] {
      files["Plans/\(name)/\(file)"] = try? String(contentsOfFile: "\(folder)/\(name)/\(file)", encoding: .utf8)
    }
    self.init(name, files: files, path: "Plans/\(name)/plan.yml")
  }

  init(_ name: String, files: [String: String], path: String) {
    self.name = name
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    let compiled = PlanCompiler(tree: SourceTree(files: sources), project: nil).compile(
      path: path, name: name, date: nil)
    problems = compiled.diagnostics.filter { $0.severity == .error }.map(\.message)
    catalog = compiled.value.catalog
    plan = compiled.value.plan
    patterns = PatternFinder.patterns(
      in: PatternSubject(
        catalog: catalog, plan: plan, date: plan.asOf?.value, advice: compiled.value.advice))
  }

  func pattern(_ kind: DesignPattern.Kind, on table: String) -> DesignPattern? {
    patterns.first { $0.kind == kind && $0.table.name == table }
  }

  var schema: String { SQLWriter().schema(of: catalog) }
}

extension DesignPattern {
  func script(_ role: PatternScript.Role) -> String? { scripts.first { $0.role == role }?.sql }
}
