package import Diagnostics

/// One rule about migrations that people wrote.
package protocol MigrationRule: Sendable {
  /// The kebab-case name by which findings, suppressions and `explain` know it.
  var code: String { get }
  var severity: Severity { get }
}
