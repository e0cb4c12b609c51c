import Foundation
import TestKit

/// An input that nobody means to write, and what has to become of it.
struct BrokenInput: Sendable, CustomStringConvertible {
  enum Entry: Sendable {
    case file(@Sendable () -> Data)
    case folder
    case link(to: String)
    case pipe
  }

  enum Expectation: Sendable {
    /// Exit 0, no error; the output has this text.
    case read(keeping: String)
    /// Exit 2 and a diagnostic of this code; the output has this text.
    case refused(String, keeping: String = "")
    /// Either; of a text that was cut nobody knows beforehand.
    case readOrRefused
  }

  var name: String
  var arguments: [String]
  var entries: [String: Entry]
  var expectation: Expectation
  /// Only for `make prove`, with a release build.
  var isHeavy = false
  /// Entries that may not be read by the user who runs the program.
  var forbidden: [String] = []

  var description: String { name }

  /// A schema that is inspected, in a folder of its own.
  static func schema(
    _ name: String, _ file: String, _ expectation: Expectation, heavy: Bool = false,
    _ text: @escaping @Sendable () -> String
  ) -> BrokenInput {
    BrokenInput(
      name: "\(file.split(separator: ".").last ?? ""): \(name)", arguments: ["inspect", file],
      entries: [file: .file { Data(text().utf8) }], expectation: expectation, isHeavy: heavy)
  }

  /// Writes it to an empty folder.
  func write(to folder: String) throws {
    for (path, entry) in entries {
      let full = "\(folder)/\(path)"
      let above = URL(fileURLWithPath: full).deletingLastPathComponent().path
      try FileManager.default.createDirectory(atPath: above, withIntermediateDirectories: true)
      switch entry {
      case .file(let content): try TestKit.write(content(), to: full)
      case .folder: try FileManager.default.createDirectory(atPath: full, withIntermediateDirectories: true)
      case .link(let target): try FileManager.default.createSymbolicLink(atPath: full, withDestinationPath: target)
      case .pipe: mkfifo(full, 0o666)
      }
    }
    for path in forbidden {
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: "\(folder)/\(path)")
    }
  }

  /// What does not hold of a run, in words.
  func breaches(of run: GuardedRun) -> [String] {
    let errors = String(decoding: run.errorOutput, as: UTF8.self)
    var breaches: [String] = []
    let codes = Self.codes(of: errors)
    switch (run.end, expectation) {
    case (.hung, _): breaches.append("did not end")
    case (.signaled(let signal), _): breaches.append("ended by signal \(signal)")
    case (.exited(0), .refused(let code, _)): breaches.append("was read; expected \(code)")
    case (.exited(2), .read): breaches.append("was refused: \(codes.first ?? "-")")
    case (.exited(0), _): if !codes.isEmpty { breaches.append("exit 0 with an error: \(codes[0])") }
    case (.exited(2), .refused(let code, _)):
      if !codes.contains(code) { breaches.append("no \(code), but \(Set(codes).sorted())") }
    case (.exited(2), _): if codes.isEmpty { breaches.append("exit 2 without a diagnostic") }
    case (.exited(let status), _): breaches.append("exit \(status)")
    }
    switch expectation {
    case .read(let text), .refused(_, let text):
      if !text.isEmpty, run.output.range(of: Data(text.utf8)) == nil { breaches.append("the output lacks `\(text)`") }
    case .readOrRefused: break
    }
    if run.peakMemory > Self.memoryLimit { breaches.append("took \(run.peakMemory >> 20) MB") }
    if run.errorOutput.count > Self.talkLimit { breaches.append("\(run.errorOutput.count) bytes of diagnostics") }
    return breaches
  }

  /// The most that a run may have at once: some twelve times the largest input.
  static let memoryLimit = 640 << 20
  /// The most that a run may say of its problems.
  static let talkLimit = 2 << 20

  /// The codes of the errors, in order: `path:1:1: error: words [code]`.
  private static func codes(of text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      guard line.contains("error: "), line.last == "]", let open = line.lastIndex(of: "[") else { return nil }
      return String(line[line.index(after: open)...].dropLast())
    }
  }
}
