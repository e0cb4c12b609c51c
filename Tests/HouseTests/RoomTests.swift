import TestKit
import Testing

/// A room uses the rooms that `Package.swift` gives it, all of them, and no others.
struct RoomTests {
  /// What comes with Swift, or with a dependency that other systems have themselves.
  private static let system: Set<String> = [
    "Dispatch", "Foundation", "FoundationXML", "Glibc", "Darwin", "Synchronization", "System", "SystemPackage",
  ]
  /// The rooms that call C, and so may hold its pointers.
  private static let binding: Set<String> = [
    "CommonMark", "SQLSyntax", "SQLReading", "QueryReading", "PolicyReading", "QueryRewriting", "DatabaseReading",
    "StatementLocks", "MigrationChecks",
    "PostgresClient",
  ]

  @Test func importsFollowTheTable() async throws {
    // Deeper than under an `#if` it is the text of another language.
    let imports = try await Checkout.lines(matching: #"^( {2})?([a-z@()]+ )*import [[:alpha:]]"#, in: ["*.swift"])
    #expect(imports.count > 500)
    for target in try await PackageTable.read().targets where target.type != "system" {
      let allowed = Set(target.dependencies.map(\.module))
      var used: Set<String> = []
      for line in imports where line.path.hasPrefix(target.folder + "/") {
        guard let module = Self.imported(line.text) else { continue }
        used.insert(module)
        let isFree = Self.system.contains(module) || target.type == "test" && module == "Testing"
        #expect(isFree || allowed.contains(module), "\(line): \(target.name) may not use \(module)")
      }
      guard target.type != "test" else { continue }
      let unused = allowed.subtracting(used).sorted()
      #expect(unused.isEmpty, "\(target.name) is given rooms it does not use: \(unused.joined(separator: ", "))")
    }
  }

  @Test func arrowsPointOneWay() async throws {
    let targets = try await PackageTable.read().targets
    #expect(targets.count > 20)
    var waiting = Dictionary(uniqueKeysWithValues: targets.map { ($0.name, Set($0.dependencies.map(\.module))) })
    while true {
      let free = waiting.filter { $0.value.isDisjoint(with: waiting.keys) }.keys
      if free.isEmpty { break }
      for room in free { waiting[room] = nil }
    }
    #expect(waiting.isEmpty, "these rooms use each other: \(waiting.keys.sorted().joined(separator: ", "))")
  }

  @Test func pointersStayInTheRoomsThatBindC() async throws {
    let expression = #"\b(Unsafe(Mutable)?(Raw)?Pointer|OpaquePointer)\b|\b(cmark|pg_query)_|\bPQ[a-z][A-Za-z]+\("#
    let lines = try await Checkout.lines(matching: expression, in: ["Sources/*.swift"])
    #expect(lines.contains { $0.path.hasPrefix("Sources/CommonMark/") })
    for line in lines where !line.text.drop(while: { $0 == " " }).hasPrefix("//") {
      let room = String(line.path.split(separator: "/")[1])
      #expect(Self.binding.contains(room), "\(line): C belongs in a room that binds it")
    }
  }

  /// `package import struct Foundation.URL` is Foundation; nil when the line imports nothing.
  private static func imported(_ line: Substring) -> String? {
    let words = line.split(separator: " ").drop { $0.hasPrefix("@") || access.contains(String($0)) }
    guard words.first == "import" else { return nil }
    let name = words.dropFirst().first { !kinds.contains(String($0)) }
    return name?.split(separator: ".").first.map(String.init)
  }

  private static let access: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
  private static let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
}
