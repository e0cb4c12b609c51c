import Foundation

/// What is said to the browser, written as literals.
package enum DevToolsValue: Sendable, Encodable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([DevToolsValue])
  case object([String: DevToolsValue])

  /// As it is written in a script.
  var literal: String { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "null" }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .flag(let value): try container.encode(value)
    case .list(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

extension DevToolsValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int) { self = .number(value) }
  package init(booleanLiteral value: Bool) { self = .flag(value) }
  package init(arrayLiteral elements: DevToolsValue...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, DevToolsValue)...) {
    self = .object(Dictionary(elements) { $1 })
  }
}
