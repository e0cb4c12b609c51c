import SQLWriting
import SchemaModel

/// The types and sequences of the module.
extension ModelSession {
  /// `class Status(enum.Enum)` for every enum that has values.
  func enumClasses() -> [String] {
    catalog.enums.filter { !$0.values.isEmpty }.map { type in
      let members = Self.members(type)
      let rows = zip(members, type.values).map { "    \($0) = \(PythonText.quoted($1.label))" }
      return (["class \(names.enums[type.name] ?? "")(enum.Enum):"] + rows).joined(separator: "\n")
    }
  }

  /// The names of an enum's members: the labels where all of them are names.
  private static func members(_ type: EnumType) -> [String] {
    if labelsAreNames(type) { return type.values.map(\.label) }
    var taken: Set<String> = []
    return type.values.map { value in
      var name = NameWords.snake(NameWords.split(value.label)).uppercased()
      if !isMember(name) { name = isMember("VALUE_" + name) ? "VALUE_" + name : "VALUE" }
      var candidate = name
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
  }

  private static func labelsAreNames(_ type: EnumType) -> Bool { type.values.allSatisfy { isMember($0.label) } }

  /// Names that Python's Enum keeps for itself begin with an underscore, but for these.
  private static func isMember(_ name: String) -> Bool {
    PythonText.isName(name) && !name.hasPrefix("_") && !["mro", "name", "value", "metadata"].contains(name)
  }

  /// `status_type = sa.Enum(Status, ...)`: known to the metadata even where no column is of it.
  mutating func typeVariables() -> [String] {
    var lines: [String] = []
    for type in catalog.enums {
      remark(comment: type.comment, of: "type \(type.name.display)", at: type.span)
      lines.append(assignment(names.types[type.name] ?? "", enumType(type)))
    }
    for sequence in catalog.sequences where !isSerial(sequence) {
      lines.append(assignment(names.sequences[sequence.name] ?? "", self.sequence(sequence)))
    }
    for domain in catalog.domains {
      guard isExpressible(domain) else {
        remark("domain", "domain \(domain.name.display): it has several checks", on: nil, at: domain.span)
        continue
      }
      lines.append(assignment(names.types[domain.name] ?? "", domainType(domain)))
    }
    return lines
  }

  private func enumType(_ type: EnumType) -> Python {
    let isEmpty = type.values.isEmpty
    var arguments = isEmpty ? [] : [Python.code(names.enums[type.name] ?? "")]
    arguments += named(type.name)
    if !isEmpty, !Self.labelsAreNames(type) {
      arguments.append(.keyword("values_callable", .code("lambda members: [member.value for member in members]")))
    }
    return .call(isEmpty ? "postgresql.ENUM" : "sa.Enum", arguments)
  }

  private mutating func domainType(_ domain: DomainType) -> Python {
    var arguments = [Python.string(domain.name.name), mapped(domain.base).type] + schema(domain.name)
    if let collation = domain.collation { arguments.append(.named("collation", collation.name)) }
    if let value = domain.defaultExpression { arguments.append(.keyword("default", .sql(value.sql))) }
    if !domain.isNullable { arguments.append(.flag("not_null")) }
    if let check = domain.checks.first {
      if domain.isNullable {
        arguments.append(.named("constraint_name", check.name))
      } else if check.name != PrismaConstraintName.shortened(domain.name.name, suffix: "_check") {
        remark("domain", "the name \(check.name) of a check of domain \(domain.name.display)", on: nil, at: domain.span)
      }
      arguments.append(.keyword("check", .plainSQL(check.expression.sql)))
    }
    remark(comment: domain.comment, of: "domain \(domain.name.display)", at: domain.span)
    return .call("postgresql.DOMAIN", arguments + [.keyword("metadata", .code("Base.metadata"))])
  }

  private mutating func sequence(_ sequence: DatabaseSequence) -> Python {
    let options = sequence.options
    var arguments = [Python.string(sequence.name.name)] + schema(sequence.name)
    if let type = options.type { arguments.append(.keyword("data_type", mapped(type).type)) }
    let numbers = [
      ("start", options.start), ("increment", options.increment), ("minvalue", options.minimum),
      ("maxvalue", options.maximum), ("cache", options.cache),
    ]
    for (name, number) in numbers { if let number { arguments.append(.keyword(name, .code("\(number)"))) } }
    if options.cycles { arguments.append(.flag("cycle")) }
    if let owner = sequence.ownedBy {
      remark("sequence", "sequence \(sequence.name.display) OWNED BY \(owner.display)", on: nil, at: sequence.span)
    }
    remark(comment: sequence.comment, of: "sequence \(sequence.name.display)", at: sequence.span)
    return .call("sa.Sequence", arguments + [.keyword("metadata", .code("Base.metadata"))])
  }

  /// A class for each type that SQLAlchemy has no name for; to be called when all columns are written.
  func ownTypeClasses() -> [String] {
    names.ownTypes.sorted { $0.value < $1.value }.map { sql, name in
      """
      class \(name)(sa.types.UserDefinedType[Any]):
          cache_ok = True

          def get_col_spec(self, **kw: Any) -> str:
              return \(PythonText.quoted(sql))
      """
    }
  }

  private func named(_ name: ObjectName) -> [Python] {
    [.named("name", name.name)] + schema(name) + [.keyword("metadata", .code("Base.metadata"))]
  }

  func schema(_ name: ObjectName) -> [Python] { name.schema == "public" ? [] : [.named("schema", name.schema)] }

  func assignment(_ name: String, _ value: Python) -> String {
    "\(name) = " + value.text(indentation: 0, used: name.utf8.count + 3)
  }
}
