internal import Diagnostics
internal import Yams

/// Makes our nodes of the parser's: aliases and merge keys followed, positions in bytes, size and depth bounded.
struct YAMLUnfolding {
  private static let mostNodes = 100_000
  private static let deepest = 40

  private(set) var diagnostics: [Diagnostic] = []
  private let file: SourceFile
  private let positions: YAMLPositions
  private var count = 0
  /// Whether a bound was met, so that what was read is not the whole.
  private(set) var isExhausted = false

  init(file: SourceFile) {
    self.file = file
    positions = YAMLPositions(file)
  }

  mutating func node(_ node: Node) -> YAMLNode { unfold(node, depth: 0) }

  private mutating func unfold(_ node: Node, depth: Int) -> YAMLNode {
    count += 1
    let start = node.mark.map { positions.offset(line: $0.line, column: $0.column) } ?? 0
    guard count <= Self.mostNodes, depth <= Self.deepest else {
      giveUp(at: start, depth: depth)
      return YAMLNode(content: .scalar("", isPlain: true), file: file, range: start..<start)
    }
    switch node {
    case .scalar(let scalar):
      let (range, isPlain) = positions.scalarRange(at: start, text: scalar.string)
      return YAMLNode(content: .scalar(scalar.string, isPlain: isPlain), file: file, range: range)
    case .sequence(let sequence):
      var elements: [YAMLNode] = []
      for element in sequence where !isExhausted { elements.append(unfold(element, depth: depth + 1)) }
      return YAMLNode(content: .sequence(elements), file: file, range: positions.wordRange(at: start))
    case .mapping(let mapping):
      let pairs = pairs(of: mapping, depth: depth)
      return YAMLNode(content: .mapping(pairs), file: file, range: positions.wordRange(at: start))
    case .alias:
      return YAMLNode(content: .scalar("", isPlain: true), file: file, range: start..<start)
    }
  }

  private mutating func pairs(of mapping: Node.Mapping, depth: Int) -> [YAMLNode.Pair] {
    var own: [YAMLNode.Pair] = []
    var inherited: [YAMLNode.Pair] = []
    for (key, value) in mapping where !isExhausted {
      let key = unfold(key, depth: depth + 1)
      let value = unfold(value, depth: depth + 1)
      switch key.content {
      case .scalar("<<", isPlain: true): inherited += mergedPairs(value, key: key)
      case .scalar(let name, _) where DuplicateKey.isMasked(name): break
      case .scalar: own.append(YAMLNode.Pair(key: key, value: value))
      default: report("yaml-key", "a key must be a single word or phrase, this is \(key.kindName)", at: key.range)
      }
    }
    var seen = Set(own.compactMap(\.key.scalar))
    for pair in inherited where seen.insert(pair.key.scalar ?? "").inserted { own.append(pair) }
    return own
  }

  private mutating func mergedPairs(_ value: YAMLNode, key: YAMLNode) -> [YAMLNode.Pair] {
    switch value.content {
    case .mapping(let pairs): return pairs
    case .sequence(let nodes) where nodes.allSatisfy({ if case .mapping = $0.content { true } else { false } }):
      return nodes.flatMap(\.pairs)
    default:
      report("yaml-merge-key", "`<<` merges a map or a list of maps, this is \(value.kindName)", at: key.range)
      return []
    }
  }

  private mutating func giveUp(at offset: Int, depth: Int) {
    guard !isExhausted else { return }
    isExhausted = true
    let reason =
      depth > Self.deepest
      ? "values are nested deeper than \(Self.deepest) levels"
      : "with its aliases this file unfolds to more than \(Self.mostNodes) values"
    report("yaml-too-large", reason, at: offset..<offset + 1)
  }

  private mutating func report(_ code: String, _ message: String, at range: Range<Int>) {
    diagnostics.append(file.diagnostic(.error, code: code, message, at: range))
  }
}
