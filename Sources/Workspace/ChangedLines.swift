/// The lines of the new side that a change added or rewrote, by file.
package struct ChangedLines: Sendable, Hashable {
  /// Ascending, by path from the top of the repository.
  package private(set) var ranges: [String: [ClosedRange<Int>]] = [:]

  package init(_ ranges: [String: [ClosedRange<Int>]] = [:]) { self.ranges = ranges }

  /// The first changed line within those of a file.
  package func first(in lines: ClosedRange<Int>, of path: String) -> Int? {
    guard let ranges = ranges[path] else { return nil }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < lines.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low < ranges.count, ranges[low].lowerBound <= lines.upperBound else { return nil }
    return max(ranges[low].lowerBound, lines.lowerBound)
  }
}

extension GitRepository {
  /// Where the folder is in the repository, as `services/billing/`; empty at its top, nil when there is no repository.
  package func prefix() async throws(WorkspaceError) -> String? {
    let answer = try await git(["rev-parse", "--show-prefix"])
    return answer.isSuccess ? String(answer.output.prefix { $0 != "\n" }) : nil
  }

  /// The lines of files with one of the extensions that differ at the commit `new` from `old`, both by their ids.
  package func changedLines(
    from old: String, to new: String, extensions: Set<String>
  ) async throws(WorkspaceError) -> ChangedLines {
    // Whatever the user's configuration says of colors, prefixes, drivers and quoting.
    let arguments = [
      "-c", "core.quotePath=false", "diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff",
      "--no-textconv", "--no-relative", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/",
      "--submodule=short", old, new, "--",
    ]
    let answer = try await git(arguments + extensions.sorted().map { ":(top)*.\($0)" }).successful(.git)
    return ChangedLines(diff: answer.bytes)
  }
}

extension ChangedLines {
  /// - Parameter diff: What `git diff --unified=0` prints.
  init(diff: [UInt8]) {
    var path: String?
    var ranges: [String: [ClosedRange<Int>]] = [:]
    /// Lines of text still to come in the hunk: they may look like anything.
    var rest = 0
    for line in diff.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if rest > 0, let first = line.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
        rest -= 1
      } else if line.starts(with: "+++ ".utf8) {
        path = Self.path(line.dropFirst(4))
      } else if line.starts(with: "@@ ".utf8), let hunk = Self.hunk(line) {
        rest = hunk.old + hunk.new.count
        if let path, !hunk.new.isEmpty {
          ranges[path, default: []].append(hunk.new.lowerBound...(hunk.new.upperBound - 1))
        }
      }
    }
    self.init(ranges)
  }

  /// `@@ -3,2 +4 @@`: how many lines are gone, which are new.
  private static func hunk(_ line: ArraySlice<UInt8>) -> (old: Int, new: Range<Int>)? {
    let words = line.split(separator: UInt8(ascii: " "))
    guard words.count >= 3 else { return nil }
    func numbers(_ word: ArraySlice<UInt8>) -> (start: Int, count: Int)? {
      let parts = word.dropFirst().split(separator: UInt8(ascii: ",")).map { Int(String(decoding: $0, as: UTF8.self)) }
      guard let first = parts.first, let start = first else { return nil }
      return (start, parts.count > 1 ? parts[1] ?? 0 : 1)
    }
    guard let old = numbers(words[1]), let new = numbers(words[2]) else { return nil }
    return (old.count, new.start..<new.start + new.count)
  }

  /// `b/db/a.sql`, in quotes when a character of it needs a backslash; nil for `/dev/null`.
  private static func path(_ text: ArraySlice<UInt8>) -> String? {
    // A path with a space in it is followed by a tab.
    var bytes = text.last == UInt8(ascii: "\t") ? text.dropLast() : text
    if bytes.first == UInt8(ascii: "\"") { bytes = unquoted(bytes.dropFirst())[...] }
    guard bytes.starts(with: "b/".utf8) else { return nil }
    return String(decoding: bytes.dropFirst(2), as: UTF8.self)
  }

  private static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let names: [Character: UInt8] = [
      "a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "\"": 34, "\\": 92,
    ]
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      guard byte == UInt8(ascii: "\\"), let escape = rest.first else {
        bytes.append(byte)
        continue
      }
      if let value = names[Character(Unicode.Scalar(escape))] {
        rest = rest.dropFirst()
        bytes.append(value)
      } else {
        let digits = rest.prefix(3)
        rest = rest.dropFirst(3)
        bytes.append(UInt8(String(decoding: digits, as: UTF8.self), radix: 8) ?? UInt8(ascii: "?"))
      }
    }
    return bytes
  }
}
