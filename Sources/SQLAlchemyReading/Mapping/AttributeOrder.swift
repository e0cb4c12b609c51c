/// The order in which SQLAlchemy 2 makes columns of attributes: those of the class itself, then those of the classes it
/// inherits from in Python's order of look-up; at last by `sort_order`.
enum AttributeOrder {
  /// Attributes of a class as SQLAlchemy meets them. Those of a mixin that are columns by themselves come before those
  /// that a method makes.
  static func names(of ancestor: ClassObject, for type: ClassObject) -> [String] {
    let names = merged(ancestor.scope.order.filter { ancestor !== type || !isLate($0, of: type) }, ancestor)
    guard ancestor !== type else { return names }
    return names.filter { isColumn($0, of: ancestor) } + names.filter { !isColumn($0, of: ancestor) }
  }

  /// What is set on a class after its body: a table that is there already gets it at its end.
  static func lateNames(of type: ClassObject) -> [String] { type.scope.order.filter { isLate($0, of: type) } }

  /// Fields of a SQLModel class: those of the last class it inherits from first; one that is said again keeps its place.
  static func fields(of type: ClassObject) -> [String] {
    var seen: Set<String> = []
    return type.types.reversed().flatMap(\.annotations).map(\.name).filter { seen.insert($0).inserted }
  }

  private static func isLate(_ name: String, of type: ClassObject) -> Bool {
    !type.bodyNames.contains(name) && type.annotation(name) == nil
  }

  private static func isColumn(_ name: String, of type: ClassObject) -> Bool {
    type.scope[name].map { $0.call.map(Constructs.isColumn) ?? false } ?? true
  }

  /// Python tells values and annotations of a class apart, and forgets which of two that are not in both came first.
  /// SQLAlchemy follows one list up to a name that is in both, and goes on in the other behind it.
  private static func merged(_ values: [String], _ type: ClassObject) -> [String] {
    let annotations = type.annotations.map(\.name)
    var shared = Set(values).intersection(annotations)
    var lists = (values[...], annotations[...])
    var result: [String] = []
    while let name = lists.0.popFirst() {
      if shared.remove(name) == nil { result.append(name) } else { swap(&lists.0, &lists.1) }
    }
    return result + lists.1
  }
}
