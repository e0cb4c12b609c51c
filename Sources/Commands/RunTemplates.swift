import ArgumentParser
import Compilation
import Diagnostics
import PlanDocument
import Templates
import Templating
import Workspace

/// The templates of a run: the shipped ones, replaced file by file by those of a folder.
struct RunTemplates: Sendable {
  var set: TemplateSet
  /// Whether somebody replaced one, so that it must be held against the plan.
  var areOverridden: Bool

  static func load(from folder: String?, _ console: Console) throws -> RunTemplates {
    var sources = (ShippedTemplates.sections + ShippedTemplates.changes + ShippedTemplates.pages).map {
      SourceFile(path: $0.name, text: $0.text)
    }
    var diagnostics: [Diagnostic] = []
    if let folder {
      let reading = SourceReader(root: folder).folder(".", extensions: ["md", "html"])
      diagnostics += reading.diagnostics
      sources += reading.value
    }
    let set = TemplateSet.read(sources)
    diagnostics += set.diagnostics
    console.report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw RunExit.badInput }
    return RunTemplates(set: set.value, areOverridden: folder != nil)
  }

  func diagnostics(for outputs: [PlanOutput]) -> [Diagnostic] {
    guard areOverridden else { return [] }
    let writer = PlanDocumentWriter(templates: set)
    return unique(outputs.flatMap { writer.diagnostics(for: $0.report) })
  }
}
