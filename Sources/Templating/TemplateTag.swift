/// One tag of a template with what it encloses.
struct TemplateTag: Sendable {
  enum Kind: Sendable {
    case variable(isRaw: Bool)
    case section(isInverted: Bool, [TemplateTag])
    case partial
  }

  var kind: Kind
  /// A dotted name, `.`, or one of `positionNames` with its brackets.
  var name: String
  /// UTF-8 offsets of the whole tag.
  var range: Range<Int>

  /// What a list offers beside its elements' fields.
  static let positionNames = ["first()", "last()", "index()", "even()", "odd()"]
}
