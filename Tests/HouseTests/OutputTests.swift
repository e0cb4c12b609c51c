import Foundation
import TestKit
import Testing

/// What the examples in `Output` keep to, whatever merges and renamings went over them.
struct OutputTests {
  /// A file that no manifest lists would stand there for ever: `dbplan generate` removes what it wrote and nothing else.
  @Test func everyFileOfAPlanIsListedInItsManifest() async throws {
    let files = try await Checkout.files().filter { $0.hasPrefix("Output/") }.map { $0.dropFirst("Output/".count) }
    let plans = Dictionary(grouping: files) { String($0.prefix { $0 != "/" }) }
    #expect(plans.count > 3)
    for (plan, files) in plans.sorted(by: { $0.key < $1.key }) {
      let manifest = try String(contentsOfFile: "\(Checkout.root)/Output/\(plan)/.dbplan-manifest", encoding: .utf8)
      let listed = Set(manifest.split(separator: "\n").map { "\(plan)/\($0)" } + ["\(plan)/.dbplan-manifest"])
      let strangers = files.map(String.init).filter { !listed.contains($0) }.sorted()
      #expect(strangers.isEmpty, "left by an earlier run:\n\(strangers.joined(separator: "\n"))")
    }
  }

  /// Whoever clones the project pays for every byte of the examples.
  @Test func theExamplesAreSmall() async throws {
    let files = try await Checkout.files().filter { $0.hasPrefix("Output/") }
    let sizes = try files.map { file in
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(Checkout.root)/\(file)")
      return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }
    let bytes = sizes.reduce(0, +)
    #expect(bytes > 1_000_000 && bytes < 15_000_000, "\(bytes) bytes in \(files.count) files")
  }
}
