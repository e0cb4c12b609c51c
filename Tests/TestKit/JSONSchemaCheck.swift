import Foundation

/// The words of JSON Schema that our schemas use.
package enum JSONSchemaCheck {
  /// Where a value is not what its schema says; both as `JSONSerialization` reads them.
  package static func problems(_ value: Any, _ schema: Any, at path: String) -> [String] {
    guard let schema = schema as? [String: Any] else { return ["\(path) has no schema"] }
    if let words = schema["enum"] as? [String] {
      return (value as? String).map(words.contains) == true ? [] : ["\(path) is none of \(words)"]
    }
    if let choices = schema["anyOf"] as? [Any] {
      let found = choices.map { problems(value, $0, at: path) }
      return found.contains([]) ? [] : found.first ?? ["\(path) has no choice"]
    }
    switch schema["type"] as? String {
    case "null": return value is NSNull ? [] : ["\(path) is not null"]
    case "string": return value is String ? [] : ["\(path) is no string"]
    case "integer", "number": return value is NSNumber ? [] : ["\(path) is no \(schema["type"] ?? "")"]
    case "boolean": return value is Bool ? [] : ["\(path) is no boolean"]
    case "array":
      guard let list = value as? [Any] else { return ["\(path) is no array"] }
      return list.enumerated().flatMap { problems($0.element, schema["items"] ?? [:], at: "\(path)[\($0.offset)]") }
    case "object": return members(value, schema, at: path)
    default: return ["\(path) has a schema without a type"]
    }
  }

  private static func members(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    guard let object = value as? [String: Any] else { return ["\(path) is no object"] }
    let known = schema["properties"] as? [String: Any] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map {
      "\(path).\($0) is missing"
    }
    return missing
      + object.sorted { $0.key < $1.key }.flatMap { key, value in
        known[key].map { problems(value, $0, at: "\(path).\(key)") } ?? ["\(path).\(key) is not known"]
      }
  }
}
