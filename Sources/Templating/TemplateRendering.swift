import Mustache

// The library finds names through reflection unless values answer themselves; these views answer, which is fast and keeps Swift's
// own property names out of the templates. Text is escaped here: the library's own escaping is switched off in every template.

/// A value as the library sees it.
func rendered(_ value: TemplateValue, in language: TemplateLanguage) -> Any {
  switch value {
  case .text(let text): RenderedText(renderText: language.escaped(text))
  case .markup(let markup): RenderedText(renderText: markup)
  case .flag(let flag): flag
  case .record(let record): RenderedRecord(record: record, declared: nil, language: language)
  case .list(let list): RenderedList(list: list, language: language)
  case .optional(_, let value): value.map { rendered($0, in: language) } ?? RenderedNothing()
  }
}

struct RenderedText: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  var isNull: Bool { false }
  func child(named name: String) -> Any? { nil }
}

/// A missing value. Not nil: the library would go on to look for the name in the scopes around.
struct RenderedNothing: MustacheCustomRenderable, MustacheParent {
  var renderText: String { "" }
  var isNull: Bool { true }
  func child(named name: String) -> Any? { nil }
}

struct RenderedRecord: MustacheParent {
  let record: TemplateRecord
  /// The fields the list around declares; one that this row does not fill is nothing, never a name of an outer scope.
  let declared: TemplateRecordShape?
  let language: TemplateLanguage

  func child(named name: String) -> Any? {
    if let value = record[name] { return rendered(value, in: language) }
    return declared?.shape(of: name).map { _ in RenderedNothing() }
  }
}

struct RenderedList: MustacheSequence, MustacheParent {
  let list: TemplateList
  let language: TemplateLanguage

  func child(named name: String) -> Any? { nil }

  func makeIterator() -> AnyIterator<Any> {
    var values = list.values.makeIterator()
    let language = language
    var declared: TemplateRecordShape?
    if case .record(let shape) = list.element { declared = shape }
    return AnyIterator {
      guard let value = values.next() else { return nil }
      guard case .record(let record) = value else { return rendered(value, in: language) }
      return RenderedRecord(record: record, declared: declared, language: language)
    }
  }
}
