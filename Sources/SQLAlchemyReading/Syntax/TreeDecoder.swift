/// Reads the trees that `PythonScript` writes.
///
/// A tree is as deep as the script lets it be; a stream that ends early gives what was there.
struct TreeDecoder {
  let file: Int
  var stream: TokenStream

  mutating func statements() -> [Statement] { many { $0.statement() } }

  private mutating func many<Element>(_ read: (inout Self) -> Element) -> [Element] {
    var result: [Element] = []
    for _ in 0..<stream.count() {
      if stream.isBroken { break }
      result.append(read(&self))
    }
    return result
  }

  private mutating func place() -> Place { Place(file: file, start: stream.number(), end: stream.number()) }

  private mutating func index() -> Int? {
    let number = stream.number()
    return number < 0 ? nil : number
  }

  private mutating func nonempty() -> String? {
    let text = stream.text()
    return text.isEmpty ? nil : text
  }

  private mutating func keyword() -> Expression.Keyword {
    Expression.Keyword(name: stream.text(), value: expression())
  }

  private mutating func expression() -> Expression {
    optional() ?? Expression(place: Place(file: file, start: 0, end: 0), kind: .other("nothing"))
  }

  private mutating func optional() -> Expression? {
    let kind = stream.number()
    if kind == 0 || stream.isBroken { return nil }
    return Expression(place: place(), kind: atom(kind) ?? collection(kind) ?? operation(kind))
  }

  private mutating func atom(_ kind: Int) -> Expression.Kind? {
    switch kind {
    case 1: .name(stream.text())
    case 2: .string(stream.text())
    case 3: .integer(Int(stream.text()))
    case 4: .float(stream.text())
    case 5: .bool(true)
    case 6: .bool(false)
    case 7: Expression.Kind.none
    case 8: .ellipsis
    case 9: .bytes(stream.text())
    case 10: .attribute(expression(), stream.text())
    case 11: .call(expression(), many { $0.expression() }, many { $0.keyword() })
    case 12: .subscripted(expression(), expression())
    default: nil
    }
  }

  private mutating func collection(_ kind: Int) -> Expression.Kind? {
    switch kind {
    case 13: .tuple(many { $0.expression() })
    case 14: .list(many { $0.expression() })
    case 15: .items(many { $0.expression() })
    case 16: .dictionary(many { (key: $0.optional(), value: $0.expression()) })
    case 24: .joined(many { $0.expression() })
    case 25: .formatted(expression(), conversion: stream.number(), specification: optional())
    case 26: .comprehension(stream.text(), expression(), value: optional(), many { $0.generator() })
    case 28: .slice(lower: optional(), upper: optional(), step: optional())
    default: nil
    }
  }

  private mutating func operation(_ kind: Int) -> Expression.Kind {
    switch kind {
    case 17: .binary(stream.text(), expression(), expression())
    case 18: .unary(stream.text(), expression())
    case 19: .starred(expression())
    case 20: .logical(stream.text(), many { $0.expression() })
    case 21: .comparison(expression(), many { (sign: $0.stream.text(), value: $0.expression()) })
    case 22: .conditional(test: expression(), then: expression(), otherwise: expression())
    case 23: .lambda(parameters(), expression())
    case 27: .assignment(expression(), expression())
    default: .other(stream.text())
    }
  }

  private mutating func generator() -> Expression.Generator {
    Expression.Generator(target: expression(), source: expression(), conditions: many { $0.expression() })
  }

  private mutating func parameter() -> Parameters.Parameter {
    Parameters.Parameter(name: stream.text(), defaultValue: optional())
  }

  private mutating func parameters() -> Parameters {
    Parameters(
      positional: many { $0.parameter() }, rest: nonempty(), keywordOnly: many { $0.parameter() },
      restOfKeywords: nonempty())
  }

  private mutating func statement() -> Statement {
    let kind = stream.number()
    return Statement(place: place(), kind: simple(kind) ?? compound(kind))
  }

  private mutating func simple(_ kind: Int) -> Statement.Kind? {
    switch kind {
    case 40: .assign(many { $0.expression() }, expression())
    case 41: .annotated(expression(), annotation: expression(), optional())
    case 42: .augmented(expression(), stream.text(), expression())
    case 43: .expression(expression())
    case 48: .result(optional())
    case 49: .importModules(many { $0.moduleImport() })
    case 50: .importNames(module: stream.text(), file: index(), many { $0.nameImport() })
    case 53: .raise
    case 54: .pass
    default: nil
    }
  }

  private mutating func compound(_ kind: Int) -> Statement.Kind {
    switch kind {
    case 44: .condition(expression(), then: statements(), otherwise: statements())
    case 45: .loop(expression(), in: expression(), statements())
    case 46: .function(function())
    case 47: .type(type())
    case 51: .attempt(statements(), handlers: statements(), rest: statements())
    case 52: .with(statements())
    default: .other(stream.text())
    }
  }

  private mutating func moduleImport() -> ModuleImport {
    ModuleImport(name: stream.text(), alias: nonempty(), file: index(), root: index())
  }

  private mutating func nameImport() -> NameImport {
    NameImport(name: stream.text(), alias: stream.text(), submodule: index())
  }

  private mutating func function() -> FunctionSyntax {
    let name = stream.text()
    let parameters = parameters()
    let decorators = many { $0.expression() }
    let returns = optional()
    let hasBody = stream.number() == 1
    let body = statements()
    return FunctionSyntax(
      name: name, parameters: parameters, decorators: decorators, returns: returns, body: hasBody ? body : nil)
  }

  private mutating func type() -> ClassSyntax {
    ClassSyntax(
      name: stream.text(), bases: many { $0.expression() }, keywords: many { $0.keyword() },
      decorators: many { $0.expression() }, documentation: stream.text(), body: statements())
  }
}
