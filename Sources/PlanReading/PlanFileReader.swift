package import Diagnostics
package import PlanModel

/// Why a file that a plan is made of could not be read.
package struct LoadFailure: Error, Sendable {
  package var problem: Diagnostic

  package init(_ problem: Diagnostic) { self.problem = problem }
}

/// Reads a plan file, with the files it uses and the project's own, into one plan. Names are not yet held against a
/// schema: `PlanResolver` does that, and until then a name without a schema has an empty one.
package enum PlanFileReader {
  /// Problems after which nothing is known of what a file says.
  package static let fatalCodes: Set<String> = ["unreadable-file", "not-utf8", "yaml-syntax", "yaml-too-large"]

  /// - Parameters:
  ///   - path: The plan file, relative to the project.
  ///   - name: The plan's name on the command line and in Output.
  ///   - load: Gives the file at a path relative to the project.
  package static func read(
    path: String, name: String, project: ProjectFile?, load: @escaping (String) -> Result<SourceFile, LoadFailure>
  ) -> Reading<Plan> {
    var assembly = PlanAssembly(load: load)
    assembly.checkName(name, path: path)
    let layer = assembly.layer(path: path, usedAt: nil)
    let inherited = assembly.projectLayer(project)
    let merged = layer.flatMap { layer in inherited.map { layer.merged(over: $0) } ?? layer } ?? inherited
    var log = ReadingLog()
    var plan = merged.flatMap { PlanFileFormat(name: name).format.read($0, &log) } ?? Plan(name: name)
    plan.sourceFiles = assembly.files
    // What is wrong within the project file, its own reading has said.
    let projectPath = project?.source?.path
    let own = log.diagnostics.filter { $0.span == nil || $0.span?.path != projectPath }
    return Reading(plan, diagnostics: assembly.diagnostics + own)
  }
}

/// Gathers the files of one plan and lays them over each other.
private struct PlanAssembly {
  let load: (String) -> Result<SourceFile, LoadFailure>
  private(set) var files: [SourceFile] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The chain of files that use each other, for cycles.
  private var chain: [String] = []
  private var layers: [String: YAMLNode] = [:]

  init(load: @escaping (String) -> Result<SourceFile, LoadFailure>) { self.load = load }

  mutating func checkName(_ name: String, path: String) {
    let isValid =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
      }
    guard !isValid else { return }
    diagnostics.append(
      Diagnostic(
        .error, code: "plan-name", "`\(name)` is not a plan name",
        at: SourceSpan(path: path, offset: 0, length: 0, line: 1, column: 1),
        why: "the name is a folder in the output and part of links",
        fix: "rename the file to small letters, digits and hyphens"))
  }

  /// The file at `path` with all it uses beneath it.
  mutating func layer(path: String, usedAt use: YAMLNode?) -> YAMLNode? {
    if let node = layers[path] { return node }
    if chain.contains(path) {
      report("plan-use-cycle", "`\(path)` uses itself", at: use, why: (chain + [path]).joined(separator: " uses "))
      return nil
    }
    guard let node = root(path: path, usedAt: use) else { return nil }
    chain.append(path)
    defer { chain.removeLast() }
    var below: YAMLNode?
    for entry in usedEntries(of: node) {
      guard let text = entry.scalar, !text.isEmpty else { continue }
      guard let used = layer(path: ProjectPath.resolve(text, from: path), usedAt: entry) else { continue }
      below = below.map { used.merged(over: $0) } ?? used
    }
    let merged = below.map { node.merged(over: $0) } ?? node
    layers[path] = merged
    return merged
  }

  /// What the project file says about every plan, and the project file among the sources.
  mutating func projectLayer(_ project: ProjectFile?) -> YAMLNode? {
    guard let source = project?.source else { return nil }
    files.append(source)
    // Its own reading has reported what is wrong with it.
    return YAMLDocumentReader.read(source).value?.filtered(ProjectFileFormat.inherited.contains)
  }

  private mutating func root(path: String, usedAt use: YAMLNode?) -> YAMLNode? {
    let file: SourceFile
    switch load(path) {
    case .success(let loaded): file = loaded
    case .failure(let failure):
      if let use {
        report("plan-file-missing", failure.problem.message, at: use)
      } else {
        diagnostics.append(failure.problem)
      }
      return nil
    }
    files.append(file)
    let document = YAMLDocumentReader.read(file)
    diagnostics += document.diagnostics
    guard let node = document.value else { return nil }
    guard case .mapping = node.content else {
      guard !node.isEmpty else { return nil }
      report("plan-wrong-kind", "a plan file is a map of keys, this is \(node.kindName)", at: node)
      return nil
    }
    return node
  }

  private func usedEntries(of node: YAMLNode) -> [YAMLNode] {
    guard let use = node["use"] else { return [] }
    if case .sequence(let nodes) = use.content { return nodes }
    return [use]
  }

  private mutating func report(_ code: String, _ message: String, at node: YAMLNode?, why: String? = nil) {
    if let node {
      diagnostics.append(node.file.diagnostic(.error, code: code, message, at: node.range, why: why))
    } else {
      diagnostics.append(Diagnostic(.error, code: code, message, why: why))
    }
  }
}
