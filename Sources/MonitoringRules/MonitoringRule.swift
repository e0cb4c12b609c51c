package import Diagnostics

/// What is watched: where it is read, from which number on somebody is called, and where the number comes from.
package struct MonitoringRule: Sendable {
  package enum Group: String, Sendable, Hashable, CaseIterable {
    case queries = "query performance"
    case resources
    case health
  }

  package struct Alert: Sendable, Hashable {
    /// In one word, as Prometheus names alerts.
    package var name: String
    /// PromQL over what ``MonitoringQuery`` and the exporters export.
    package var expression: String
    /// How long it must hold: `5m`.
    package var lasts: String
    package var isUrgent = false
    package var labels: [Label] = []
    package var summary: String

    package struct Label: Sendable, Hashable {
      package var name: String
      package var value: String
    }
  }

  package let group: Group
  package let name: String
  /// The view or the exporter's metric it is read from.
  package let source: String
  /// As people read it, with the working behind it; nil where the plan lacks a number.
  package var limit: String?
  package var alerts: [Alert] = []
  /// Lines of the plan that the limit follows from.
  package var spans: [SourceSpan?] = []

  init(_ group: Group, _ name: String, from source: String) {
    self.group = group
    self.name = name
    self.source = source
  }
}
