import Foundation
import TestKit
import Testing

@testable import Workspace

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ProcessTests {
  private static let shell = Program.shell

  @Test func passesInputAndTellsTheStatus() async throws {
    let result = try await ProcessRunner().run(
      Self.shell, ["-c", "cat; echo $GREETING >&2; exit 3"], input: String(repeating: "x", count: 1_000_000),
      variables: ["GREETING": "hi"])
    #expect(result.status == 3)
    #expect(result.output.utf8.count == 1_000_000)
    #expect(result.errorOutput == "hi\n")
  }

  @Test func aProgramNeedNotReadItsInput() async throws {
    let input = String(repeating: "x", count: 10_000_000)
    let result = try await ProcessRunner().run(Self.shell, ["-c", "exec 0<&-; sleep 0.2; exit 4"], input: input)
    #expect(result.status == 4)
  }

  @Test func aMissingProgramNamesItsPackages() async throws {
    let program = Program("no-such-program", debian: "debian-name", homebrew: "brew-name")
    await #expect(throws: WorkspaceError.missingProgram(program)) { try await ProcessRunner().run(program) }
    let message = WorkspaceError.missingProgram(program).description
    #expect(message.contains("debian-name") && message.contains("brew-name"))
  }

  @Test func aHangingProgramIsKilled() async throws {
    await #expect(throws: WorkspaceError.timedOut(program: "sh", seconds: 1)) {
      try await ProcessRunner().run(Self.shell, ["-c", "exec sleep 3000"], timeLimit: .seconds(1))
    }
  }

  @Test func serverProgramsAreFoundOutsideThePath() throws {
    try #require(FileManager.default.fileExists(atPath: "/usr/lib/postgresql"), "Debian's server is not installed")
    #expect(Program.initdb.locate(path: "/nowhere") != nil)
    #expect(Program.git.locate(path: "/nowhere") == nil)
  }

  @Test func concurrentMapKeepsTheOrder() async {
    let values = await concurrentMap(Array(0..<50), jobs: 4) { number in
      if number % 7 == 0 { await Task.yield() }
      return number * 2
    }
    #expect(values == (0..<50).map { $0 * 2 })
  }

  /// Graphviz itself does not keep the order of clusters in the second graph of a process.
  @Test func clustersAreDrawnTheSameEachTime() async throws {
    let graphs = (0..<4).map { graph in
      let clusters = (0..<8).map { "subgraph cluster_\($0) { label=c\($0); a\($0) -> b\($0) }" }.joined(separator: " ")
      return Graph(dot: "digraph { label=g\(graph); \(clusters) }", id: "g\(graph)", title: "", summary: "")
    }
    // No drawing may fall back on a busy machine.
    func drawn(jobs: Int) async throws -> [String] {
      try await GraphvizRunner(jobs: jobs, timeLimit: .seconds(600)).layOut(graphs)
    }
    let first = try await drawn(jobs: 1)
    for jobs in [2, 2, 1] { #expect(try await drawn(jobs: jobs) == first) }
  }

  @Test func drawsManyGraphsInOrder() async throws {
    let graphs = (0..<150).map { number in
      Graph(
        dot: "digraph { n\(number) [class=\"table\" URL=\"t.html?a=1&amp;b\(number)\" tooltip=\"t <\(number)>\"] }",
        id: "d\(number)", title: "A & B", summary: "s")
    }
    // No drawing may fall back on a busy machine.
    let pictures = try await GraphvizRunner(jobs: 2, timeLimit: .seconds(600)).layOut(graphs)
    #expect(pictures.count == 150)
    for (number, picture) in pictures.enumerated() {
      #expect(picture.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"d\(number)\""))
      #expect(picture.contains("<title id=\"d\(number)-title\">A &amp; B</title>"))
      #expect(picture.contains("<a href=\"t.html?a=1&amp;b\(number)\"><title>t &lt;\(number)&gt;</title>"))
      #expect(picture.contains("id=\"d\(number)-node1\" class=\"node table\""))
      #expect(picture.contains("viewBox=\"") && picture.hasSuffix("</svg>\n"))
      for leftover in ["<!", "<?", "Generated", "xlink", "graphviz"] { #expect(!picture.contains(leftover)) }
      #expect(XMLParser(data: Data(picture.utf8)).parse())
    }
    // Nor may it matter which graphs went through one process.
    #expect(try await GraphvizRunner(jobs: 7, timeLimit: .seconds(600)).layOut(graphs) == pictures)
  }

  @Test func aSlowGraphFallsBackAndABrokenOneIsAnError() async throws {
    let slow = Graph(dot: "digraph { slow -> one }", id: "slow", title: "", summary: "")
    let quick = Graph(dot: "digraph { quick -> one }", id: "quick", title: "", summary: "")
    let pictures = try await GraphvizRunner(jobs: 1, timeLimit: .zero, lastLimit: .seconds(600)).layOut([quick, slow])
    #expect(pictures.count == 2)
    #expect(pictures.first?.contains("quick") == true && pictures.last?.contains("slow") == true)
    let broken = Graph(dot: "digraph { a -> ", id: "broken", title: "", summary: "")
    await #expect(throws: WorkspaceError.self) { try await GraphvizRunner(jobs: 1).layOut([quick, broken]) }
  }
}
