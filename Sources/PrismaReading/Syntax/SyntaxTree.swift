/// A range of UTF-8 offsets in one of the files of a schema.
struct Place: Hashable {
  var file: Int
  var range: Range<Int>

  /// From the beginning of this place to the end of another one in the same file.
  func through(_ other: Place) -> Place {
    Place(file: file, range: range.lowerBound..<max(range.upperBound, other.range.upperBound))
  }
}

/// A word as it was written.
struct Name {
  var text: String
  var place: Place
}

/// A value in an attribute, a configuration block or a default.
indirect enum Expression {
  case string(String, Place)
  case number(String, Place)
  /// A word, or words joined by dots.
  case constant(String, Place)
  case call(Name, [Argument], Place)
  case array([Expression], Place)
  case object([ObjectMember], Place)
  /// Nothing where a value belongs; already reported.
  case missing(Place)

  var place: Place {
    switch self {
    case .string(_, let place), .number(_, let place), .constant(_, let place), .call(_, _, let place),
      .array(_, let place), .object(_, let place), .missing(let place):
      place
    }
  }
}

struct ObjectMember {
  var name: Name
  var value: Expression
}

struct Argument {
  var name: Name?
  var value: Expression
  var place: Place
}

/// `@name(arguments)` behind a field or `@@name(arguments)` in a block; `name` is without the signs.
struct AttributeSyntax {
  var name: Name
  var arguments: [Argument]
  var place: Place
}

struct TypeSyntax {
  enum Arity {
    case required
    case optional
    case list
  }

  var name: Name
  var arity: Arity
  /// The database type of `Unsupported("...")`.
  var unsupported: String?
}

/// A field of a model, or (without a type) a value of an enum.
struct FieldSyntax {
  var name: Name
  var type: TypeSyntax?
  var attributes: [AttributeSyntax]
  var comment: String?
  var place: Place
}

/// `name = value` in a datasource or generator.
struct PropertySyntax {
  var name: Name
  var value: Expression
  var place: Place
}

struct BlockSyntax {
  enum Keyword: String {
    case model
    case view
    case type
    case `enum`
    case datasource
    case generator
  }

  var keyword: Keyword
  var name: Name
  var fields: [FieldSyntax] = []
  var attributes: [AttributeSyntax] = []
  var properties: [PropertySyntax] = []
  var comment: String?
  /// The keyword and the name.
  var header: Place
  /// All of it, braces included.
  var place: Place
}
