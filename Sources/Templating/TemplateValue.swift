/// What a template can show. Facts come from Swift as such values; words and order come from the template.
package indirect enum TemplateValue: Sendable {
  /// Plain text, escaped for the language of the template that shows it.
  case text(String)
  /// A piece already in the language of the template, inserted as it is.
  case markup(String)
  /// A condition for sections.
  case flag(Bool)
  case record(TemplateRecord)
  case list(TemplateList)
  /// A value that may be missing; the shape says what it would be, so that templates can be checked without one.
  case optional(TemplateShape, TemplateValue?)
}

/// Named values, in the order in which they were written.
package struct TemplateRecord: Sendable, ExpressibleByDictionaryLiteral {
  package private(set) var fields: [(name: String, value: TemplateValue)]

  package init(fields: [(name: String, value: TemplateValue)] = []) { self.fields = fields }

  package init(dictionaryLiteral elements: (String, TemplateValue)...) {
    fields = elements.map { (name: $0.0, value: $0.1) }
  }

  /// The value of a field; setting nil removes it. O(fields).
  package subscript(name: String) -> TemplateValue? {
    get { fields.first { $0.name == name }?.value }
    set {
      let index = fields.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): fields[index].value = value
      case (let index?, nil): fields.remove(at: index)
      case (nil, let value?): fields.append((name, value))
      case (nil, nil): break
      }
    }
  }
}

/// Values of one shape, which is known even when there are none.
package struct TemplateList: Sendable {
  package let element: TemplateShape
  package let values: [TemplateValue]

  package init(of element: TemplateShape, _ values: [TemplateValue]) {
    self.element = element
    self.values = values
  }

  /// Records with these fields; of fields that no row shows, only the name is known.
  package init(fields: [String], rows: [TemplateRecord]) {
    self.init(
      of: .record(TemplateRecordShape(fields: fields.map { TemplateField(name: $0, shape: .unknown) })),
      rows.map { .record($0) })
  }

  package init(texts: [String]) { self.init(of: .text, texts.map { .text($0) }) }

  package init(markups: [String]) { self.init(of: .markup, markups.map { .markup($0) }) }
}
