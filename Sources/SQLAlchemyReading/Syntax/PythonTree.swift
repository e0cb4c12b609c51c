/// Where something stands: a file by its number and UTF-8 offsets in it.
struct Place: Hashable, Sendable {
  var file: Int
  var start: Int
  var end: Int
}

/// An expression of Python, as its own parser understood it.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case name(String)
    case string(String)
    case bytes(String)
    /// nil where the number does not fit 63 bits.
    case integer(Int?)
    case float(String)
    case bool(Bool)
    case none
    case ellipsis
    case attribute(Expression, String)
    case call(Expression, [Expression], [Keyword])
    case subscripted(Expression, Expression)
    case tuple([Expression])
    case list([Expression])
    case items([Expression])
    case dictionary([(key: Expression?, value: Expression)])
    case binary(String, Expression, Expression)
    case unary(String, Expression)
    case starred(Expression)
    case logical(String, [Expression])
    case comparison(Expression, [(sign: String, value: Expression)])
    case conditional(test: Expression, then: Expression, otherwise: Expression)
    case lambda(Parameters, Expression)
    case joined([Expression])
    case formatted(Expression, conversion: Int, specification: Expression?)
    case comprehension(String, Expression, value: Expression?, [Generator])
    case assignment(Expression, Expression)
    case slice(lower: Expression?, upper: Expression?, step: Expression?)
    /// What is not evaluated: `await`, `yield`, complex numbers, nesting that is too deep.
    case other(String)
  }

  struct Keyword: Sendable {
    /// `**` for a dictionary that is spread.
    var name: String
    var value: Expression
  }

  struct Generator: Sendable {
    var target: Expression
    var source: Expression
    var conditions: [Expression]
  }

  var place: Place
  var kind: Kind
}

struct Parameters: Sendable {
  struct Parameter: Sendable {
    var name: String
    var defaultValue: Expression?
  }

  var positional: [Parameter] = []
  var rest: String?
  var keywordOnly: [Parameter] = []
  var restOfKeywords: String?
}

struct Statement: Sendable {
  indirect enum Kind: Sendable {
    case assign([Expression], Expression)
    case annotated(Expression, annotation: Expression, Expression?)
    case augmented(Expression, String, Expression)
    case expression(Expression)
    case condition(Expression, then: [Statement], otherwise: [Statement])
    case loop(Expression, in: Expression, [Statement])
    case function(FunctionSyntax)
    case type(ClassSyntax)
    case result(Expression?)
    case importModules([ModuleImport])
    case importNames(module: String, file: Int?, [NameImport])
    case attempt([Statement], handlers: [Statement], rest: [Statement])
    case with([Statement])
    case raise
    case pass
    case other(String)
  }

  var place: Place
  var kind: Kind
}

struct ModuleImport: Sendable {
  var name: String
  var alias: String?
  /// The file of the module, and that of the first part of its name, when they were given.
  var file: Int?
  var root: Int?
}

struct NameImport: Sendable {
  var name: String
  var alias: String
  /// The file of the submodule of that name.
  var submodule: Int?
}

final class FunctionSyntax: Sendable {
  let name: String
  let parameters: Parameters
  let decorators: [Expression]
  let returns: Expression?
  /// nil when it was left out as it can not matter or is long.
  let body: [Statement]?

  init(
    name: String, parameters: Parameters, decorators: [Expression], returns: Expression?, body: [Statement]?
  ) {
    self.name = name
    self.parameters = parameters
    self.decorators = decorators
    self.returns = returns
    self.body = body
  }
}

final class ClassSyntax: Sendable {
  let name: String
  let bases: [Expression]
  let keywords: [Expression.Keyword]
  let decorators: [Expression]
  let documentation: String
  let body: [Statement]

  init(
    name: String, bases: [Expression], keywords: [Expression.Keyword], decorators: [Expression], documentation: String,
    body: [Statement]
  ) {
    self.name = name
    self.bases = bases
    self.keywords = keywords
    self.decorators = decorators
    self.documentation = documentation
    self.body = body
  }
}
