import Foundation
import TestKit
import Testing
import Workspace

/// Whatever stands in a file: a diagnostic and exit 2, or a right reading and exit 0; never a crash, a hang, or more memory
/// than there is. `make prove` tries all of it with a release build and prints the figures.
@Suite(.serialized) struct BrokenInputTests {
  private static let proves = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  /// Hangs are told from work by minutes; the address space is what keeps a machine from swapping.
  private static let limits = GuardedRun.Limits(addressSpace: 6 << 30, patience: .seconds(240))

  /// The program under test: a debug build takes a minute for what a release build does in seconds.
  private func program() throws -> String {
    try ProcessInfo.processInfo.environment["DBPLAN_PROGRAM"] ?? BuiltProgram().path
  }

  private func tries(_ inputs: [BrokenInput], _ title: String) async throws {
    let program = try program()
    let chosen = Self.proves ? inputs : Self.sample(of: inputs)
    #expect(!chosen.isEmpty)
    print("| \(title) | Exit | s | MB | Diagnostics, bytes |\n|---|--:|--:|--:|--:|")
    for input in chosen {
      guard let limits = try await limits(for: input, running: program) else {
        print("| \(input) | not tried: root reads everything, and the program can not be run by another user | | | |")
        continue
      }
      let run = try await withTemporaryFolder { folder in
        try await withTemporaryFolder { scratch in
          try input.write(to: folder)
          return try await GuardedRun.of(program, input.arguments, in: folder, scratch: scratch, limits: limits)
        }
      }
      let figures = "\(tenths(run.seconds)) | \(run.peakMemory >> 20) | \(run.errorOutput.count)"
      print("| \(input) | \(run.end.word) | \(figures) |")
      let breaches = input.breaches(of: run)
      #expect(
        breaches.isEmpty, "\(input): \(breaches)\n\(String(decoding: run.errorOutput.prefix(2000), as: UTF8.self))")
    }
  }

  /// Some of the light ones, by a seed; in their order.
  private static func sample(of inputs: [BrokenInput]) -> [BrokenInput] {
    let light = inputs.filter { !$0.isHeavy }
    var random = SeededGenerator(seed: UInt64(light.count))
    let chosen = light.indices.shuffled(using: &random).prefix(10)
    return chosen.sorted().map { light[$0] }
  }

  /// nil when the input can only be tried as a user who is not root, and none can be had.
  private func limits(for input: BrokenInput, running program: String) async throws -> GuardedRun.Limits? {
    guard !input.forbidden.isEmpty, geteuid() == 0 else { return Self.limits }
    var limits = Self.limits
    limits.user = 65_534
    let limited = limits
    let trial = try await withTemporaryFolder { folder in
      try await GuardedRun.of(program, ["--help"], in: folder, scratch: folder, limits: limited)
    }
    return trial.end == .exited(0) ? limits : nil
  }

  @Test func sql() async throws { try await tries(BrokenSQL.all, "SQL") }
  @Test func prisma() async throws { try await tries(BrokenPrisma.all, "Prisma") }
  @Test func models() async throws { try await tries(BrokenModels.all, "SQLAlchemy") }
  @Test func plans() async throws { try await tries(BrokenPlans.all, "Plan and project files") }
  @Test func encodings() async throws { try await tries(BrokenEncodings.all, "Encodings") }
  @Test func folders() async throws { try await tries(BrokenFolders.all, "Files and folders") }
  @Test func manifests() async throws { try await tries(BrokenManifests.all, "What a project is made with") }
  @Test func cutTexts() async throws { try await tries(CutTexts.all(Self.proves ? 100 : 3), "Cut off") }

  private func tenths(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension GuardedRun.End {
  fileprivate var word: String {
    switch self {
    case .exited(let status): "\(status)"
    case .signaled(let signal): "signal \(signal)"
    case .hung: "hung"
    }
  }
}
