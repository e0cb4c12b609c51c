import Diagnostics
import SchemaModel

extension DefaultReader {
  /// `autoincrement()`, `now()`, `uuid()` and the others.
  func function(
    _ name: Name, _ arguments: [Argument], _ source: String, for field: FieldNode, at place: Place
  ) -> DefaultValue? {
    switch name.text {
    case "dbgenerated": return databaseExpression(arguments, source, at: place)
    case "autoincrement":
      _ = checked(arguments, of: name, parameters: [])
      guard expect([.int, .bigInt], field, name) else { return nil }
      return DefaultValue(source: source, isAutoincrement: true)
    case "sequence" where validation.configuration.isCockroach:
      let options = sequence(arguments, of: name)
      guard expect([.int, .bigInt], field, name) else { return nil }
      return DefaultValue(source: source, sequence: options)
    case "now":
      _ = checked(arguments, of: name, parameters: [])
      guard expect([.dateTime], field, name) else { return nil }
      return DefaultValue(source: source, sql: "CURRENT_TIMESTAMP")
    case "uuid": return generated(name, arguments, source, for: field, versions: [4, 7])
    case "cuid": return generated(name, arguments, source, for: field, versions: [1, 2])
    case "ulid": return generated(name, arguments, source, for: field, versions: nil)
    case "nanoid": return generated(name, arguments, source, for: field, versions: Set(2...255))
    default:
      let known = ["autoincrement", "now", "uuid", "cuid", "ulid", "nanoid", "dbgenerated"]
      validation.report.error(
        "prisma-invalid-default", "there is no default function `\(name.text)`", at: name.place,
        fix: NearestName.of(name.text, among: known).map { "did you mean `\($0)()`?" })
      return nil
    }
  }

  private func sequence(_ arguments: [Argument], of name: Name) -> SequenceOptions {
    let arguments = Arguments(
      arguments, of: "`\(name.text)()`", at: name.place,
      parameters: ["virtual", "cache", "increment", "minValue", "maxValue", "start"], takesUnnamed: false,
      report: validation.report)
    var options = SequenceOptions()
    _ = validation.report.boolean(arguments["virtual"])
    options.cache = validation.report.integer(arguments["cache"])
    options.increment = validation.report.integer(arguments["increment"])
    options.minimum = validation.report.integer(arguments["minValue"])
    options.maximum = validation.report.integer(arguments["maxValue"])
    options.start = validation.report.integer(arguments["start"])
    return options
  }

  private func checked(_ arguments: [Argument], of name: Name, parameters: [String]) -> Arguments {
    Arguments(
      arguments, of: "`\(name.text)()`", at: name.place, parameters: parameters, report: validation.report)
  }

  private func databaseExpression(_ arguments: [Argument], _ source: String, at place: Place) -> DefaultValue? {
    let arguments = Arguments(
      arguments, of: "`dbgenerated()`", at: place, parameters: ["value"], report: validation.report)
    guard let value = arguments["value"] else { return DefaultValue(source: source) }
    guard let sql = validation.report.string(value) else { return nil }
    if sql.isEmpty {
      validation.report.error(
        "prisma-invalid-default", "`dbgenerated` takes an SQL expression that is not empty", at: place,
        fix: "write the expression, or `dbgenerated()` for one that is not known")
      return nil
    }
    return DefaultValue(source: source, sql: sql)
  }

  private func generated(
    _ name: Name, _ arguments: [Argument], _ source: String, for field: FieldNode, versions: Set<Int>?
  ) -> DefaultValue? {
    let arguments = checked(arguments, of: name, parameters: versions == nil ? [] : ["version"])
    guard expect([.string], field, name) else { return nil }
    if let value = arguments["version"], let versions {
      guard let number = validation.report.integer(value) else { return nil }
      if !versions.contains(number) {
        let shown = versions.count == 2 ? versions.sorted().map(String.init).joined(separator: " or ") : "2 to 255"
        validation.report.error(
          "prisma-invalid-default", "`\(name.text)()` takes \(shown), not \(number)", at: value.place)
        return nil
      }
    }
    return DefaultValue(source: source, isClientSide: true)
  }

  private func expect(_ types: [ScalarType], _ field: FieldNode, _ name: Name) -> Bool {
    if case .unresolved = field.kind { return false }
    if let scalar = field.scalar, types.contains(scalar), field.arity != .list { return true }
    let shown = types.map(\.rawValue).joined(separator: " or ")
    validation.report.error(
      "prisma-invalid-default", "`\(name.text)()` is a default for a single \(shown)", at: name.place)
    return false
  }
}
