/// Reads a call with the literals of JavaScript and TypeScript; what is more than a literal or a variable is a problem.
struct CallParser {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  private static let deepest = 64

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func call() throws(CallProblem) -> CallExpression {
    try skip()
    for word in ["return", "await"] where starts(with: word) {
      position += word.utf8.count
      try skip()
    }
    let start = position
    guard let first = name() else { throw problem("no call begins here", fix: "prisma.<model>.findMany({ ... })") }
    let path = try self.path(from: first)
    let range = start..<position
    try skip()
    guard take("(") else {
      if peek == UInt8(ascii: "`") { throw CallProblem("the SQL is in a template", at: range) }
      throw problem("( expected: \(path.joined(separator: ".")) is not called")
    }
    var arguments: [CallNode] = []
    try skip()
    while !take(")") {
      arguments.append(try value())
      try skip()
      guard take(",") || peek == UInt8(ascii: ")") else { throw problem("a comma or ) expected") }
      try skip()
    }
    try skip()
    _ = take(";")
    try skip()
    guard position == bytes.count else {
      throw problem("the call goes on after its parentheses", why: "what follows may change what is sent")
    }
    return CallExpression(path: path, range: range, arguments: arguments)
  }

  // MARK: Values

  private mutating func value() throws(CallProblem) -> CallNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw problem("values within more than \(Self.deepest) others") }
    try skip()
    let start = position
    let value: CallValue
    switch peek {
    case UInt8(ascii: "{"): value = .object(try members())
    case UInt8(ascii: "["): value = .array(try elements())
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): value = .string(try string())
    case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): value = .number(try number())
    default: value = try word()
    }
    let end = position
    try skip()
    if starts(with: "as const") { position += 8 }
    try skip()
    guard [nil, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")")].contains(peek) else {
      throw CallProblem(
        "a computed value", at: position..<position + 1, why: "only literals and variables are read",
        fix: "put it into a variable of its own, or \(CallProblem.writeSQL)")
    }
    return CallNode(value: value, range: start..<end)
  }

  private mutating func members() throws(CallProblem) -> [CallMember] {
    position += 1
    var members: [CallMember] = []
    try skip()
    while !take("}") {
      let start = position
      if starts(with: "...") {
        throw CallProblem(
          "a spread", at: start..<start + 3, why: "which members it adds is not known", fix: "write its members out")
      }
      let key: String
      if peek == UInt8(ascii: "'") || peek == UInt8(ascii: "\"") {
        key = try string()
      } else if let name = name() {
        key = name
      } else {
        throw problem(
          "the name of a member expected", why: peek == UInt8(ascii: "[") ? "computed names are not read" : nil)
      }
      let keyRange = start..<position
      try skip()
      var node = CallNode(value: .path([key]), range: keyRange)
      if take(":") {
        node = try value()
      } else if ![UInt8(ascii: ","), UInt8(ascii: "}")].contains(peek) {
        throw problem("a colon or comma expected")
      }
      members.removeAll { $0.key == key }
      members.append(CallMember(key: key, keyRange: keyRange, value: node))
      try skip()
      guard take(",") || peek == UInt8(ascii: "}") else { throw problem("a comma or } expected") }
      try skip()
    }
    return members
  }

  private mutating func elements() throws(CallProblem) -> [CallNode] {
    position += 1
    var elements: [CallNode] = []
    try skip()
    while !take("]") {
      if starts(with: "...") { throw problem("a spread", why: "which elements it adds is not known") }
      elements.append(try value())
      try skip()
      guard take(",") || peek == UInt8(ascii: "]") else { throw problem("a comma or ] expected") }
      try skip()
    }
    return elements
  }

  private mutating func number() throws(CallProblem) -> String {
    let start = position
    var text = ""
    if take("-") { text = "-" }
    var isNumber = false
    while let byte = peek, (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
      isNumber = isNumber || (0x30...0x39).contains(byte)
      if byte != UInt8(ascii: "_") { text.unicodeScalars.append(Unicode.Scalar(byte)) }
      position += 1
    }
    if peek == UInt8(ascii: "n") { position += 1 }
    guard isNumber, text.filter({ $0 == "." }).count < 2, !text.hasSuffix("."), !peek.map(Self.isNamePart, or: false)
    else { throw CallProblem("this number is not read", at: start..<position, fix: "write it in decimal digits") }
    return text
  }

  /// A constant with a name, a variable, or `new Date()`.
  private mutating func word() throws(CallProblem) -> CallValue {
    let start = position
    guard let first = name() else {
      throw problem(position < bytes.count ? "a value expected" : "the call ends in the middle")
    }
    switch first {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    case "undefined": return .undefined
    case "new": return try date(from: start)
    default: break
    }
    let path = try path(from: first)
    try skip()
    guard peek == UInt8(ascii: "(") else { return .path(path) }
    guard ["BigInt", "Number", "String"].contains(path.joined(separator: ".")) else {
      throw CallProblem(
        "a value that \(path.joined(separator: ".")) computes", at: start..<position,
        why: "only literals and variables are read", fix: "put it into a variable of its own")
    }
    position += 1
    let inner = try value()
    guard take(")") else { throw problem(") expected") }
    return inner.value
  }

  private mutating func date(from start: Int) throws(CallProblem) -> CallValue {
    try skip()
    guard name() == "Date" else { throw CallProblem("an object that is made here", at: start..<position) }
    try skip()
    guard take("(") else { throw problem("( expected") }
    try skip()
    if take(")") { return .now }
    let inner = try value()
    guard take(")") else { throw problem(") expected") }
    switch inner.value {
    case .string, .path: return inner.value
    default: throw CallProblem("a date of this form", at: inner.range, fix: "write it as new Date('2024-01-31')")
    }
  }

  /// `order.id`, `user?.id`, `ids[0]`, `row!.id`.
  private mutating func path(from first: String) throws(CallProblem) -> [String] {
    var path = [first]
    while true {
      try skip()
      if starts(with: "!.") { position += 1 }
      if starts(with: "?.") { position += 1 }
      if take(".") {
        try skip()
        guard let name = name() else { throw problem("a name expected") }
        path.append(name)
      } else if peek == UInt8(ascii: "[") {
        position += 1
        let index = try value()
        guard take("]") else { throw problem("] expected") }
        switch index.value {
        case .string(let text), .number(let text): path.append(text)
        default: throw CallProblem("a computed member", at: index.range)
        }
      } else {
        return path
      }
    }
  }
}

