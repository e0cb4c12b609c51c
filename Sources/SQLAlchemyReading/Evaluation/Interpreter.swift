import Diagnostics

/// Evaluates modules as far as they declare things: classes, calls, constants. Nothing of the user's is run; what is not
/// read stays a name, and what depends on it stays open.
final class Interpreter {
  let modules: PythonModules
  let report: Report
  private var scopes: [Int: Scope] = [:]
  /// Names that a module takes from others by `*`: files, and modules that are not read.
  var stars: [ObjectIdentifier: [(file: Int?, module: String)]] = [:]
  var classes: [ClassObject] = []
  /// Calls that declare something wherever they stand: `Table`, `Index`, `map_imperatively`.
  var declarations: [CallObject] = []
  /// Steps that are left: a loop that builds on itself must end.
  private var fuel = 4_000_000
  var callDepth = 0
  var enumerations: [ObjectIdentifier: [Instance]] = [:]
  let fileNumbers: [String: Int]
  /// How elements of one's own are written, by class and dialect.
  var compilers: [String: FunctionObject] = [:]
  /// The class a body belongs to.
  var annotated: [ObjectIdentifier: ClassObject] = [:]
  /// Bodies by whose identity classes are found.
  var keepAlive: [Scope] = []
  /// Classes that have a table by now.
  var mapped: Set<ObjectIdentifier> = []
  private var importDepth = 0
  /// Imports that are being looked for.
  private var resolving: Set<ObjectIdentifier> = []

  init(_ modules: PythonModules, report: Report) {
    self.modules = modules
    self.report = report
    fileNumbers = Dictionary(
      modules.files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func runAll() {
    for file in modules.trees.keys.sorted() { _ = scope(ofModule: file) }
  }

  /// The names of a module, which is evaluated when it is asked for the first time.
  func scope(ofModule file: Int) -> Scope {
    if let known = scopes[file] { return known }
    let scope = Scope(.module)
    scopes[file] = scope
    let place = Place(file: file, start: 0, end: 0)
    scope.bind("__name__", .string(moduleName(of: file)), at: place)
    scope.bind("__file__", .unknown(.init(reason: "the place of a file", place: place)), at: place)
    importDepth += 1
    if importDepth < 200 { _ = run(modules.trees[file] ?? [], in: scope) }
    importDepth -= 1
    return scope
  }

  private func moduleName(of file: Int) -> String {
    var parts = modules.files[file].path.split(separator: "/").map(String.init)
    if let last = parts.popLast(), last != "__init__.py" { parts.append(String(last.dropLast(3))) }
    return parts.joined(separator: ".")
  }

  /// Whether a class, or one it inherits from, is mapped to a table.
  func hasTable(_ type: ClassObject) -> Bool { type.types.contains { mapped.contains(ObjectIdentifier($0)) } }

  /// Counts a step, or what is as dear as some of them; false when there were too many.
  func step(at place: Place, costing cost: Int = 1) -> Bool {
    let hadFuel = fuel > 0
    fuel -= cost
    if hadFuel, fuel <= 0 {
      report.warning(
        "python-unresolved", "the evaluation of these modules takes too many steps and was stopped", at: place,
        why: "what comes later was not read")
    }
    return fuel > 0
  }

  /// What was just built, unless there is too much of it by now: a value costs by its size.
  func paid(_ value: Value, at place: Place) -> Value {
    let cost =
      switch value {
      case .string(let text), .bytes(let text): text.utf8.count / Self.bytesOfAStep
      case .tuple(let items): items.count
      case .list(let box): box.items.count
      default: 0
      }
    return cost == 0 || step(at: place, costing: cost) ? value : unknown("too many steps", at: place)
  }

  private static let bytesOfAStep = 16

  func unknown(_ reason: String, at place: Place) -> Value { .unknown(.init(reason: reason, place: place)) }

  // MARK: Names

  func look(up name: String, in scope: Scope, at place: Place) -> Value {
    var current: Scope? = scope
    while let here = current {
      if let value = here[name] { return settled(value, name, in: here) }
      if let value = star(name, in: here) { return value }
      current = here.parent
    }
    return Builtins.names.contains(name)
      ? .external("builtins.\(name)") : unknown("\(name) is not bound here", at: place)
  }

  /// A name's value; one that was imported is looked for now, when both modules are there.
  private func settled(_ value: Value, _ name: String, in scope: Scope) -> Value {
    guard case .object(let call) = value, call.callee == "import" else { return value }
    let found = imported(call)
    if !found.isUnknown { scope.bind(name, found, at: scope.places[name] ?? call.place) }
    return found
  }

  private func star(_ name: String, in scope: Scope) -> Value? {
    guard let sources = stars[ObjectIdentifier(scope)], !Builtins.names.contains(name) else { return nil }
    for source in sources.reversed() {
      guard let file = source.file else { continue }
      importDepth += 1
      defer { importDepth -= 1 }
      guard importDepth < 200 else { return nil }
      let other = self.scope(ofModule: file)
      if let value = other[name] { return settled(value, name, in: other) }
      if let value = star(name, in: other) { return value }
    }
    return sources.last { $0.file == nil }.map { .external("\($0.module).\(name)") }
  }

  /// What an import means.
  private func imported(_ call: CallObject) -> Value {
    guard let name = call.argument(0)?.text, let module = call.argument(1)?.text else { return .none }
    importDepth += 1
    defer { importDepth -= 1 }
    guard importDepth < 200 else { return unknown("imports nest too deep", at: call.place) }
    // A package that imports a module of its own by the same name.
    let isFirst = resolving.insert(ObjectIdentifier(call)).inserted
    defer { if isFirst { resolving.remove(ObjectIdentifier(call)) } }
    if isFirst, let file = call.argument(2)?.number, file >= 0, modules.trees[file] != nil {
      if let value = member(name, ofModule: file) { return value }
    }
    if let file = call.argument(3)?.number, file >= 0 { return .module(file) }
    return .external(module.hasPrefix(".") ? name : "\(module).\(name)")
  }

  func member(_ name: String, ofModule file: Int) -> Value? {
    let scope = scope(ofModule: file)
    if let value = scope[name] { return settled(value, name, in: scope) }
    return star(name, in: scope)
  }
}
