import Diagnostics
import Workspace

/// Draws graphs, and takes a drawing of an earlier run where the graph is the same: laying out costs more than all the rest.
struct DrawnGraphs: Sendable {
  private let reader: SourceReader
  private let runner: GraphvizRunner

  /// - Parameter output: the output folder, where earlier drawings lie.
  init(output: String, jobs: Int) {
    reader = SourceReader(root: output)
    runner = GraphvizRunner(jobs: jobs)
  }

  /// The drawings of all graphs in their order, each with the mark of what it was drawn from. Equal graphs are drawn once.
  /// - Parameter graphs: each with the paths below the output folder where an earlier run may have left it.
  func pictures(of graphs: [(paths: [String], graph: Graph)]) async throws(WorkspaceError) -> [String] {
    var known: [Graph: String] = [:]
    for (paths, graph) in graphs where known[graph] == nil {
      known[graph] = paths.lazy.compactMap { earlier(at: $0, of: graph) }.first
    }
    var missing: [Graph] = []
    var seen: Set<Graph> = []
    for (_, graph) in graphs where known[graph] == nil && seen.insert(graph).inserted { missing.append(graph) }
    let drawn = missing.isEmpty ? [] : try await runner.layOut(missing)
    for (graph, picture) in zip(missing, drawn) { known[graph] = picture + Self.mark(graph) }
    return graphs.map { known[$0.graph] ?? "" }
  }

  private func earlier(at path: String, of graph: Graph) -> String? {
    guard reader.kind(of: path) == .file, let text = reader.file(path).value?.text, text.hasSuffix(Self.mark(graph))
    else { return nil }
    return text
  }

  /// To be raised when the same graph is drawn otherwise than before: `SVGCleaner` is part of what it depends on.
  private static let revision = "2"

  /// A comment at the end of the SVG: the FNV-1a hash of everything the drawing depends on.
  private static func mark(_ graph: Graph) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for var text in [revision, graph.dot, graph.id, graph.title, graph.summary] {
      text.withUTF8 { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 } }
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    return "<!-- drawn from \(String(hash, radix: 16)) -->\n"
  }
}
