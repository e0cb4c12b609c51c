import Compilation
import Diagnostics
import PlanDocument
import PlanModel
import Synchronization
import Templates
import Templating
import TestKit
import Testing

/// The plans that ship, compiled in memory, so that a test can change a line and compile again.
struct Project: Sendable {
  private(set) var files: [String: String]
  /// What Alembic's folders hold; no process is started here to read them.
  var revisions: [String: RevisionChain] = [:]

  static let shipped = Project(files: ShippedPlans.files)

  init(files: [String: String]) { self.files = files }

  subscript(path: String) -> String {
    get { files[path] ?? "" }
    set { files[path] = newValue }
  }

  /// Names of the plans, in order.
  var plans: [String] {
    files.keys.filter { $0.hasSuffix("/plan.yml") }.map {
      String($0.dropFirst("Plans/".count).dropLast("/plan.yml".count))
    }
    .sorted()
  }

  func compile(_ name: String) -> Reading<CompiledPlan> {
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    var tree = SourceTree(files: sources)
    tree.revisions = revisions
    return PlanCompiler(tree: tree, project: nil)
      .compile(path: "Plans/\(name)/plan.yml", name: name, date: nil)
  }

  /// The plan that a schema file alone implies.
  func compile(schema path: String) -> Reading<CompiledPlan> {
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    return PlanCompiler(tree: SourceTree(files: sources), project: nil)
      .compile(schema: [Located(path)], name: "schema", date: nil)
  }
}

/// One plan with everything that is written of it.
struct Example: Sendable {
  let name: String
  let compiled: Reading<CompiledPlan>
  let output: PlanOutput
  private let written = Written()

  /// Its documents, written once.
  private final class Written: Sendable {
    let files = Mutex<[PlanFile]?>(nil)
  }

  init(_ name: String, _ compiled: Reading<CompiledPlan>) {
    self.name = name
    self.compiled = compiled
    output = PlanOutput(compiled: compiled.value, date: nil)
  }

  var report: PlanReport { output.report }
  var hasErrors: Bool { compiled.diagnostics.contains { $0.severity == .error } }

  var documents: [PlanFile] {
    if let files = written.files.withLock({ $0 }) { return files }
    let writer = PlanDocumentWriter(templates: Self.templates)
    let files =
      writer.documents(of: report) + writer.sheets(of: report, 0..<PlanDocumentWriter.sheetCount(of: report))
    written.files.withLock { $0 = files }
    return files
  }

  func document(_ path: String) -> String { documents.first { $0.path == path }?.text ?? "" }

  /// The plans that ship, compiled once in a run.
  static let all: [Example] = Project.shipped.plans.map { Example($0, Project.shipped.compile($0)) }

  static let templates = TemplateSet.read(
    (ShippedTemplates.sections + ShippedTemplates.pages).map { SourceFile(path: $0.name, text: $0.text) }
  ).value
}

extension Example: CustomTestStringConvertible {
  var testDescription: String { name }
}
