import Diagnostics
import Foundation
import SchemaModel

/// Understands what `@default(...)` says about a field.
struct DefaultReader {
  let validation: Validation
  private var report: Report { validation.report }

  init(validation: Validation) { self.validation = validation }

  func read(_ value: Expression, for field: FieldNode, at place: Place) -> DefaultValue? {
    if case .missing = value { return nil }
    if field.isRelation {
      refuse("a relation field has no default; give it to the scalar field", at: place)
      return nil
    }
    let source = Self.source(of: value, report: report)
    if case .call(let name, let arguments, let callPlace) = value {
      return function(name, arguments, source, for: field, at: callPlace)
    }
    if field.arity == .list { return list(value, source, for: field) }
    if case .array(_, let arrayPlace) = value {
      refuse("a list is no default for a single value", at: arrayPlace)
      return nil
    }
    return literal(value, for: field).map { DefaultValue(source: source, sql: $0) }
  }

  private func refuse(_ message: String, at place: Place, fix: String? = nil) {
    report.error("prisma-invalid-default", message, at: place, fix: fix)
  }

  /// The expression on one line, spaced as Prisma's formatter does.
  static func source(of value: Expression, report: Report) -> String {
    switch value {
    case .call(let name, let arguments, _):
      let shown = arguments.map { argument in
        (argument.name.map { "\($0.text): " } ?? "") + source(of: argument.value, report: report)
      }
      return "\(name.text)(\(shown.joined(separator: ", ")))"
    case .array(let elements, _):
      return "[\(elements.map { source(of: $0, report: report) }.joined(separator: ", "))]"
    default: return report.text(value.place)
    }
  }

  private func list(_ value: Expression, _ source: String, for field: FieldNode) -> DefaultValue? {
    guard case .array(let elements, _) = value else {
      refuse("the default of a list is a list", at: value.place, fix: "write `[\(source)]`")
      return nil
    }
    let literals = elements.map { literal($0, for: field) }
    guard !literals.contains(nil), let type = elementType(of: field) else { return nil }
    return DefaultValue(source: source, sql: "ARRAY[\(literals.compactMap(\.self).joined(separator: ", "))]::\(type)[]")
  }

  private func elementType(of field: FieldNode) -> String? {
    switch field.kind {
    case .scalar(let scalar): (field.native?.type ?? NativeTypes.standard(scalar)).display
    case .enumeration(let position):
      SQLName.qualified(validation.enums[position].typeName, schema: validation.enums[position].schema)
    case .unsupported, .model, .unresolved: nil
    }
  }

  /// A single value as SQL, or nil after reporting that it does not fit the field.
  private func literal(_ value: Expression, for field: FieldNode) -> String? {
    switch (field.kind, value) {
    case (.enumeration(let position), .constant(let name, let place)):
      return enumLabel(name, of: position, at: place).map(SQLName.literal)
    case (.enumeration, _):
      report.mismatch("a value of the enum", value)
      return nil
    case (.scalar(let scalar), _): return literal(value, of: scalar)
    case (.unsupported, _):
      refuse("an unsupported type has no default but `dbgenerated`", at: value.place)
      return nil
    case (.model, _), (.unresolved, _): return nil
    }
  }

  func enumLabel(_ name: String, of position: Int, at place: Place) -> String? {
    let node = validation.enums[position]
    if let value = node.positions[name] { return node.labels[value] }
    refuse(
      "enum `\(node.name)` has no value `\(name)`", at: place,
      fix: report.suggestion(for: name, among: node.positions.keys.sorted()))
    return nil
  }

  private func literal(_ value: Expression, of scalar: ScalarType) -> String? {
    switch (scalar, value) {
    case (.string, .string(let text, _)): return SQLName.literal(text)
    case (.json, .string(let text, let place)):
      if !Self.isJSON(text) { refuseValue("the default of Json is not valid JSON", at: place) }
      return SQLName.literal(text)
    case (.dateTime, .string(let text, let place)):
      if !Self.isDateTime(text) { refuseValue("`\(text)` is not a date and time of RFC 3339", at: place) }
      return SQLName.literal(text)
    case (.bytes, .string(let text, let place)):
      guard let bytes = Base64.decoded(text) else {
        refuseValue("the default of Bytes is written in Base64", at: place)
        return nil
      }
      return "'\\x\(Base64.hexadecimal(bytes))'"
    case (.int, .number(let text, _)) where Int32(text) != nil: return text
    case (.bigInt, .number(let text, _)) where Int64(text) != nil: return text
    case (.float, .number(let text, _)), (.decimal, .number(let text, _)): return text
    case (.decimal, .string(let text, let place)):
      // A number too exact for some readers of the schema is written in quotes.
      guard Self.isDecimal(text) else {
        refuseValue("`\(text)` is not a decimal number", at: place)
        return nil
      }
      return text
    case (.boolean, .constant(let text, _)) where text == "true" || text == "false": return text
    default:
      report.mismatch("a value of type \(scalar.rawValue)", value)
      return nil
    }
  }

  /// Prisma reads the values of some types only when everything else is right.
  private func refuseValue(_ message: String, at place: Place) {
    report.during(.rules) { refuse(message, at: place) }
  }

  private static func isJSON(_ text: String) -> Bool {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
  }

  private static func isDecimal(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private static func isDateTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20 else { return false }
    let separators = [4: "-", 7: "-", 13: ":", 16: ":"].mapValues { $0.utf8.first! }
    return separators.allSatisfy { bytes[$0] == $1 } && [0x54, 0x74, 0x20].contains(bytes[10])
      && [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18].allSatisfy { (0x30...0x39).contains(bytes[$0]) }
  }
}

/// Base64 with padding, as Prisma writes bytes.
enum Base64 {
  static func decoded(_ text: String) -> [UInt8]? {
    var result: [UInt8] = []
    var buffer = 0
    var bits = 0
    guard text.utf8.count.isMultiple(of: 4) else { return nil }
    for byte in text.utf8.prefix(while: { $0 != UInt8(ascii: "=") }) {
      guard let value = value(byte) else { return nil }
      buffer = (buffer << 6 | value) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
    return result
  }

  static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func value(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
