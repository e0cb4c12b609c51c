package import Diagnostics
import Mustache

/// Templates by file name, ready to render. `{{> name}}` includes `name` of the same language.
package struct TemplateSet: Sendable {
  private var templates: [TemplateLanguage: [String: TemplateChecker.Template]] = [:]
  private var libraries: [TemplateLanguage: MustacheLibrary] = [:]

  /// Reads templates. A later source replaces an earlier one of the same file name; one that can not be read leaves the earlier
  /// in place and is reported.
  /// - Parameter sources: files ending in `.md` or `.html`; only the last part of their paths names them.
  package static func read(_ sources: [SourceFile]) -> Reading<TemplateSet> {
    var set = TemplateSet()
    var diagnostics: [Diagnostic] = []
    for source in sources { diagnostics += set.add(source) }
    return Reading(set, diagnostics: diagnostics)
  }

  /// The names of all templates with their endings, sorted.
  package var names: [String] {
    templates.flatMap { language, templates in templates.keys.map { "\($0).\(language.fileExtension)" } }.sorted()
  }

  /// Everything the named template and its partials ask of a value that has not this shape. A name that is not there
  /// has nothing to report.
  package func diagnostics(for name: String, against shape: TemplateRecordShape) -> [Diagnostic] {
    guard let (language, stem) = Self.key(of: name), let templates = templates[language] else { return [] }
    return TemplateChecker.check(stem, in: templates, against: shape)
  }

  /// The same, against the shape of an example.
  package func diagnostics(for name: String, against example: TemplateRecord) -> [Diagnostic] {
    diagnostics(for: name, against: TemplateRecordShape(of: example))
  }

  /// The text of a template filled with a record.
  /// - Precondition: the name is one of `names`; names are literals of the program, never input.
  package func render(_ name: String, _ record: TemplateRecord) -> String {
    guard let (language, stem) = Self.key(of: name),
      let text = libraries[language]?.render(
        RenderedRecord(record: record, declared: nil, language: language), withTemplate: stem)
    else { preconditionFailure("no template \(name)") }
    return text
  }

  private mutating func add(_ source: SourceFile) -> [Diagnostic] {
    let fileName = source.path.split(separator: "/").last.map(String.init) ?? source.path
    guard let (language, stem) = Self.key(of: fileName) else {
      return [
        source.diagnostic(
          .error, code: "template-syntax", "'\(fileName)' is not a template", at: 0..<0,
          fix: "templates end in .md or .html")
      ]
    }
    let scan = TemplateScanner.scan(source)
    guard !scan.hasErrors else { return scan.diagnostics }
    do {
      // Escaping is ours, by the kind of the value; a partial would fall back to HTML without this line.
      try libraries[language, default: MustacheLibrary()].register(
        "{{% CONTENT_TYPE:TEXT}}\n" + source.text, named: stem)
    } catch {
      return [source.diagnostic(.error, code: "template-syntax", "the template can not be read", at: 0..<0)]
    }
    templates[language, default: [:]][stem] = TemplateChecker.Template(file: source, tags: scan.value)
    return scan.diagnostics
  }

  private static func key(of fileName: String) -> (TemplateLanguage, String)? {
    guard let language = TemplateLanguage(path: fileName) else { return nil }
    return (language, String(fileName.dropLast(language.fileExtension.count + 1)))
  }
}
