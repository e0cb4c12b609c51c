import Diagnostics

/// Bytes of a file as text, or what keeps them from being one.
enum TextDecoding {
  /// The text of bytes in UTF-8, without a byte order mark.
  static func file(_ bytes: ArraySlice<UInt8>, path: String) -> Result<SourceFile, ReadingProblem> {
    if let encoding = otherEncoding(of: bytes) { return .failure(.notText(path, "it is \(encoding)", behind: "")) }
    let bytes = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    if let end = bytes.firstIndex(of: 0) {
      return .failure(.notText(path, "it holds a NUL byte", behind: String(decoding: bytes[..<end], as: UTF8.self)))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let lead = String(decoding: bytes.prefix(validPrefixLength(of: bytes)), as: UTF8.self)
      return .failure(.notText(path, "it is not valid UTF-8", behind: lead))
    }
    return .success(SourceFile(path: path, text: text))
  }

  /// By its mark, or by the NULs that every letter of ASCII has beside it.
  private static func otherEncoding(of bytes: ArraySlice<UInt8>) -> String? {
    let first = Array(bytes.prefix(4))
    if first == [0xFF, 0xFE, 0, 0] || first == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    guard first.count == 4 else { return nil }
    switch first.map({ $0 == 0 }) {
    case [false, true, true, true], [true, true, true, false]: return "UTF-32"
    case [false, true, false, true], [true, false, true, false]: return "UTF-16"
    default: return nil
    }
  }

  /// How many leading bytes are valid UTF-8.
  private static func validPrefixLength(of bytes: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var bytes = bytes.makeIterator()
    var length = 0
    while case .scalarValue(let scalar) = decoder.decode(&bytes) { length += UTF8.width(scalar) }
    return length
  }
}

/// A file that could not be read as text, on its way to a diagnostic.
struct ReadingProblem: Error {
  var diagnostic: Diagnostic

  static func unreadable(_ path: String, _ reason: String, fix: String?) -> ReadingProblem {
    ReadingProblem(
      diagnostic: Diagnostic(
        .error, code: "unreadable-file", "\(path) can not be read: \(reason)",
        at: SourceSpan(path: path, offset: 0, length: 0, line: 1, column: 1), fix: fix))
  }

  static func tooLarge(_ path: String, _ excess: String) -> ReadingProblem {
    let isRoot = path.isEmpty || path == "."
    return ReadingProblem(
      diagnostic: Diagnostic(
        .error, code: "folder-too-large", "\(isRoot ? "this folder" : path) holds \(excess)",
        at: isRoot ? nil : SourceSpan(path: path, offset: 0, length: 0, line: 1, column: 1),
        why: "nothing of it was read", fix: "name the folder or the file that the schema is in"))
  }

  /// - Parameter lead: the text before the place.
  static func notText(_ path: String, _ reason: String, behind lead: String) -> ReadingProblem {
    let offset = lead.utf8.count
    return ReadingProblem(
      diagnostic: Diagnostic(
        .error, code: "not-utf8", "\(path) is not a text: \(reason) (byte \(offset))",
        at: SourceFile(path: path, text: lead).span(offset..<offset), fix: "save it as UTF-8"))
  }
}
