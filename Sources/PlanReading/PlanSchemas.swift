package import JSONWriting

/// The JSON Schemas (draft 2020-12) of the files people write, made from the formats that read them.
package enum PlanSchemas {
  /// Of a plan file and of the files it uses.
  package static var plan: JSONValue { schema("A dbplan plan file", PlanFileFormat().format.shape) }

  /// Of `dbplan.yml`.
  package static var project: JSONValue {
    schema("A dbplan project file: dbplan.yml", ProjectFileFormat().format.shape)
  }

  private static func schema(_ title: String, _ shape: ValueShape) -> JSONValue {
    let head: [JSONValue.Member] = [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"), .init("title", .string(title)),
    ]
    return .object(head + shape.schemaMembers)
  }
}

extension ValueShape {
  fileprivate var schema: JSONValue { .object(schemaMembers) }

  fileprivate var schemaMembers: [JSONValue.Member] {
    switch self {
    case .text: [.init("type", ["string", "number", "boolean"])]
    case .described(let comment): [.init("type", ["string", "number"]), .init("$comment", .string(comment))]
    case .pattern(let pattern, let examples, let allowsNumber):
      Self.numberMembers(pattern: pattern, allowsNumber: allowsNumber)
        + [.init("pattern", .string(pattern)), .init("examples", .strings(examples))]
    case .integer(let minimum):
      [.init("type", "integer")] + (minimum.map { [.init("minimum", .int($0))] } ?? [])
    case .number(let minimum, let maximum):
      [.init("type", "number"), .init("minimum", .double(minimum)), .init("maximum", .double(maximum))]
    case .boolean: [.init("enum", [true, false, "yes", "no"])]
    case .enumeration(let words): [.init("enum", .strings(words))]
    case .list(let element): [.init("type", "array"), .init("items", element.schema)]
    case .oneOrMore(let element): [.init("anyOf", [element.schema, ValueShape.list(element).schema])]
    case .map(let keys, let value):
      [
        .init("type", "object"), .init("propertyNames", ["description": .string(keys)]),
        .init("additionalProperties", value.schema),
      ]
    case .record(let keys, let others): Self.recordMembers(keys, others: others)
    case .either(let shapes): [.init("anyOf", .array(shapes.map(\.schema)))]
    }
  }

  /// An editor sees a bare number as a number: welcome where no unit is needed, and everywhere as a zero.
  private static func numberMembers(pattern: String, allowsNumber: Bool) -> [JSONValue.Member] {
    if allowsNumber { return [.init("type", ["string", "number"])] }
    guard pattern.hasPrefix("^(0|") else { return [.init("type", "string")] }
    return [.init("type", ["string", "integer"]), .init("minimum", 0), .init("maximum", 0)]
  }

  private static func recordMembers(_ keys: [KeyShape], others: ValueShape?) -> [JSONValue.Member] {
    let properties = keys.map { key in
      JSONValue.Member(
        key.name, .object([.init("description", .string(key.summary))] + key.shape.schemaMembers))
    }
    let required = keys.filter(\.isRequired).map(\.name)
    return [.init("type", "object"), .init("properties", .object(properties))]
      + (required.isEmpty ? [] : [.init("required", .strings(required))])
      + [.init("additionalProperties", others.map(\.schema) ?? false)]
  }
}
