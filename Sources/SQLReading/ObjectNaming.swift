import SchemaModel

/// The names of multirange types.
enum RangeNames {
  /// "range" becomes "multirange" where the name has it, else the word is added (makeMultirangeTypeName).
  static func multirange(of range: ObjectName) -> ObjectName {
    let bytes = Array(range.name.utf8)
    let word = Array("range".utf8)
    let position = bytes.indices.first { bytes[$0...].starts(with: word) }
    guard let position else {
      return ObjectName(ObjectNaming.name(range.name, nil, "multirange"), schema: range.schema)
    }
    let text = String(decoding: bytes[..<position] + Array("multi".utf8) + bytes[position...], as: UTF8.self)
    return ObjectName(ObjectNaming.clip(text, to: ObjectNaming.limit), schema: range.schema)
  }
}

/// The names PostgreSQL chooses for what a statement leaves unnamed (indexcmds.c, tablecmds.c, pg_constraint.c).
package enum ObjectNaming {
  /// NAMEDATALEN - 1: the longest identifier, in bytes.
  static let limit = 63

  /// `first_second_label`, the longer of first and second shortened until the whole fits (makeObjectName).
  package static func name(_ first: String, _ second: String?, _ label: String) -> String {
    let overhead = (second == nil ? 0 : 1) + label.utf8.count + 1
    let available = max(0, limit - overhead)
    var firstLength = first.utf8.count
    var secondLength = second?.utf8.count ?? 0
    while firstLength + secondLength > available {
      if firstLength > secondLength { firstLength -= 1 } else { secondLength -= 1 }
    }
    let parts = [clip(first, to: firstLength)] + (second.map { [clip($0, to: secondLength)] } ?? []) + [label]
    return parts.joined(separator: "_")
  }

  /// The column part of an index or foreign key name, cut off like PostgreSQL's buffer.
  static func addition(_ columns: [String]) -> String {
    var result = ""
    for column in columns {
      if !result.isEmpty { result += "_" }
      result += column
      if result.utf8.count > limit { break }
    }
    return result
  }

  /// Index column names made distinct by a number (ChooseIndexColumnNames).
  static func distinct(_ columns: [String]) -> [String] {
    var result: [String] = []
    for column in columns {
      var candidate = column
      var number = 0
      while result.contains(candidate) {
        number += 1
        let suffix = String(number)
        candidate = clip(column, to: limit - suffix.utf8.count) + suffix
      }
      result.append(candidate)
    }
    return result
  }

  /// The first bytes of a text, without cutting a character in two.
  static func clip(_ text: String, to length: Int) -> String {
    guard text.utf8.count > length else { return text }
    var result = String.UnicodeScalarView()
    var size = 0
    for scalar in text.unicodeScalars {
      size += UTF8.width(scalar)
      if size > length { break }
      result.append(scalar)
    }
    return String(result)
  }
}
