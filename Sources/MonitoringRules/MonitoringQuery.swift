/// A query that an exporter sends, and the metrics it exports of its answer.
///
/// The form is that of a collector of sql_exporter (its documentation/sql_exporter.yml): postgres_exporter's own query
/// files are deprecated in its favour. Each column that is no label is one metric, `dbplan_<query>_<column>`.
package struct MonitoringQuery: Sendable {
  package enum Kind: String, Sendable, Hashable {
    case gauge
    case counter
  }

  package struct Metric: Sendable, Hashable {
    package var column: String
    package var kind: Kind
    package var help: String
  }

  package let name: String
  package let sql: String
  package var labels: [String] = []
  package let metrics: [Metric]
  /// The extension it needs, if any.
  package var needs: String?

  package static let prefix = "dbplan"

  package func metricName(_ metric: Metric) -> String { "\(Self.prefix)_\(name)_\(metric.column)" }
}

/// PromQL by parts, so that names and values are written in one place.
enum Prom {
  static func metric(_ query: String, _ column: String, _ labels: [(name: String, value: String)] = []) -> String {
    let name = "\(MonitoringQuery.prefix)_\(query)_\(column)"
    guard !labels.isEmpty else { return name }
    return name + "{" + labels.map { "\($0.name)=\(quoted($0.value))" }.joined(separator: ",") + "}"
  }

  /// One of several values of a label.
  static func metric(_ query: String, _ column: String, _ label: String, among values: [String]) -> String {
    let pattern = values.map(escaped).joined(separator: "|")
    return "\(MonitoringQuery.prefix)_\(query)_\(column){\(label)=~\(quoted(pattern))}"
  }

  static func rate(_ metric: String, _ window: String) -> String { "rate(\(metric)[\(window)])" }
  static func increase(_ metric: String, _ window: String) -> String { "increase(\(metric)[\(window)])" }

  /// At most six digits that count; whole numbers as they are.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    if value.magnitude >= 1000, value.magnitude < 1e15 { return String(Int(value.rounded())) }
    var scale = 1.0
    while (value * scale).magnitude < 100_000, scale < 1e12, value != 0 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"", "\\": result += "\\\(character)"
      case "\n": result += "\\n"
      case _ where character.properties.generalCategory == .control: result += "?"
      default: result.unicodeScalars.append(character)
      }
    }
    return result + "\""
  }

  /// A text as a regular expression of RE2 that matches it alone.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      if "\\.+*?()|[]{}^$".unicodeScalars.contains(character) { result += "\\" }
      result.unicodeScalars.append(character)
    }
    return result
  }
}
