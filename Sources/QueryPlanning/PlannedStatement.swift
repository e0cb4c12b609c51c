package import SchemaModel

/// A statement as the planner is asked about it.
package struct PlannedStatement: Sendable, Hashable {
  /// How parameters are dealt with. Drivers that send values with every statement have them planned with constants;
  /// one that keeps a prepared statement may get the generic plan from the sixth time on.
  package enum Mode: String, Sendable, Hashable {
    /// Each parameter is a constant that the statistics call typical.
    case constants
    /// The plan is the same for all values.
    case generic
  }

  package struct Parameter: Sendable, Hashable {
    package enum Basis: String, Sendable, Hashable {
      /// The value whose share is next to that of the average row.
      case common = "a value as common as that of the average row"
      case middle = "the middle of the values"
      case newest = "the newest hundredth of the values"
      case beginning = "a beginning of three letters"
      case term = "five letters from the middle of a text"
      /// Nothing is known of what it is compared with.
      case type = "any value of the type"
      case none = "NULL: no value of the type is known"
    }

    package var number: Int
    /// As `format_type` writes it.
    package var type: String
    /// nil is NULL.
    package var value: String?
    package var basis: Basis
    /// What it is compared with, if that is known.
    package var column: ColumnReference?

    package init(number: Int, type: String, value: String?, basis: Basis, column: ColumnReference? = nil) {
      self.number = number
      self.type = type
      self.value = value
      self.basis = basis
      self.column = column
    }
  }

  /// With constants in place of the parameters, unless the mode is generic.
  package var text: String
  package var mode: Mode
  package var parameters: [Parameter]
}

/// Who asks: a role, and the settings that its policies read.
package struct SessionRole: Sendable, Hashable {
  package var name: String
  /// `app.tenant_id` to its value.
  package var settings: [String: String]

  package init(_ name: String, settings: [String: String] = [:]) {
    self.name = name
    self.settings = settings
  }
}
