/// A value of a call, as it is written.
struct CallNode: Hashable {
  var value: CallValue
  /// UTF-8 offsets in the call's text.
  var range: Range<Int>
}

indirect enum CallValue: Hashable {
  case object([CallMember])
  case array([CallNode])
  case string(String)
  case number(String)
  case boolean(Bool)
  case null
  case undefined
  /// A variable or what it holds: `shopId`, `order.id`.
  case path([String])
  case now
}

struct CallMember: Hashable {
  var key: String
  var keyRange: Range<Int>
  var value: CallNode
}

/// `prisma.order.findMany({ ... })`
struct CallExpression {
  /// The names before the parentheses, and where the last two of them stand.
  var path: [String]
  var range: Range<Int>
  var arguments: [CallNode]
}

/// What keeps a call from being read.
struct CallProblem: Error {
  var message: String
  var range: Range<Int>
  var code = "call-not-read"
  var why: String?
  var fix: String?

  init(_ message: String, at range: Range<Int>, why: String? = nil, fix: String? = Self.writeSQL) {
    self.message = message
    self.range = range
    self.why = why
    self.fix = fix
  }

  static let writeSQL = "give the statement as sql: beside the call"
}

extension CallNode {
  subscript(key: String) -> CallNode? { members?.last { $0.key == key }?.value }

  var members: [CallMember]? {
    guard case .object(let members) = value else { return nil }
    return members
  }

  var string: String? {
    guard case .string(let text) = value else { return nil }
    return text
  }

  var boolean: Bool? {
    guard case .boolean(let truth) = value else { return nil }
    return truth
  }

  /// The nodes of a list; one that is no list is its only node.
  var items: [CallNode] {
    guard case .array(let items) = value else { return [self] }
    return items
  }

  var isUndefined: Bool { value == .undefined }

  /// Whether another one says the same, wherever it stands.
  func isSame(as other: CallNode) -> Bool {
    switch (value, other.value) {
    case (.array(let one), .array(let two)): one.count == two.count && zip(one, two).allSatisfy { $0.isSame(as: $1) }
    case (.object(let one), .object(let two)):
      one.count == two.count && zip(one, two).allSatisfy { $0.key == $1.key && $0.value.isSame(as: $1.value) }
    default: value == other.value
    }
  }
}
