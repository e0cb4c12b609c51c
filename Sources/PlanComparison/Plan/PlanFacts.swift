import Diagnostics
import PlanModel
import SchemaModel

/// One property of something a plan says.
struct PlanFact {
  /// What is compared: two ways to write one number are the same fact.
  var key: String
  /// What people see: as it was written.
  var shown: String
  var span: SourceSpan?
}

/// The properties of a value of the plan's model, found by walking over it: a new property is compared without anybody
/// thinking of it.
struct PlanFacts {
  private(set) var facts: [String: PlanFact] = [:]
  /// Where the thing is named.
  private(set) var span: SourceSpan?

  /// What is worked out from the schema, and positions.
  private static let passedOver: Set<String> = ["span", "kindSpan", "shape", "sourceFiles"]
  /// Lists whose order says something.
  private static let ordered: Set<String> = ["runs", "columns", "options", "patterns"]

  init(_ value: Any) {
    if let group = value as? TableGroup {
      // Which tables the patterns stand for is worked out.
      add("patterns", group.patterns)
      span = group.name.span
    } else if let role = value as? AccessRole {
      walk(role, passing: ["access"])
      for access in role.access {
        facts["may on \(access.table?.display ?? "every table")"] = PlanFact(
          key: access.commands.map(\.rawValue).sorted().joined(separator: ", "),
          shown: access.commands.map(\.rawValue).joined(separator: ", "), span: access.span)
      }
    } else if value is any AnyLocated {
      add("value", value)
    } else {
      walk(value)
    }
  }

  /// Nothing yet.
  init() {}

  /// Takes some of the properties away, as facts of their own.
  mutating func remove(_ names: Set<String>) -> PlanFacts? {
    var taken = self
    taken.facts = facts.filter { names.contains($0.key) }
    facts = facts.filter { !names.contains($0.key) }
    return taken.facts.isEmpty ? nil : taken
  }

  mutating func add(_ name: String, _ value: Any) {
    guard let fact = Self.fact(of: value, label: name) else { return }
    facts[Self.words(name)] = fact
    span = span ?? fact.span
  }

  private mutating func walk(_ value: Any, passing labels: Set<String> = []) {
    for child in Mirror(reflecting: value).children {
      guard let label = child.label, !Self.passedOver.contains(label), !labels.contains(label) else { continue }
      if label == "cached", let cache = child.value as? CacheRule {
        add("cached", cache)
        continue
      }
      add(label, child.value)
    }
    if let description = value as? Description { span = description.span ?? span }
  }

  /// A value as one fact; nil when there is none.
  private static func fact(of value: Any, label: String) -> PlanFact? {
    switch value {
    case let located as any AnyLocated:
      guard var fact = fact(of: located.anyValue, label: label) else { return nil }
      fact.span = located.span ?? fact.span
      return fact
    case let quantity as any AnyQuantity:
      return PlanFact(key: "\(quantity.value)", shown: quantity.written)
    case let growth as Growth:
      switch growth {
      case .rows(let rate): return PlanFact(key: "rows \(rate.value)", shown: rate.written)
      case .share(let share, let period): return PlanFact(key: "share \(share.value) \(period)", shown: share.written)
      }
    case let text as String:
      let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return line.isEmpty ? nil : PlanFact(key: line, shown: line)
    case let flag as Bool: return PlanFact(key: "\(flag)", shown: flag ? "yes" : "no")
    case let name as ObjectName: return PlanFact(key: name.qualified, shown: name.display)
    case let column as ColumnReference:
      return PlanFact(key: "\(column.table.qualified).\(column.column)", shown: column.display)
    case let word as any RawRepresentable:
      return PlanFact(key: "\(word.rawValue)", shown: "\(word.rawValue)")
    case let number as any BinaryInteger: return PlanFact(key: "\(number)", shown: "\(number)")
    case let number as Double: return PlanFact(key: "\(number)", shown: "\(number)")
    case let date as CalendarDate: return PlanFact(key: date.description, shown: date.description)
    default: return composite(value, label: label)
    }
  }

  /// Optionals, lists, tuples, structures and cases with values.
  private static func composite(_ value: Any, label: String) -> PlanFact? {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      return mirror.children.first.flatMap { fact(of: $0.value, label: label) }
    }
    if mirror.displayStyle == .collection {
      let facts = mirror.children.compactMap { fact(of: $0.value, label: label) }
      guard !facts.isEmpty else { return nil }
      let keys = ordered.contains(label) ? facts.map(\.key) : facts.map(\.key).sorted()
      return PlanFact(
        key: keys.joined(separator: ", "), shown: facts.map(\.shown).joined(separator: ", "),
        span: facts.lazy.compactMap(\.span).first)
    }
    let parts = mirror.children.compactMap { child -> PlanFact? in
      guard let label = child.label, !passedOver.contains(label) else { return nil }
      guard var part = fact(of: child.value, label: label) else { return nil }
      let isNumbered = label.hasPrefix(".")
      part.key = isNumbered ? part.key : "\(label) \(part.key)"
      return part
    }
    if parts.isEmpty, mirror.displayStyle == .enum { return PlanFact(key: "\(value)", shown: "\(value)") }
    guard !parts.isEmpty else { return nil }
    return PlanFact(
      key: parts.map(\.key).joined(separator: "; "), shown: parts.map(\.shown).joined(separator: " "),
      span: parts.lazy.compactMap(\.span).first)
  }

  /// `maxConnections` as `max connections`.
  static func words(_ name: String) -> String {
    var words = ""
    for character in name {
      if character.isUppercase, words.last?.isLowercase ?? false { words.append(" ") }
      words += character.lowercased()
    }
    return words
  }
}

private protocol AnyLocated {
  var anyValue: Any { get }
  var span: SourceSpan? { get }
}

extension Located: AnyLocated {
  fileprivate var anyValue: Any { value }
}

private protocol AnyQuantity {
  var value: Double { get }
  var written: String { get }
}

extension Quantity: AnyQuantity {}
