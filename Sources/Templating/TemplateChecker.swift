import Diagnostics

/// Holds every tag of a template against the shape of the value it will show. The library renders an unknown name as nothing;
/// this is where such a name is found.
struct TemplateChecker {
  struct Template: Sendable {
    var file: SourceFile
    var tags: [TemplateTag]
  }

  /// What names mean at a place: the scopes around it, innermost last.
  private struct Scope {
    var shapes: [TemplateShape]
    /// Directly inside a list, where `first()` and the like are known.
    var isElement: Bool

    func entering(_ shape: TemplateShape, isElement: Bool = false) -> Scope {
      Scope(shapes: shapes + [shape], isElement: isElement)
    }
  }

  private let templates: [String: Template]
  private var diagnostics: [Diagnostic] = []
  private var reported: Set<Diagnostic> = []
  private var partials: [String] = []

  private init(_ templates: [String: Template]) { self.templates = templates }

  /// - Parameter templates: the templates of one language by the name partials call them.
  static func check(_ name: String, in templates: [String: Template], against shape: TemplateRecordShape)
    -> [Diagnostic]
  {
    var checker = TemplateChecker(templates)
    checker.check(template: name, scope: Scope(shapes: [.record(shape)], isElement: false))
    return checker.diagnostics
  }

  private mutating func check(template name: String, scope: Scope) {
    guard let template = templates[name] else { return }
    partials.append(name)
    check(template.tags, in: template.file, scope: scope)
    partials.removeLast()
  }

  private mutating func check(_ tags: [TemplateTag], in file: SourceFile, scope: Scope) {
    for tag in tags {
      switch tag.kind {
      case .variable(let isRaw): checkVariable(tag, isRaw: isRaw, in: file, scope: scope)
      case .section(let isInverted, let children):
        checkSection(tag, isInverted: isInverted, children, in: file, scope: scope)
      case .partial: checkPartial(tag, in: file, scope: scope)
      }
    }
  }

  private mutating func checkVariable(_ tag: TemplateTag, isRaw: Bool, in file: SourceFile, scope: Scope) {
    guard let shape = resolve(tag, in: file, scope: scope) else { return }
    if tag.name == "index()" { return }
    switch shape.unwrapped {
    case .text where isRaw:
      report(
        "template-unescaped-text", "'\(tag.name)' is a text and must be escaped", at: tag, in: file,
        why: "what stands in a schema or a plan could be read as markup", fix: "write {{\(tag.name)}}")
    case .text, .markup, .unknown: break
    case .flag, .record, .list, .optional:
      report(
        "template-kind", "'\(tag.name)' is \(shape.noun), which shows as nothing by itself", at: tag, in: file,
        fix: "open a section: {{#\(tag.name)}}...{{/\(tag.name)}}")
    }
  }

  private mutating func checkSection(
    _ tag: TemplateTag, isInverted: Bool, _ children: [TemplateTag], in file: SourceFile, scope: Scope
  ) {
    let shape = resolve(tag, in: file, scope: scope) ?? .unknown
    if isInverted {
      if case .record = shape { reportAlways(tag, shape, "never", in: file) }
      if shape == .text || shape == .markup { reportAlways(tag, shape, "never", in: file) }
      check(children, in: file, scope: Scope(shapes: scope.shapes, isElement: scope.isElement && shape == .flag))
      return
    }
    switch shape {
    case .text, .markup:
      reportAlways(tag, shape, "always", in: file)
      check(children, in: file, scope: scope.entering(shape))
    case .flag: check(children, in: file, scope: scope)
    case .list(let element): check(children, in: file, scope: scope.entering(element, isElement: true))
    case .record, .unknown: check(children, in: file, scope: scope.entering(shape))
    case .optional:
      if case .list(let element) = shape.unwrapped {
        check(children, in: file, scope: scope.entering(element, isElement: true))
      } else {
        check(children, in: file, scope: shape.unwrapped == .flag ? scope : scope.entering(shape.unwrapped))
      }
    }
  }

  private mutating func checkPartial(_ tag: TemplateTag, in file: SourceFile, scope: Scope) {
    guard templates[tag.name] != nil else {
      let nearest = NearestName.of(tag.name, among: templates.keys.sorted())
      report(
        "template-unknown-partial", "there is no template '\(tag.name)' in this language", at: tag, in: file,
        fix: nearest.map { "did you mean '\($0)'?" })
      return
    }
    guard !partials.contains(tag.name) else {
      report("template-partial-cycle", "'\(tag.name)' includes itself", at: tag, in: file)
      return
    }
    check(template: tag.name, scope: Scope(shapes: scope.shapes, isElement: false))
  }

  /// The shape a tag's name stands for, or nil after a diagnostic.
  private mutating func resolve(_ tag: TemplateTag, in file: SourceFile, scope: Scope) -> TemplateShape? {
    if tag.name == "." { return scope.shapes.last }
    if TemplateTag.positionNames.contains(tag.name) {
      if scope.isElement { return .flag }
      report("template-unknown-name", "'\(tag.name)' is only known directly inside a list", at: tag, in: file)
      return nil
    }
    let path = tag.name.split(separator: ".").map(String.init)
    guard var shape = lookUp(path[0], tag, in: file, scope: scope) else { return nil }
    for name in path.dropFirst() {
      switch shape.unwrapped {
      case .unknown: return .unknown
      case .record(let record):
        guard let field = record.shape(of: name) else {
          reportUnknown(name, among: record.fields.map(\.name), tag, in: file)
          return nil
        }
        shape = field
      default:
        report("template-kind", "'\(tag.name)': there is nothing inside \(shape.noun)", at: tag, in: file)
        return nil
      }
    }
    return shape
  }

  private mutating func lookUp(_ name: String, _ tag: TemplateTag, in file: SourceFile, scope: Scope) -> TemplateShape?
  {
    var names: [String] = []
    for shape in scope.shapes.reversed() {
      if shape == .unknown { return .unknown }
      guard case .record(let record) = shape else { continue }
      if let field = record.shape(of: name) { return field }
      names += record.fields.map(\.name)
    }
    reportUnknown(name, among: names, tag, in: file)
    return nil
  }

  private mutating func reportUnknown(_ name: String, among names: [String], _ tag: TemplateTag, in file: SourceFile) {
    let nearest = NearestName.of(name, among: names)
    report(
      "template-unknown-name", "there is no '\(name)' here", at: tag, in: file,
      fix: nearest.map { "did you mean '\($0)'?" } ?? "known here: \(names.joined(separator: ", "))")
  }

  private mutating func reportAlways(_ tag: TemplateTag, _ shape: TemplateShape, _ word: String, in file: SourceFile) {
    report(
      "template-kind", "'\(tag.name)' is \(shape.noun), so this section \(word) shows", at: tag, in: file,
      fix: "sections are for conditions, lists, records and values that may be missing")
  }

  private mutating func report(
    _ code: String, _ message: String, at tag: TemplateTag, in file: SourceFile, why: String? = nil, fix: String? = nil
  ) {
    let diagnostic = file.diagnostic(.error, code: code, message, at: tag.range, why: why, fix: fix)
    if reported.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }
}
