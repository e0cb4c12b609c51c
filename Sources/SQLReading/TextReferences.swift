import CPostgresQuery
import SQLSyntax
import SchemaModel

/// A name in a SQL text and what it stands for.
struct TextReference {
  enum Kind {
    case relation
    case type
    case function
    /// A relation's name in a string: `nextval('a_seq')`, `'a'::regclass`.
    case literal
  }

  var kind: Kind
  var path: [String]
  /// UTF-8 offsets in the parsed text, quotes of a literal included.
  var range: Range<Int>

  func means(_ name: ObjectName) -> Bool {
    guard path.last == name.name else { return false }
    return path.count == 1 || path[path.count - 2] == name.schema
  }

  /// What is written in its place for another name.
  func replacement(_ name: ObjectName, keepsSchema: Bool) -> String {
    if kind == .literal {
      let text = path.count == 1 && keepsSchema ? SQLName.quoted(name.name) : SQLName.quoted(name)
      return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
    return path.count == 1 && keepsSchema ? SQLName.quoted(name.name) : SQLName.quoted(name)
  }

  /// Every name of a tree but columns. Names of common table expressions are left out.
  static func all(in node: PostgresNode, _ bytes: [UInt8]) -> [TextReference] {
    var found: [TextReference] = []
    var local: Set<String> = []
    PostgresTree.walk(node) { visit in
      switch visit {
      case .commonTable(let table): local.insert(table.pointee.ctename.text ?? "")
      case .relation(let relation):
        guard let name = DottedName(at: Int(relation.pointee.location), in: bytes) else { return }
        found.append(TextReference(kind: .relation, path: name.parts, range: name.range))
      case .type(let type):
        guard let name = DottedName(at: Int(type.pointee.location), in: bytes),
          let last = PostgresList(type.pointee.names, type.pointee.n_names).strings.last, last == name.parts.last
        else { return }
        found.append(TextReference(kind: .type, path: name.parts, range: name.range))
      case .call(let call):
        guard let name = DottedName(at: Int(call.pointee.location), in: bytes),
          let last = PostgresList(call.pointee.funcname, call.pointee.n_funcname).strings.last,
          last == name.parts.last
        else { return }
        found.append(TextReference(kind: .function, path: name.parts, range: name.range))
        if takesSequence(last), let argument = PostgresList(call.pointee.args, call.pointee.n_args).first {
          literal(argument, bytes).map { found.append($0) }
        }
      case .cast(let cast):
        guard let type = cast.pointee.type_name?.pointee, let argument = cast.pointee.arg,
          PostgresList(type.names, type.n_names).strings.last == "regclass"
        else { return }
        literal(UnsafePointer(argument), bytes).map { found.append($0) }
      default: break
      }
    }
    return found.filter { $0.kind != .relation || $0.path.count > 1 || !local.contains($0.path[0]) }
  }

  /// Whether a function's first argument may be a sequence's name in a string.
  static func takesSequence(_ function: String) -> Bool {
    function == "nextval" || function == "currval" || function == "setval"
  }

  private static func literal(_ node: PostgresNode, _ bytes: [UInt8]) -> TextReference? {
    guard node.kind == PG_QUERY__NODE__NODE_A_CONST, let constant = node.pointee.a_const?.pointee,
      constant.val_case == PG_QUERY__A__CONST__VAL_SVAL, let value = constant.sval.pointee.sval.text
    else { return nil }
    let start = Int(constant.location)
    guard start >= 0, start < bytes.count, bytes[start] == UInt8(ascii: "'"),
      let path = RegclassText.parts(of: value)
    else { return nil }
    var end = start + 1
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "'") {
        guard end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "'") else { break }
        end += 1
      }
      end += 1
    }
    return TextReference(kind: .literal, path: path, range: start..<min(end + 1, bytes.count))
  }
}

/// An object whose name changes, or which goes.
struct NamedObject {
  enum Kind {
    /// Tables, views, sequences: also row types.
    case relation
    case type
    case function
  }

  var kind: Kind
  var name: ObjectName

  func isMeant(by reference: TextReference) -> Bool {
    guard reference.means(name) else { return false }
    switch (kind, reference.kind) {
    case (.relation, .relation), (.relation, .literal), (.relation, .type), (.type, .type), (.function, .function):
      return true
    default: return false
    }
  }
}

extension CatalogBuilder {
  /// The text refers to the object; with a name alone, only when nothing of that name stands in an earlier schema.
  func refers(_ text: String, _ form: TextForm, to object: NamedObject) -> Bool {
    guard text.holds(object.name.name) else { return false }
    var found = false
    _ = parser.rewrite(text, form) { node, bytes, _ in
      found = TextReference.all(in: node, bytes).contains { object.isMeant(by: $0) && isUnhidden($0, object) }
    }
    return found
  }

