import Diagnostics
import PlanModel
import PlanReading
import SchemaModel
import TestKit
import Testing

/// Damaged files end in diagnostics, never in a crash.
struct FuzzTests {
  private static let seed = CaseFolder(name: "design-example").text("plan.yml") ?? ""

  @Test(arguments: 0..<8)
  func damagedPlansEnd(round: Int) {
    var random = SplitMix(state: UInt64(round) &+ 1)
    let bytes = Array(Self.seed.utf8)
    #expect(bytes.count > 1000)
    let catalog = CatalogSketch.catalog(CaseFolder(name: "design-example").text("schema") ?? "")
    for _ in 0..<25 {
      var damaged = bytes
      if random.below(3) == 0 { damaged.removeLast(random.below(damaged.count)) }
      for _ in 0..<random.below(6) where !damaged.isEmpty {
        let position = random.below(damaged.count)
        switch random.below(3) {
        case 0: damaged[position] = UInt8(random.below(256))
        case 1: damaged.insert(Array("{}[]:&*#|>'\"-?,\n\t%@`".utf8)[random.below(20)], at: position)
        default: damaged.removeSubrange(position..<min(position + random.below(40), damaged.count))
        }
      }
      let text = String(decoding: damaged, as: UTF8.self)
      let reading = PlanFileReader.read(path: "plan.yml", name: "a", project: nil) { path in
        path == "plan.yml"
          ? .success(SourceFile(path: path, text: text))
          : .failure(LoadFailure(Diagnostic(.error, code: "unreadable-file", "\(path) does not exist")))
      }
      _ = PlanResolver.resolve(reading.value, against: catalog)
      _ = DiagnosticFormatter(usesColor: false).format(reading.diagnostics)
    }
  }

  @Test(arguments: ["[", "{", "- ", "? ", "a: {", "- - ? ", "'", "|", "!!x ", "&a ", "*a "])
  func repetitionEnds(piece: String) {
    for count in [50, 990, 20_000] {
      let text = String(repeating: piece, count: count)
      let reading = PlanFileReader.read(path: "plan.yml", name: "a", project: nil) { path in
        .success(SourceFile(path: path, text: text))
      }
      #expect(!reading.diagnostics.isEmpty)
    }
  }
}

private struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(max(bound, 1)))
  }
}
