internal import Diagnostics

/// A value of a YAML file with where it stands: scalars by their text alone, aliases and merge keys already followed.
///
/// No tag is ever resolved: `off` is the word off and `2026-03-02` ten characters.
struct YAMLNode: Sendable {
  struct Pair: Sendable {
    var key: YAMLNode
    var value: YAMLNode
  }

  enum Content: Sendable {
    /// `isPlain` when it was written without quotes and not as a block.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Pair])
  }

  var content: Content
  var file: SourceFile
  /// UTF-8 offsets in `file`: a whole scalar with its quotes, or the first word of a collection.
  var range: Range<Int>

  var span: SourceSpan { file.span(range) }

  var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  var pairs: [Pair] {
    if case .mapping(let pairs) = content { pairs } else { [] }
  }

  /// Whether somebody wrote the key and left the rest of the line blank (or said `null`).
  var isEmpty: Bool {
    if case .scalar(let text, isPlain: true) = content { ["", "~", "null"].contains(text) } else { false }
  }

  /// What it is, in a sentence.
  var kindName: String {
    switch content {
    case .scalar: "a single value"
    case .sequence: "a list"
    case .mapping: "a map of keys"
    }
  }

  /// The value of a key of a mapping.
  subscript(key: String) -> YAMLNode? { pairs.first { $0.key.scalar == key }?.value }
}

extension YAMLNode {
  /// This node over another: maps merge key by key, anything else replaces what lies below. Keys of `below` come first.
  func merged(over below: YAMLNode) -> YAMLNode {
    guard case .mapping(let upper) = content, case .mapping(var merged) = below.content else { return self }
    var positions: [String: Int] = [:]
    for (index, pair) in merged.enumerated() { positions[pair.key.scalar ?? ""] = index }
    for pair in upper {
      if let name = pair.key.scalar, let position = positions[name] {
        merged[position] = Pair(key: pair.key, value: pair.value.merged(over: merged[position].value))
      } else {
        merged.append(pair)
      }
    }
    return YAMLNode(content: .mapping(merged), file: file, range: range)
  }

  /// Only those keys of a mapping that `isWanted` names.
  func filtered(_ isWanted: (String) -> Bool) -> YAMLNode {
    guard case .mapping(let pairs) = content else { return self }
    return YAMLNode(
      content: .mapping(pairs.filter { $0.key.scalar.map(isWanted) ?? false }), file: file, range: range)
  }
}
