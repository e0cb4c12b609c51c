extension Interpreter {
  /// How a block ended.
  enum Flow {
    case next
    case returned(Value)
    /// `break`, `continue`.
    case broken
    case continued
    /// An exception, or a turn that is not known.
    case stopped(String, Place)

    var isOfLoop: Bool {
      switch self {
      case .broken, .continued: true
      default: false
      }
    }
  }

  func run(_ statements: [Statement], in scope: Scope) -> Flow {
    for statement in statements {
      guard step(at: statement.place) else { return .stopped("too many steps", statement.place) }
      switch run(statement, in: scope) {
      case .next: continue
      case let other:
        // A module or class goes on after a statement that may have failed.
        if scope.kind == .function || other.isOfLoop { return other }
      }
    }
    return .next
  }

  private func run(_ statement: Statement, in scope: Scope) -> Flow {
    switch statement.kind {
    case .assign(let targets, let source):
      let value = evaluate(source, in: scope)
      for target in targets { assign(value, to: target, in: scope) }
    case .annotated(let target, let annotation, let source): annotate(target, annotation, source, in: scope)
    case .augmented(let target, let sign, let source):
      let value = operate(sign, evaluate(target, in: scope), evaluate(source, in: scope), at: statement.place)
      assign(value, to: target, in: scope)
    case .expression(let expression): _ = evaluate(expression, in: scope)
    case .condition(let test, let then, let otherwise): return branch(test, then, otherwise, in: scope)
    case .loop(let target, let source, let body): return loop(target, source, body, in: scope)
    case .function(let syntax): define(syntax, at: statement.place, in: scope)
    case .type(let syntax): define(syntax, at: statement.place, in: scope)
    case .result(let expression): return .returned(expression.map { evaluate($0, in: scope) } ?? .none)
    case .importModules(let imports): for one in imports { bind(one, at: statement.place, in: scope) }
    case .importNames(let module, let file, let names):
      bind(names, of: module, file, at: statement.place, in: scope)
    case .attempt(let body, let handlers, let rest): return attempt(body, handlers, rest, in: scope)
    case .with(let body): return run(body, in: scope)
    case .raise: return .stopped("an exception is raised", statement.place)
    case .pass: break
    case .other("Break"): return .broken
    case .other("Continue"): return .continued
    case .other(let kind): return .stopped("`\(kind.lowercased())` is not followed", statement.place)
    }
    return .next
  }

  /// What stands in `except ImportError` is taken only where the body bound nothing of that name.
  private func attempt(_ body: [Statement], _ handlers: [Statement], _ rest: [Statement], in scope: Scope) -> Flow {
    let flow = run(body, in: scope)
    if scope.kind == .function {
      if case .next = flow { return run(rest, in: scope) }
      return flow
    }
    for statement in handlers where !binds(statement, in: scope) { _ = run(statement, in: scope) }
    return run(rest, in: scope)
  }

  /// Whether the names a statement would bind are bound already.
  private func binds(_ statement: Statement, in scope: Scope) -> Bool {
    switch statement.kind {
    case .assign(let targets, _):
      targets.allSatisfy { if case .name(let name) = $0.kind { scope[name] != nil } else { true } }
    case .importNames(_, _, let names): names.allSatisfy { scope[$0.alias] != nil }
    case .importModules(let imports): imports.allSatisfy { scope[$0.alias ?? $0.name.firstPart] != nil }
    case .function(let syntax): scope[syntax.name] != nil
    case .type(let syntax): scope[syntax.name] != nil
    default: true
    }
  }

  private func branch(_ test: Expression, _ then: [Statement], _ otherwise: [Statement], in scope: Scope) -> Flow {
    let condition = evaluate(test, in: scope)
    if case .external(let path) = condition, path.lastPart == "TYPE_CHECKING" {
      let flow = run(otherwise, in: scope)
      for statement in then where !binds(statement, in: scope) { _ = run(statement, in: scope) }
      return flow
    }
    if let truth = condition.truth { return run(truth ? then : otherwise, in: scope) }
    if scope.kind == .function { return .stopped("it depends on a condition", test.place) }
    runBoth(then, otherwise, at: test.place, in: scope)
    return .next
  }

  /// Both branches of a condition that only running code can know; what they bind differently is not known.
  private func runBoth(_ then: [Statement], _ otherwise: [Statement], at place: Place, in scope: Scope) {
    let before = scope.snapshot
    _ = run(otherwise, in: scope)
    let second = scope.snapshot
    for name in scope.order where before[name]?.identity != second[name]?.identity {
      if let value = before[name] { scope.bind(name, value, at: place) } else { scope.remove(name) }
    }
    _ = run(then, in: scope)
    for name in second.keys.sorted() {
      guard let other = second[name], other.identity != before[name]?.identity else { continue }
      if let value = scope[name], value.identity != other.identity {
        scope.bind(name, unknown("\(name) depends on a condition", at: place), at: place)
      } else {
        scope.bind(name, other, at: place)
      }
    }
  }

  private func loop(_ target: Expression, _ source: Expression, _ body: [Statement], in scope: Scope) -> Flow {
    guard let items = elements(of: evaluate(source, in: scope)) else {
      return .stopped("what it loops over is not known", source.place)
    }
    for item in items {
      assign(item, to: target, in: scope)
      switch run(body, in: scope) {
      case .next, .continued: continue
      case .broken: return .next
      case .returned(let value): return .returned(value)
      case .stopped(let reason, let place): return .stopped(reason, place)
      }
    }
    return .next
  }

  private func annotate(_ target: Expression, _ annotation: Expression, _ source: Expression?, in scope: Scope) {
    if case .name(let name) = target.kind, scope.kind == .type {
      annotated[ObjectIdentifier(scope)]?.annotate(name, annotation, at: target.place)
    }
    if let source { assign(evaluate(source, in: scope), to: target, in: scope) }
  }

  func assign(_ value: Value, to target: Expression, in scope: Scope) {
    switch target.kind {
    case .name(let name): scope.bind(name, value, at: target.place)
    case .tuple(let targets), .list(let targets):
      let items = elements(of: value)
      for (position, target) in targets.enumerated() {
        let known = items.flatMap { $0.count == targets.count ? $0[position] : nil }
        assign(known ?? unknown("what is unpacked here is not known", at: target.place), to: target, in: scope)
      }
    case .attribute(let base, let name):
      switch evaluate(base, in: scope) {
      case .type(let type): type.scope.bind(name, value, at: target.place)
      case .object(let call): call.attributes[name] = value
      case .instance(let instance): instance.attributes[name] = value
      default: break
      }
    case .subscripted(let base, let key):
      if case .call(let callee, _, _) = base.kind, case .name("locals") = callee.kind {
        if let name = evaluate(key, in: scope).text { scope.bind(name, value, at: target.place) }
        return
      }
      if case .dictionary(let box) = evaluate(base, in: scope) { box[evaluate(key, in: scope)] = value }
    default: break
    }
  }

  private func bind(_ one: ModuleImport, at place: Place, in scope: Scope) {
    if let alias = one.alias {
      scope.bind(alias, one.file.map(Value.module) ?? .external(one.name), at: place)
    } else {
      let root = one.name.firstPart
      if scope[root] == nil || one.root != nil {
        scope.bind(root, one.root.map(Value.module) ?? .external(root), at: place)
      }
    }
  }

  private func bind(_ names: [NameImport], of module: String, _ file: Int?, at place: Place, in scope: Scope) {
    for name in names {
      if name.name == "*" {
        stars[ObjectIdentifier(scope), default: []].append((file, module))
        continue
      }
      let call = CallObject(
        "import",
        [.string(name.name), .string(module), .integer(file ?? -1), .integer(name.submodule ?? -1)], at: place)
      let isOutside = file == nil && name.submodule == nil
      scope.bind(
        name.alias, isOutside && !module.hasPrefix(".") ? .external("\(module).\(name.name)") : .object(call),
        at: place)
    }
  }

  private func define(_ syntax: FunctionSyntax, at place: Place, in scope: Scope) {
    // Names of a class body are not seen in its methods.
    let outer = scope.kind == .type ? scope.parent ?? scope : scope
    let function = FunctionObject(
      name: syntax.name, code: .function(syntax), module: place.file, scope: outer, place: place)
    function.owner = annotated[ObjectIdentifier(scope)]
    for decorator in syntax.decorators.reversed() { decorate(function, evaluate(decorator, in: scope)) }
    scope.bind(syntax.name, .function(function, bound: nil), at: place)
  }

  private func decorate(_ function: FunctionObject, _ decorator: Value) {
    let path: String
    switch decorator {
    case .external(let name): path = name
    case .object(let call): path = call.callee
    default: path = ""
    }
    switch path.lastPart {
    case _ where path.contains("declared_attr"):
      function.kind = .declaredAttribute(cascading: path.lastPart == "cascading")
    case "property", "cached_property", "hybrid_property", "classproperty":
      if case .declaredAttribute = function.kind { return }
      function.kind = .property
    case "classmethod":
      if case .declaredAttribute = function.kind { return }
      if function.kind == .property {
        function.kind = .declaredAttribute(cascading: false)
        return
      }
      function.kind = .classMethod
    case "staticmethod": function.kind = .staticMethod
    case "cache", "lru_cache", "wraps", "overload", "override", "no_type_check", "abstractmethod", "final",
      "typechecked":
      break
    case "compiles": register(function, decorator)
    default: if function.kind == .plain { function.kind = .decorated }
    }
  }

  /// `@compiles(Element, "postgresql")`: how an element of one's own is written.
  private func register(_ function: FunctionObject, _ decorator: Value) {
    guard let call = decorator.call, case .type(let type)? = call.argument(0) else { return }
    let dialects = call.arguments.dropFirst().compactMap(\.text)
    for dialect in dialects.isEmpty ? ["default"] : dialects {
      compilers["\(Value.type(type).identity) \(dialect)"] = function
    }
  }

  /// How an element is written for PostgreSQL.
  func compiler(of type: ClassObject) -> FunctionObject? {
    for ancestor in type.types {
      let identity = Value.type(ancestor).identity
      if let found = compilers["\(identity) postgresql"] ?? compilers["\(identity) default"] { return found }
    }
    return nil
  }

  private func define(_ syntax: ClassSyntax, at place: Place, in scope: Scope) {
    let body = Scope(.type, parent: scope.kind == .type ? scope.parent : scope)
    let type = ClassObject(
      name: syntax.name, module: place.file, number: classes.count, documentation: syntax.documentation, scope: body,
      at: place)
    type.bases = syntax.bases.map { evaluate($0, in: scope) }.map(withoutParameters)
    type.keywords = syntax.keywords.map { ($0.name, evaluate($0.value, in: scope)) }
    type.decorators = syntax.decorators.map { evaluate($0, in: scope) }
    annotated[ObjectIdentifier(body)] = type
    keepAlive.append(body)
    classes.append(type)
    _ = run(syntax.body, in: body)
    type.bodyNames = Set(body.order)
    scope.bind(syntax.name, .type(type), at: place)
  }

  /// `Generic[T]` inherits as `Generic` does.
  private func withoutParameters(_ base: Value) -> Value {
    if case .object(let call) = base, call.callee == "[]", let receiver = call.receiver { return receiver }
    return base
  }
}
