/// The kind of a template value without its content: what tags may ask of it.
package indirect enum TemplateShape: Sendable, Hashable {
  case text
  case markup
  case flag
  case record(TemplateRecordShape)
  case list(TemplateShape)
  case optional(TemplateShape)
  /// Named, but never seen: any tag may stand over it.
  case unknown
}

package struct TemplateField: Sendable, Hashable {
  package var name: String
  package var shape: TemplateShape

  package init(name: String, shape: TemplateShape) {
    self.name = name
    self.shape = shape
  }
}

/// The fields of a record, in order.
package struct TemplateRecordShape: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  package var fields: [TemplateField]

  package init(fields: [TemplateField]) { self.fields = fields }

  package init(dictionaryLiteral elements: (String, TemplateShape)...) {
    fields = elements.map { TemplateField(name: $0.0, shape: $0.1) }
  }

  func shape(of name: String) -> TemplateShape? { fields.first { $0.name == name }?.shape }
}

extension TemplateShape {
  /// The shape of a value; lists and optionals answer with what they declare, made richer by what they hold.
  package init(of value: TemplateValue) {
    switch value {
    case .text: self = .text
    case .markup: self = .markup
    case .flag: self = .flag
    case .record(let record): self = .record(TemplateRecordShape(of: record))
    case .list(let list):
      self = .list(list.values.reduce(list.element) { $0.merged(with: TemplateShape(of: $1)) })
    case .optional(let shape, let value):
      self = .optional(value.map { shape.merged(with: TemplateShape(of: $0)) } ?? shape)
    }
  }

  /// What both shapes together tell. Where they contradict each other nothing is known.
  func merged(with other: TemplateShape) -> TemplateShape {
    switch (self, other) {
    case (.unknown, let shape), (let shape, .unknown): return shape
    case (.record(let left), .record(let right)): return .record(left.merged(with: right))
    case (.list(let left), .list(let right)): return .list(left.merged(with: right))
    case (.optional(let left), .optional(let right)): return .optional(left.merged(with: right))
    case (.optional(let wrapped), let shape), (let shape, .optional(let wrapped)):
      return .optional(wrapped.merged(with: shape))
    default: return self == other ? self : .unknown
    }
  }

  /// What is left when the value is there.
  var unwrapped: TemplateShape {
    if case .optional(let shape) = self { return shape.unwrapped }
    return self
  }

  /// The word for people.
  var noun: String {
    switch self {
    case .text: "a text"
    case .markup: "a piece of markup"
    case .flag: "a condition"
    case .record: "a record"
    case .list: "a list"
    case .optional(let shape): "\(shape.noun) that may be missing"
    case .unknown: "a value"
    }
  }
}

extension TemplateRecordShape {
  package init(of record: TemplateRecord) {
    fields = record.fields.map { TemplateField(name: $0.name, shape: TemplateShape(of: $0.value)) }
  }

  func merged(with other: TemplateRecordShape) -> TemplateRecordShape {
    if self == other { return self }
    var result = self
    for field in other.fields {
      if let index = result.fields.firstIndex(where: { $0.name == field.name }) {
        result.fields[index].shape = result.fields[index].shape.merged(with: field.shape)
      } else {
        result.fields.append(field)
      }
    }
    return result
  }
}