  /// Texts are kept so that a name alone is found in `public` first.
  func isUnhidden(_ reference: TextReference, _ object: NamedObject) -> Bool {
    guard reference.path.count == 1, object.name.schema != "public" else { return true }
    let inPublic = ObjectName(object.name.name, schema: "public")
    switch object.kind {
    case .relation: return names[inPublic] == nil
    case .type: return !isType(inPublic)
    case .function: return !catalog.functions.contains { $0.name == inPublic }
    }
  }

  /// Lets every text follow an object that got another name.
  mutating func follow(_ object: NamedObject, to new: ObjectName) {
    let keepsSchema = object.name.schema == new.schema
    let builder = self
    catalog.changeTexts(holding: object.name.name) { text, form in
      builder.parser.rewrite(text, form) { node, bytes, edits in
        for reference in TextReference.all(in: node, bytes)
        where object.isMeant(by: reference) && builder.isUnhidden(reference, object) {
          edits.replace(reference.range, by: reference.replacement(new, keepsSchema: keepsSchema))
        }
        guard object.kind == .relation, object.name.name != new.name else { return }
        builder.followQualifiers(of: object.name, to: new.name, node, bytes, &edits)
      }
    }
  }

  /// Lets every text follow a schema that got another name.
  mutating func followSchema(_ old: String, to new: String) {
    let parser = parser
    catalog.changeTexts(holding: old) { text, form in
      parser.rewrite(text, form) { node, bytes, edits in
        for reference in TextReference.all(in: node, bytes)
        where reference.path.count > 1 && reference.path[reference.path.count - 2] == old {
          edits.replace(
            reference.range,
            by: reference.replacement(ObjectName(reference.path.last ?? "", schema: new), keepsSchema: false))
        }
      }
    }
  }

  /// The text of an expression in which names that the search path resolves outside of `public` are qualified, so that
  /// they stay what they are: a name alone is one of `public`, whatever path a text is written for.
  /// - Parameter node: the expression's tree, whose locations are those of the statement it was read from.
  func qualified(expression text: String, _ node: PostgresNode) -> String {
    guard searchPath != ["public"], mayName(node) else { return text }
    return parser.rewrite(text, .expression) { node, bytes, edits in
      qualify(TextReference.all(in: node, bytes), &edits)
    } ?? text
  }

  /// The text of the statement at hand, or a part of it, with names qualified likewise.
  /// - Parameter node: the tree of the statement, or of what of it stands in the part.
  func qualifiedText(_ node: PostgresNode, in part: Range<Int>? = nil) -> String {
    let bytes = Array(source.text.utf8)
    var edits = TextEdits()
    if searchPath != ["public"] { qualify(TextReference.all(in: node, bytes), &edits) }
    return String(decoding: edits.applied(to: bytes, in: part ?? 0..<bytes.count), as: UTF8.self)
  }

  private func qualify(_ references: [TextReference], _ edits: inout TextEdits) {
    for reference in references where reference.path.count == 1 {
      guard let name = resolved(reference), name.schema != "public" else { continue }
      edits.replace(reference.range, by: reference.replacement(name, keepsSchema: false))
    }
  }

  /// Whether a tree holds a name that the search path may resolve. Most expressions hold none, and need not be parsed
  /// again for the places of their names.
  private func mayName(_ node: PostgresNode) -> Bool {
    var found = false
    PostgresTree.walk(node) { visit in
      if found { return }
      switch visit {
      case .relation: found = true
      case .type(let type):
        let path = PostgresList(type.pointee.names, type.pointee.n_names).strings
        found = path.last.map { $0 == "regclass" || resolvedType($0) != nil } == true
      case .call(let call):
        let path = PostgresList(call.pointee.funcname, call.pointee.n_funcname).strings
        found = path.last.map { TextReference.takesSequence($0) || resolvedFunction($0) != nil } == true
      default: break
      }
    }
    return found
  }

  private func resolved(_ reference: TextReference) -> ObjectName? {
    switch reference.kind {
    case .relation, .literal: return find(reference.path)
    case .type: return resolvedType(reference.path[0])
    case .function: return resolvedFunction(reference.path[0])
    }
  }

  private func resolvedType(_ name: String) -> ObjectName? {
    searchPath.lazy.map { ObjectName(name, schema: $0) }.first { isType($0) }
  }

  private func resolvedFunction(_ name: String) -> ObjectName? {
    searchPath.lazy.map { ObjectName(name, schema: $0) }.first { functionNames[$0] != nil }
  }
}
