import Foundation
import Workspace

/// The project these tests belong to.
package enum Checkout {
  /// The folder of `Package.swift`.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  package struct Line: Sendable, CustomStringConvertible {
    package var path: String
    package var number: Int
    package var text: Substring

    package var description: String { "\(path):\(number): \(text.prefix(120))" }
  }

  /// The paths git knows, new files that are not ignored included.
  package static func files() async throws -> [String] {
    let arguments = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    let listing = try await ProcessRunner().output(of: .git, arguments, in: root)
    return listing.split(separator: "\0").map(String.init)
  }

  /// The lines that match an extended regular expression, in the files that match git's patterns.
  package static func lines(matching expression: String, in paths: [String]) async throws -> [Line] {
    let result = try await ProcessRunner().run(
      .git, ["grep", "--untracked", "-I", "-z", "-n", "-E", "-e", expression, "--"] + paths, in: root)
    // 1 is no match.
    guard result.status < 2 else { throw Failure(message: result.errorOutput) }
    return result.output.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\0", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3, let number = Int(fields[1]) else { return nil }
      return Line(path: String(fields[0]), number: number, text: fields[2])
    }
  }

  /// One line of a file, from 1.
  package static func line(_ number: Int, of path: String) -> Substring? {
    let text = FileManager.default.contents(atPath: "\(root)/\(path)").map { String(decoding: $0, as: UTF8.self) } ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  package struct Failure: Error, CustomStringConvertible {
    package var message: String
    package var description: String { message }
  }
}