extension CallParser {
  // MARK: Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func starts(with text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    guard let last = text.utf8.last, Self.isNamePart(last), position + text.utf8.count < bytes.count else {
      return true
    }
    return !Self.isNamePart(bytes[position + text.utf8.count])
  }

  private mutating func take(_ character: Character) -> Bool {
    guard let byte = peek, byte == character.asciiValue else { return false }
    position += 1
    return true
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  private mutating func name() -> String? {
    let start = position
    while let byte = peek, Self.isNamePart(byte) { position += 1 }
    return start == position ? nil : String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// White space and comments.
  private mutating func skip() throws(CallProblem) {
    while let byte = peek {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        position += 1
      } else if starts(with: "//") {
        while let byte = peek, byte != 0x0A { position += 1 }
      } else if starts(with: "/*") {
        let start = position
        position += 2
        while position < bytes.count, !starts(with: "*/") { position += 1 }
        guard position < bytes.count else { throw CallProblem("a comment without an end", at: start..<start + 2) }
        position += 2
      } else {
        return
      }
    }
  }

  private mutating func string() throws(CallProblem) -> String {
    let start = position
    var reading = StringLiteral(bytes, from: position)
    guard let text = reading.text() else {
      throw CallProblem(reading.problem, at: start..<min(reading.position, bytes.count))
    }
    position = reading.position
    return text
  }

  private func problem(_ message: String, why: String? = nil, fix: String? = CallProblem.writeSQL) -> CallProblem {
    CallProblem(message, at: position..<min(position + 1, bytes.count), why: why, fix: fix)
  }
}

extension Optional where Wrapped == UInt8 {
  fileprivate func map(_ test: (UInt8) -> Bool, or other: Bool) -> Bool { self.map(test) ?? other }
}
