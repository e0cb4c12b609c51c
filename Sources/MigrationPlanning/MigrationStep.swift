package import SchemaModel

/// One change of a database that is applied, and taken back, by itself.
package struct MigrationStep: Sendable {
  /// What a release has to do with it: made beside what is there, taken into use, or without which old code still works.
  package enum Phase: String, Sendable, CaseIterable {
    case expand
    case migrate
    case contract
  }

  /// How long its statements may take.
  package enum Work: Sendable {
    /// The catalog alone changes.
    case catalog
    /// Rows are read, or an index is built: as long as that takes.
    case scan
  }

  /// A verb phrase, in the letters of file names: `validate-orders-customer-id`.
  package var name: String
  /// What it does, in one line.
  package var summary: String
  package var phase: Phase
  package var table: ObjectName
  package var up: [String]
  package var down: [String]
  package var work = Work.catalog
  /// Whether its statements are one transaction; each of the others is a single statement that can not be in one.
  package var isTransactional = true

  package init(
    _ name: String, _ summary: String, phase: Phase, on table: ObjectName, up: [String], down: [String]
  ) {
    self.name = name
    self.summary = summary
    self.phase = phase
    self.table = table
    self.up = up
    self.down = down
  }

  /// Letters, digits and dashes of a phrase.
  package static func name(_ words: String...) -> String {
    let plain = words.joined(separator: "-").lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let parts = String(plain).split(separator: "-")
    return String(parts.joined(separator: "-").prefix(longestName))
  }

  private static let longestName = 80
}
