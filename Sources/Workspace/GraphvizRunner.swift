import Foundation

/// A graph to be drawn.
package struct Graph: Sendable, Hashable {
  package enum Engine: Sendable, Hashable {
    /// Layers; for up to about a hundred nodes.
    case dot
    /// Forces; for anything larger.
    case sfdp
  }

  package var dot: String
  package var engine: Engine
  /// What the drawing is inlined as; its ids begin with `id` and are unique to it.
  package var id: String
  package var title: String
  package var summary: String

  package init(dot: String, engine: Engine = .dot, id: String, title: String, summary: String) {
    self.dot = dot
    self.engine = engine
    self.id = id
    self.title = title
    self.summary = summary
  }

  /// May be true of a graph that only speaks of them, which costs a process.
  fileprivate var hasClusters: Bool {
    let word = "subgraph"
    // By bytes: a search by characters would cost more than all else that is done with a graph.
    var dot = dot
    return dot.withUTF8 { bytes in
      bytes.indices.contains { bytes[$0] == UInt8(ascii: "s") && bytes[$0...].starts(with: word.utf8) }
    }
  }
}

/// Draws graphs as SVG, many through one Graphviz process.
package struct GraphvizRunner: Sendable {
  private let runner = ProcessRunner()
  private let jobs: Int
  /// Of a processor, so that a busy machine draws the same as an idle one.
  private let timeLimit: Duration
  /// For the engine that is the last resort, whose time grows with the graph and not with its crossings.
  private let lastLimit: Duration
  /// A process costs more to start than a small graph to draw.
  private static let batchSize = 64

  package init(jobs: Int, timeLimit: Duration = .seconds(20), lastLimit: Duration = .seconds(200)) {
    self.jobs = max(1, jobs)
    self.timeLimit = timeLimit
    self.lastLimit = lastLimit
  }

  /// The drawings in the order of the graphs, ready to stand in a page.
  ///
  /// A graph that `dot` does not finish in time is drawn by `sfdp`.
  package func layOut(_ graphs: [Graph]) async throws(WorkspaceError) -> [String] {
    let batches = batches(of: graphs)
    let drawn = await concurrentMap(batches, jobs: jobs) { batch in await draw(batch.map { graphs[$0] }) }
    var pictures = [String](repeating: "", count: graphs.count)
    for (batch, result) in zip(batches, drawn) {
      for (position, picture) in zip(batch, try result.get()) { pictures[position] = picture }
    }
    return pictures
  }

  /// Positions of graphs that go through one process: one engine, spread over the jobs.
  ///
  /// Graphviz orders clusters by the addresses of their names, which differ from run to run once a process has drawn
  /// another graph before. A graph with clusters gets a process of its own, the same each time; those go first, since
  /// they are the large ones.
  private func batches(of graphs: [Graph]) -> [[Int]] {
    let clustered = graphs.map(\.hasClusters)
    let others = [Graph.Engine.dot, .sfdp].flatMap { engine in
      let positions = graphs.indices.filter { graphs[$0].engine == engine && !clustered[$0] }
      let size = max(1, min(Self.batchSize, (positions.count + jobs - 1) / jobs))
      return stride(from: 0, to: positions.count, by: size).map {
        Array(positions[$0..<min($0 + size, positions.count)])
      }
    }
    return graphs.indices.filter { clustered[$0] }.map { [$0] } + others
  }

  private func draw(_ graphs: [Graph]) async -> Result<[String], WorkspaceError> {
    guard let engine = graphs.first?.engine else { return .success([]) }
    let drawings: [String]
    do {
      drawings = try await svg(of: graphs, engine, within: timeLimit)
    } catch .timedOut where graphs.count > 1 {
      return await drawEach(graphs)
    } catch .timedOut where engine == .dot {
      do { drawings = try await svg(of: graphs, .sfdp, within: lastLimit) } catch { return .failure(error) }
    } catch .programFailed where graphs.count > 1 {
      return await drawEach(graphs)
    } catch {
      return .failure(error)
    }
    return .success(
      zip(graphs, drawings).map { graph, drawing in
        SVGCleaner(id: graph.id, title: graph.title, summary: graph.summary).clean(drawing)
      })
  }

  private func drawEach(_ graphs: [Graph]) async -> Result<[String], WorkspaceError> {
    var pictures: [String] = []
    for graph in graphs {
      switch await draw([graph]) {
      case .success(let drawn): pictures += drawn
      case .failure(let error): return .failure(error)
      }
    }
    return .success(pictures)
  }

  private func svg(
    of graphs: [Graph], _ engine: Graph.Engine, within limit: Duration
  ) async throws(WorkspaceError) -> [String] {
    let program = engine == .dot ? Program.dot : .sfdp
    let arguments = engine == .dot ? ["-Tsvg"] : ["-Goverlap=prism", "-Gsplines=line", "-Tsvg"]
    let input = graphs.map(\.dot).joined(separator: "\n")
    let drawings = Self.split(try await output(of: program, arguments, input, within: limit))
    guard drawings.count == graphs.count else {
      let message = "\(drawings.count) drawings for \(graphs.count) graphs"
      throw .programFailed(program: program.name, status: 0, message: message)
    }
    return drawings
  }

  /// - Parameter limit: of processor time; one that waits is given four times as long.
  private func output(
    of program: Program, _ arguments: [String], _ input: String, within limit: Duration
  ) async throws(WorkspaceError) -> String {
    guard let path = program.locate() else { throw .missingProgram(program) }
    let seconds = Int(max(1, limit.components.seconds))
    let words = ["-c", "ulimit -t \"$0\"; exec \"$@\"", "\(seconds)", path]
    let result = try await runner.run(.shell, words + arguments, input: input, timeLimit: limit * 4)
    // Linux sends SIGXCPU at the limit; SIGKILL comes a second later where that is ignored.
    if [128 + SIGXCPU, 128 + SIGKILL].contains(result.status) {
      throw .timedOut(program: program.name, seconds: seconds)
    }
    return try result.successful(program).output
  }

  /// Text in SVG is escaped, so the closing tag stands only at the end of a drawing.
  private static func split(_ output: String) -> [String] {
    let end = Array("</svg>".utf8)
    let bytes = Array(output.utf8)
    var drawings: [String] = []
    var start = 0
    var position = 0
    while position + end.count <= bytes.count {
      if bytes[position] == end[0], bytes[position..<position + end.count].elementsEqual(end) {
        position += end.count
        drawings.append(String(decoding: bytes[start..<position], as: UTF8.self))
        start = position
      } else {
        position += 1
      }
    }
    return drawings
  }
}
