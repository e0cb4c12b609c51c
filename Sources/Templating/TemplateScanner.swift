import Diagnostics

/// Finds the tags of a template. The library reads templates too, but it gives up at the first mistake and says nothing
/// about names; and what it supports beyond sections, variables, partials and comments has no place here.
struct TemplateScanner {
  private struct OpenSection {
    var tag: TemplateTag
    var isInverted: Bool
    var children: [TemplateTag] = []
  }

  private let file: SourceFile
  private let bytes: [UInt8]
  private var position = 0
  private var roots: [TemplateTag] = []
  private var open: [OpenSection] = []
  private var diagnostics: [Diagnostic] = []

  private init(_ file: SourceFile) {
    self.file = file
    bytes = Array(file.text.utf8)
  }

  static func scan(_ file: SourceFile) -> Reading<[TemplateTag]> {
    var scanner = TemplateScanner(file)
    scanner.scan()
    return Reading(scanner.roots, diagnostics: scanner.diagnostics)
  }

  private mutating func scan() {
    while let start = find([0x7B, 0x7B], from: position) {
      position = start
      scanTag()
    }
    while let section = open.popLast() {
      report(
        "template-syntax", "section '\(section.tag.name)' is not closed", at: section.tag.range,
        fix: "add {{/\(section.tag.name)}} where it ends")
      close(section)
    }
  }

  private mutating func scanTag() {
    let start = position
    let isTriple = start + 2 < bytes.count && bytes[start + 2] == 0x7B
    let opening = isTriple ? start + 3 : start + 2
    if !isTriple, opening < bytes.count, bytes[opening] == UInt8(ascii: "!") {
      let end = find([0x7D, 0x7D], from: opening)
      if end == nil { reportUnfinished(start) }
      position = end.map { $0 + 2 } ?? bytes.count
      return
    }
    let closing: [UInt8] = isTriple ? [0x7D, 0x7D, 0x7D] : [0x7D, 0x7D]
    guard let end = find(closing, from: opening), !bytes[opening..<end].contains(0x0A) else {
      reportUnfinished(start)
      position = opening
      return
    }
    position = end + closing.count
    let content = String(decoding: bytes[opening..<end], as: UTF8.self)
    handle(isTriple ? "&" + content : content, range: start..<position)
  }

  private mutating func handle(_ content: String, range: Range<Int>) {
    let mark = content.first
    let hasMark = mark.map { "#^/&>".contains($0) } ?? false
    if let mark, "=<$%*".contains(mark) {
      report(
        "template-syntax", "'{{\(mark)' tags are not used in these templates", at: range,
        why: "templates hold names, sections, partials and comments; the language follows from the file's ending")
      return
    }
    let name = trimmed(hasMark ? content.dropFirst() : content[...])
    guard isValid(name, isPartial: mark == ">") else {
      report("template-syntax", "'\(name)' is not a name", at: range, fix: "use letters, digits, '-', '_' and dots")
      return
    }
    switch mark {
    case "#": openSection(name, isInverted: false, range: range)
    case "^": openSection(name, isInverted: true, range: range)
    case "/": closeSection(name, range: range)
    case ">": add(TemplateTag(kind: .partial, name: name, range: range))
    default: add(TemplateTag(kind: .variable(isRaw: mark == "&"), name: name, range: range))
    }
  }

  private mutating func openSection(_ name: String, isInverted: Bool, range: Range<Int>) {
    if open.count == 64 { report("template-syntax", "sections are nested too deeply", at: range) }
    let tag = TemplateTag(kind: .section(isInverted: isInverted, []), name: name, range: range)
    open.append(OpenSection(tag: tag, isInverted: isInverted))
  }

  private mutating func closeSection(_ name: String, range: Range<Int>) {
    guard let index = open.lastIndex(where: { $0.tag.name == name }) else {
      let expected = open.last.map { "close '\($0.tag.name)' first" }
      report("template-syntax", "'\(name)' is closed but was not opened", at: range, fix: expected)
      return
    }
    while open.count - 1 > index, let inner = open.popLast() {
      report(
        "template-syntax", "section '\(inner.tag.name)' is not closed", at: inner.tag.range,
        fix: "add {{/\(inner.tag.name)}} before {{/\(name)}}")
      close(inner)
    }
    if let section = open.popLast() { close(section) }
  }

  private mutating func close(_ section: OpenSection) {
    var tag = section.tag
    tag.kind = .section(isInverted: section.isInverted, section.children)
    add(tag)
  }

  private mutating func add(_ tag: TemplateTag) {
    if open.isEmpty { roots.append(tag) } else { open[open.count - 1].children.append(tag) }
  }

  private func isValid(_ name: String, isPartial: Bool) -> Bool {
    if name == "." || TemplateTag.positionNames.contains(name) { return !isPartial }
    guard !name.isEmpty, name.first != ".", name.last != ".", !name.contains("..") else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
      case UInt8(ascii: "."): !isPartial
      default: false
      }
    }
  }

  private func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + pattern.count <= bytes.count {
      if bytes[index] == pattern[0], bytes[index..<(index + pattern.count)].elementsEqual(pattern) { return index }
      index += 1
    }
    return nil
  }

  private mutating func reportUnfinished(_ start: Int) {
    report("template-syntax", "tag is not finished on its line", at: start..<(start + 2), fix: "end it with }}")
  }

  private mutating func report(
    _ code: String, _ message: String, at range: Range<Int>, why: String? = nil, fix: String? = nil
  ) {
    diagnostics.append(file.diagnostic(.error, code: code, message, at: range, why: why, fix: fix))
  }
}
