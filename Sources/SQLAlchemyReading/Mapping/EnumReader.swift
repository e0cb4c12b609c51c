import SQLWriting
import SchemaModel

/// Understands `Enum(...)`: a type of PostgreSQL's, or a text with or without a check.
struct EnumReader {
  let mapper: SchemaMapper

  init(_ mapper: SchemaMapper) { self.mapper = mapper }

  func read(_ call: CallObject, at place: Place) -> TypeDraft {
    let reader = TypeReader(mapper)
    var arguments = call.arguments
    // Enum(*values) of a list that was given whole.
    if arguments.count == 1, let items = arguments[0].items { arguments = items }
    let type: ClassObject? = if case .type(let found)? = arguments.first { found } else { nil }
    guard let labels = type.flatMap({ self.labels(of: $0, call, at: place) }) ?? plain(arguments, at: place) else {
      let open = arguments.lazy.compactMap { value -> String? in
        if case .unknown(let unknown) = value { return unknown.reason }
        if case .external(let path) = value { return "`\(path)` is not among the files that were read" }
        return nil
      }.first
      return reader.unresolved("the values of the enumeration: \(open ?? "they are not known")", at: place)
    }
    let isNative = call.keyword("native_enum")?.truth ?? true
    let name = call.keyword("name")?.text ?? type.map { $0.name.lowercased() }
    guard isNative, let name else {
      let longest = labels.map(\.label.unicodeScalars.count).max() ?? 0
      let length = call.keyword("length")?.number ?? longest
      var draft = TypeDraft(sql: "VARCHAR(\(length))")
      if call.keyword("create_constraint")?.truth == true {
        draft.checkedValues = labels.map(\.label)
        draft.checkName = call.keyword("name") ?? type.map { .string($0.name.lowercased()) }
      }
      if isNative {
        mapper.report.warning(
          "python-unresolved", "this enumeration has no name", at: place,
          why: "PostgreSQL's types have one; it is read as a text", fix: "give it `name=`")
      }
      return draft
    }
    let schema =
      call.keyword("schema")?.text
      ?? call.keyword("metadata").flatMap { mapper.metadata($0, otherwise: "").schema }
    let shown = ObjectName(name, schema: schema ?? "public")
    var draft = TypeDraft(sql: QuotedIdentifier.text(shown))
    draft.enumeration = EnumDraft(
      name: name, schema: schema, labels: labels, model: type?.name,
      comment: type.flatMap { $0.documentation.isEmpty ? nil : $0.documentation }, place: type?.place ?? call.place)
    draft.enumeration?.inheritsSchema = call.keyword("inherit_schema")?.truth == true
    draft.enumeration?.hasSchema = schema != nil
    return draft
  }

  private typealias Labels = [(label: String, member: String?, place: Place)]

  private func plain(_ arguments: [Value], at place: Place) -> Labels? {
    let texts = arguments.compactMap { Interpreter.text(of: $0) }
    guard texts.count == arguments.count, !texts.isEmpty else { return nil }
    return texts.map { ($0, nil, place) }
  }

  /// The members' names, or what `values_callable` makes of the class.
  private func labels(of type: ClassObject, _ call: CallObject, at place: Place) -> Labels? {
    let members = mapper.interpreter.members(of: type)
    guard let function = call.keyword("values_callable"), !function.isNone else {
      return members.map { ($0.attributes["name"]?.text ?? "", nil, $0.place) }
    }
    let made = mapper.interpreter.call(function, ([.type(type)], []), at: place)
    guard let texts = mapper.interpreter.elements(of: made)?.compactMap({ Interpreter.text(of: $0) }),
      texts.count == members.count
    else { return nil }
    return zip(texts, members).map {
      ($0, $1.attributes["name"]?.text == $0 ? nil : $1.attributes["name"]?.text, $1.place)
    }
  }
}
