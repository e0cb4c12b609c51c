import Foundation
import TestKit
import Testing
import Workspace

/// What every source file keeps to.
struct SourceTests {
  @Test func noFileIsLong() async throws {
    // Its line 451 is what makes a file long.
    let files = try await Checkout.files().filter { $0.hasSuffix(".swift") }
    #expect(files.count > 100)
    for file in files {
      #expect(Checkout.line(452, of: file) == nil, "\(file) has more than 450 lines: give each of its tasks a file")
    }
  }

  @Test func whatTheCompilerCanNotCheckIsExplained() async throws {
    let expression = #"\b(try|as)!|nonisolated\(unsafe\)|@unchecked +Sendable"#
    for line in try await Checkout.lines(matching: expression, in: ["*.swift", ":!Tests/HouseTests"]) {
      let above = Checkout.line(line.number - 1, of: line.path)?.drop { $0 == " " }
      #expect(above?.hasPrefix("//") == true, "\(line): say in the line above why this is safe")
    }
  }

  @Test func sourcesAreFormatted() async throws {
    let swift = Program("swift", debian: "swiftlang", homebrew: "swift")
    let runner = ProcessRunner()
    guard try await runner.run(swift, ["format", "--version"]).isSuccess else {
      print("swift format is not installed: the formatting was not checked")
      return
    }
    let result = try await runner.run(
      swift,
      ["format", "lint", "--strict", "--parallel", "--recursive", "Package.swift", "Sources", "Templates", "Tests"],
      in: Checkout.root)
    let isClean = result.isSuccess
    let complaints = result.errorOutput.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(isClean, "\(complaints.count) complaints:\n\(complaints.prefix(20).joined(separator: "\n"))")
  }

  @Test func noFileNamesAMachine() async throws {
    let expression = #"(^|[[:space:]"'`(=:])/(root|work|Users/[a-z]+|home/[a-z]+|opt/swift)(/|\b)"#
    let lines = try await Checkout.lines(matching: expression, in: [".", ":!Tests/HouseTests"])
    #expect(lines.isEmpty, "paths of one machine:\n\(lines.map(\.description).joined(separator: "\n"))")
  }

  @Test func topLevelIsTheOneOfTheReadme() async throws {
    let top = Set(try await Checkout.files().map { String($0.split(separator: "/")[0]) }.filter { !$0.hasPrefix(".") })
    #expect(
      top.sorted() == ["Makefile", "Output", "Package.swift", "Plans", "README.md", "Sources", "Templates", "Tests"])
  }
}
