extension Parser {
  /// Values nested deeper than this are refused, so that no input exhausts the stack.
  private static let maximumDepth = 64

  /// The type of a field, or nil where none stands.
  mutating func type() -> TypeSyntax? {
    guard kind == .identifier else { return nil }
    var type = TypeSyntax(name: takeName(), arity: .required)
    if type.name.text == "Unsupported", kind == .symbol(UInt8(ascii: "(")) {
      advance()
      if kind == .string {
        type.unsupported = takeString()
      } else {
        while kind != .newline, kind != .end, kind != .symbol(UInt8(ascii: ")")) { advance() }
      }
      if kind == .symbol(UInt8(ascii: ")")) { advance() }
      type.name.place = type.name.place.through(previousPlace)
      if type.unsupported == nil {
        report.error("prisma-syntax", "`Unsupported` takes a database type in quotes", at: type.name.place)
        type.unsupported = ""
      }
    }
    arity(of: &type)
    return type
  }

  private mutating func arity(of type: inout TypeSyntax) {
    let start = place
    var signs = ""
    scan: while true {
      switch kind {
      case .symbol(UInt8(ascii: "[")) where next == .symbol(UInt8(ascii: "]")):
        advance()
        signs += "[]"
      case .symbol(UInt8(ascii: "?")): signs += "?"
      case .symbol(UInt8(ascii: "!")): signs += "!"
      default: break scan
      }
      advance()
    }
    switch signs {
    case "": break
    case "?": type.arity = .optional
    case "[]": type.arity = .list
    default:
      type.arity = signs.hasPrefix("[]") ? .list : .optional
      report.error(
        "prisma-syntax", "`\(type.name.text)\(signs)` is not a type", at: start.through(previousPlace),
        fix: "write `\(type.name.text)[]` for a list, `\(type.name.text)?` for an optional value")
    }
  }

  /// What follows `@` or `@@`.
  mutating func attribute(from start: Place) -> AttributeSyntax? {
    guard kind == .identifier else {
      report.error("prisma-syntax", "an attribute needs a name", at: start)
      return nil
    }
    let name = path()
    var arguments: [Argument] = []
    if kind == .symbol(UInt8(ascii: "(")) { arguments = self.arguments(depth: 0) }
    return AttributeSyntax(name: name, arguments: arguments, place: start.through(previousPlace))
  }

  /// Words joined by dots.
  private mutating func path() -> Name {
    var name = takeName()
    while kind == .symbol(UInt8(ascii: ".")) {
      advance()
      guard kind == .identifier else { break }
      let part = takeName()
      name.text += "." + part.text
      name.place = name.place.through(part.place)
    }
    return name
  }

  private mutating func arguments(depth: Int) -> [Argument] {
    list(until: UInt8(ascii: ")")) { parser in
      let start = parser.place
      var name: Name?
      if parser.kind == .identifier, parser.next == .symbol(UInt8(ascii: ":")) {
        name = parser.takeName()
        parser.advance()
        parser.skipNewlines()
      }
      let value = parser.expression(depth: depth + 1)
      return Argument(name: name, value: value, place: start.through(parser.previousPlace))
    }
  }

  /// Elements between an opening sign (here now) and a closing one, over several lines if need be.
  private mutating func list<Element>(until close: UInt8, _ element: (inout Parser) -> Element) -> [Element] {
    let open = place
    advance()
    var elements: [Element] = []
    while true {
      skipNewlines()
      if kind == .symbol(close) {
        advance()
        return elements
      }
      let before = position
      elements.append(element(&self))
      let mark = position
      skipNewlines()
      if kind == .symbol(UInt8(ascii: ",")) {
        advance()
      } else if kind != .symbol(close) || position == before {
        // What follows is another line's business when this one simply lacks its closing sign.
        position = min(position, mark)
        report.error("prisma-syntax", "`\(Unicode.Scalar(close))` is missing", at: open)
        return elements
      }
    }
  }

  mutating func expression(depth: Int) -> Expression {
    let start = place
    guard depth < Self.maximumDepth else {
      report.error("prisma-syntax", "values are nested too deeply here", at: skipLine())
      return .missing(start)
    }
    switch kind {
    case .string: return .string(takeString(), start)
    case .number: return .number(takeText(), start)
    case .identifier:
      let name = path()
      guard kind == .symbol(UInt8(ascii: "(")) else { return .constant(name.text, name.place) }
      let arguments = arguments(depth: depth)
      return .call(name, arguments, start.through(previousPlace))
    case .symbol(UInt8(ascii: "[")):
      let elements = list(until: UInt8(ascii: "]")) { $0.expression(depth: depth + 1) }
      return .array(elements, start.through(previousPlace))
    case .symbol(UInt8(ascii: "{")): return object(depth: depth)
    case .unterminatedString:
      report.error("prisma-syntax", "this text has no closing quote", at: start)
      advance()
      return .missing(start)
    default:
      report.error("prisma-syntax", "a value is missing here", at: start)
      return .missing(start)
    }
  }

  private mutating func object(depth: Int) -> Expression {
    let start = place
    let members = list(until: UInt8(ascii: "}")) { parser -> ObjectMember? in
      guard parser.kind == .identifier, parser.next == .symbol(UInt8(ascii: ":")) else {
        parser.report.error("prisma-syntax", "`name: value` is expected here", at: parser.place)
        return nil
      }
      let name = parser.takeName()
      parser.advance()
      parser.skipNewlines()
      return ObjectMember(name: name, value: parser.expression(depth: depth + 1))
    }
    return .object(members.compactMap(\.self), start.through(previousPlace))
  }
}
