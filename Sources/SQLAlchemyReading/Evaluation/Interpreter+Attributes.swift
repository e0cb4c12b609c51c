import Diagnostics

extension Interpreter {
  func attribute(_ name: String, of base: Value, at place: Place) -> Value {
    switch base {
    case .unknown: return base
    case .external(let path): return external(path, name)
    case .module(let file): return member(name, ofModule: file) ?? submodule(name, of: file, at: place)
    case .type(let type): return attribute(name, of: type, at: place)
    case .instance(let instance): return attribute(name, of: instance, at: place)
    case .object(let call): return attribute(name, of: call, base, at: place)
    case .function(let function, _) where name == "__name__": return .string(function.name)
    case .function(let function, _) where name == "expression" || name == "inplace":
      return .function(function, bound: nil)
    case .function, .none, .bool, .integer, .float, .string, .bytes, .tuple, .list, .dictionary:
      return .object(CallObject("attribute", receiver: base, [.string(name)], at: place))
    }
  }

  private func external(_ path: String, _ name: String) -> Value {
    if path == "sys", name == "version_info" { return .tuple([.integer(3), .integer(12), .integer(0)]) }
    return .external("\(path).\(name)")
  }

  private func submodule(_ name: String, of file: Int, at place: Place) -> Value {
    let path = modules.files[file].path
    if path.hasSuffix("__init__.py") {
      let folder = path.dropLast("__init__.py".count)
      if let other = fileNumbers["\(folder)\(name).py"] ?? fileNumbers["\(folder)\(name)/__init__.py"] {
        return .module(other)
      }
    }
    return unknown("\(name) is not bound in \(path)", at: place)
  }

  // MARK: Classes

  func attribute(_ name: String, of type: ClassObject, at place: Place) -> Value {
    switch name {
    case "__name__", "__qualname__": return .string(type.name)
    case "__module__": return look(up: "__name__", in: scope(ofModule: type.module), at: place)
    case "__mro__": return .tuple(type.ancestors.map(\.value) + [.external("builtins.object")])
    case "__bases__": return .tuple(type.bases)
    case "__doc__": return .string(type.documentation)
    case "__table__" where type.owner(of: name) == nil:
      return .object(CallObject("__table__", receiver: .type(type), at: place))
    case "__members__" where type.isEnumeration:
      return .dictionary(
        DictionaryBox(members(of: type).map { ($0.attributes["name"] ?? .none, .instance($0)) }))
    default: break
    }
    if type.isEnumeration, let member = member(name, of: type) { return .instance(member) }
    for ancestor in type.ancestors {
      guard case .type(let owner) = ancestor else { continue }
      if let value = owner.scope[name] { return bound(value, name, to: type, from: owner, at: place) }
      if owner.annotation(name) != nil { break }
    }
    return .object(CallObject("attribute", receiver: .type(type), [.string(name)], at: place))
  }

  private func bound(
    _ value: Value, _ name: String, to type: ClassObject, from owner: ClassObject, at place: Place
  ) -> Value {
    switch value {
    case .function(let function, _):
      switch function.kind {
      case .declaredAttribute:
        let isSetting = name.hasPrefix("__") && name.hasSuffix("__")
        return isSetting
          ? invoke(function, [.type(type)], at: place)
          : .object(CallObject("attribute", receiver: .type(type), [.string(name)], at: place))
      case .classMethod: return .function(function, bound: .type(type))
      case .property: return .object(CallObject("attribute", receiver: .type(type), [.string(name)], at: place))
      default: return .function(function, bound: nil)
      }
    case .object(let call) where Constructs.isMapped(call):
      // Seen from outside the body it is the attribute of this class, not the column of the mixin.
      return .object(CallObject("attribute", receiver: .type(type), [.string(name)], at: place))
    case .object(let call) where call.callee == "import": return look(up: name, in: owner.scope, at: place)
    default: return value
    }
  }

  // MARK: Objects

  private func attribute(_ name: String, of instance: Instance, at place: Place) -> Value {
    if let value = instance.attributes[name] { return value }
    if name == "__class__" { return .type(instance.type) }
    if let owner = instance.type.owner(of: name), let value = owner.scope[name] {
      guard case .function(let function, _) = value else { return value }
      switch function.kind {
      case .property: return invoke(function, [.instance(instance)], at: place)
      case .classMethod: return .function(function, bound: .type(instance.type))
      case .staticMethod: return .function(function, bound: nil)
      default: return .function(function, bound: .instance(instance))
      }
    }
    return .object(CallObject("attribute", receiver: .instance(instance), [.string(name)], at: place))
  }

  private func attribute(_ name: String, of call: CallObject, _ base: Value, at place: Place) -> Value {
    if let value = call.attributes[name] { return value }
    if call.callee == "super" { return inherited(name, call, at: place) }
    if call.name == "SQLAlchemy" { return flask(name, call, at: place) }
    if name == "metadata" {
      let metadata =
        Constructs.metadata(of: call) ?? .object(CallObject("sqlalchemy.MetaData", at: call.place))
      call.attributes[name] = metadata
      return metadata
    }
    if name == "registry" || name == "base_registry" { return base }
    return .object(CallObject("attribute", receiver: base, [.string(name)], at: place))
  }

  /// What Flask-SQLAlchemy's object has: its own base class, and the names of SQLAlchemy.
  private func flask(_ name: String, _ call: CallObject, at place: Place) -> Value {
    switch name {
    case "Model":
      let model = Value.object(CallObject("flask_sqlalchemy.Model", receiver: .object(call), at: call.place))
      call.attributes[name] = model
      return model
    case "metadata":
      let metadata =
        call.keyword("metadata") ?? .object(CallObject("sqlalchemy.MetaData", at: call.place))
      call.attributes[name] = metadata
      return metadata
    case "Table":
      let metadata = attribute("metadata", of: .object(call), at: place)
      return .object(
        CallObject(
          "functools.partial", [.external("sqlalchemy.Table")], keywords: [("__metadata__", metadata)], at: place))
    case "relationship", "backref", "mapped_column", "Mapped", "column_property", "deferred", "declared_attr":
      return .external("sqlalchemy.orm.\(name)")
    default: return .external("sqlalchemy.\(name)")
    }
  }

  /// `super().name`: what the classes after the one it stands in have.
  private func inherited(_ name: String, _ call: CallObject, at place: Place) -> Value {
    guard case .type(let owner)? = call.argument(0), let object = call.argument(1) else {
      return unknown("super() is not known here", at: place)
    }
    let type: ClassObject
    switch object {
    case .type(let found): type = found
    case .instance(let instance): type = instance.type
    default: return unknown("super() is not known here", at: place)
    }
    let rest = type.types.drop { $0 !== owner }.dropFirst()
    for ancestor in rest {
      guard let value = ancestor.scope[name] else { continue }
      if case .function(let function, _) = value, function.kind != .staticMethod {
        if case .declaredAttribute = function.kind { return invoke(function, [.type(type)], at: place) }
        return .function(function, bound: function.kind == .classMethod ? .type(type) : object)
      }
      return value
    }
    return .object(CallObject("attribute", receiver: .object(call), [.string(name)], at: place))
  }
}
