internal import Diagnostics
private import Yams

/// Reads one YAML file into nodes. Syntax errors and duplicate keys become diagnostics; whatever the input, it ends.
struct YAMLDocumentReader {
  private static let largestFile = 1_000_000
  /// Each duplicate costs another parse: this many of them, and this many bytes in all.
  private static let mostDuplicates = 50
  private static let mostParsedAgain = 2_000_000

  private var file: SourceFile
  private var diagnostics: [Diagnostic] = []

  /// The root of the file, nil when it is empty or not YAML.
  static func read(_ file: SourceFile) -> Reading<YAMLNode?> {
    var reader = YAMLDocumentReader(file: file)
    let node = reader.document()
    return Reading(node, diagnostics: reader.diagnostics)
  }

  private init(file: SourceFile) { self.file = file }

  private mutating func document() -> YAMLNode? {
    guard file.text.utf8.count <= Self.largestFile else {
      report("yaml-too-large", "this file is larger than 1 MB, which no plan needs", at: 0..<1)
      return nil
    }
    guard !AliasBomb.isLikely(file.text) else {
      report("yaml-too-large", "aliases stand inside the keys of this file, which can unfold without end", at: 0..<1)
      return nil
    }
    guard let root = compose() else { return nil }
    var unfolding = YAMLUnfolding(file: file)
    let node = unfolding.node(root)
    diagnostics += unfolding.diagnostics
    return unfolding.isExhausted ? nil : node
  }

  /// The parser stops at the first duplicate key. Such a key gets a private letter in front, is reported, and the
  /// parser runs again, so that one duplicate costs one key.
  private mutating func compose() -> Node? {
    var text = file.text
    let attempts = min(Self.mostDuplicates, max(3, Self.mostParsedAgain / max(1, text.utf8.count)))
    for attempt in 1...attempts {
      do {
        return try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8).singleRoot()
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let positions = YAMLPositions(SourceFile(path: file.path, text: text))
        let mended = DuplicateKey.mask(
          in: text, at: positions.offset(line: context.mark.line, column: context.mark.column))
        let range = YAMLPositions(file).wordRange(
          at: YAMLPositions(file).offset(line: context.mark.line, column: context.mark.column))
        report(
          "yaml-duplicate-key", "`\(DuplicateKey.unmasked(names.first ?? ""))` is given twice in one map", at: range,
          why: attempt < attempts
            ? "only the last one would count" : "there may be more: nothing of this file was read",
          fix: "keep one of them")
        guard let mended else { return nil }
        text = mended
      } catch {
        report(error)
        return nil
      }
    }
    return nil
  }

  private mutating func report(_ error: any Error) {
    let positions = YAMLPositions(file)
    func range(_ mark: Mark) -> Range<Int> {
      positions.wordRange(at: positions.offset(line: mark.line, column: mark.column))
    }
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let setting = context.map { "\($0.text) that starts in line \($0.mark.line)" }
      report("yaml-syntax", "not valid YAML: \(problem)", at: range(mark), why: setting)
    case .reader(let problem, let offset, _, _):
      let start = min(max(offset ?? 0, 0), file.text.utf8.count)
      report("yaml-syntax", "not valid YAML: \(problem)", at: start..<start + 1)
    default: report("yaml-syntax", "not valid YAML", at: 0..<1)
    }
  }

  private mutating func report(
    _ code: String, _ message: String, at range: Range<Int>, why: String? = nil, fix: String? = nil
  ) {
    diagnostics.append(file.diagnostic(.error, code: code, message, at: range, why: why, fix: fix))
  }
}

/// Renames a duplicate key out of the way without moving any line or column.
enum DuplicateKey {
  /// From Unicode's private use area: no key begins with it.
  static let mark: Unicode.Scalar = "\u{F8D0}"

  /// The text with the first letter of the key at `offset` replaced, nil when there is no letter to replace.
  static func mask(in text: String, at offset: Int) -> String? {
    var scalars = Array(text.utf8)
    var position = offset
    if position < scalars.count, scalars[position] == UInt8(ascii: "'") || scalars[position] == UInt8(ascii: "\"") {
      position += 1
    }
    guard position < scalars.count, isLetter(scalars[position]) else { return nil }
    let generation = UInt32(text.unicodeScalars.count { (0xF8D0...0xF8FF).contains($0.value) })
    guard let replacement = Unicode.Scalar(mark.value + generation % 0x30) else { return nil }
    scalars.replaceSubrange(position...position, with: Array(String(Character(replacement)).utf8))
    return String(decoding: scalars, as: UTF8.self)
  }

  static func isMasked(_ key: String) -> Bool {
    key.unicodeScalars.first.map { (0xF8D0...0xF8FF).contains($0.value) } ?? false
  }

  static func unmasked(_ key: String) -> String { isMasked(key) ? String(key.dropFirst()) : key }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "_")
  }
}
