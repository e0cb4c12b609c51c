/// What a JSON document of ours holds, from which its JSON Schema (draft 2020-12) is made.
package indirect enum JSONShape: Sendable {
  case string
  case words([String])
  case integer
  case number
  case boolean
  case list(JSONShape)
  /// The shape, or null.
  case optional(JSONShape)
  /// Members, the optional ones apart.
  case record(KeyValuePairs<String, JSONShape>, optional: KeyValuePairs<String, JSONShape> = [:])

  /// The schema of a document of this shape.
  package func schema(title: String, comment: String) -> JSONValue {
    let head: [JSONValue.Member] = [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"), .init("title", .string(title)),
      .init("$comment", .string(comment)),
    ]
    return .object(head + members)
  }

  private var members: [JSONValue.Member] {
    switch self {
    case .string: [.init("type", "string")]
    case .words(let words): [.init("enum", .strings(words))]
    case .integer: [.init("type", "integer")]
    case .number: [.init("type", "number")]
    case .boolean: [.init("type", "boolean")]
    case .list(let element): [.init("type", "array"), .init("items", .object(element.members))]
    case .optional(let shape): [.init("anyOf", [.object(shape.members), ["type": "null"]])]
    case .record(let required, let optional):
      [
        .init("type", "object"),
        .init(
          "properties",
          .object((Array(required) + Array(optional)).map { .init($0.key, .object($0.value.members)) })),
        .init("required", .strings(required.map(\.key))), .init("additionalProperties", false),
      ]
    }
  }
}
