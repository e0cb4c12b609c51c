package import Diagnostics
package import PlanModel

/// What `dbplan.yml` says: where things are, and the facts every plan of the project starts from.
package struct ProjectFile: Sendable {
  package var project: Located<String>?
  /// Schema sources, relative to the project.
  package var schema: [Located<String>] = []
  package var baseline: Located<String>?
  /// The folder of the plans, and the one that is written to.
  package var plans: Located<String>?
  package var output: Located<String>?
  package var templates: Located<String>?
  package var conventions = Conventions()
  package var checks: [CheckSetting] = []
  package var stack = Stack()
  /// The file it was read from; nil when there is none.
  package var source: SourceFile?

  package init() {}
}

package enum ProjectFileReader {
  package static func read(_ file: SourceFile) -> Reading<ProjectFile> {
    let document = YAMLDocumentReader.read(file)
    var log = ReadingLog()
    log.append(document.diagnostics)
    var project = document.value.flatMap { ProjectFileFormat().format.read($0, &log) } ?? ProjectFile()
    project.source = file
    return Reading(project, diagnostics: log.diagnostics)
  }
}
