import Diagnostics
import SchemaModel

extension Validation {
  /// Resolves the types of a model's fields.
  func resolveFields(of position: Int) {
    let model = models[position]
    for field in model.syntax.fields where models[position].fieldPositions[field.name.text] == nil {
      models[position].fieldPositions[field.name.text] = models[position].fields.count
      models[position].fields.append(
        FieldNode(
          syntax: field, kind: kind(of: field), columnName: PrismaConstraintName.clipped(field.name.text)))
    }
  }

  private func kind(of field: FieldSyntax) -> FieldKind {
    guard let type = field.type else { return .unresolved }
    if let unsupported = type.unsupported { return unsupported.isEmpty ? .unresolved : .unsupported(unsupported) }
    if let scalar = ScalarType(rawValue: type.name.text) { return .scalar(scalar) }
    if let position = enumPositions[type.name.text] { return .enumeration(position) }
    if let position = modelPositions[type.name.text] { return .model(position) }
    let known = { ScalarType.allCases.map(\.rawValue) + self.models.map(\.name) + self.enums.map(\.name) }
    report.error(
      "prisma-unknown-type", "there is no type, model or enum `\(type.name.text)`", at: type.name.place,
      fix: report.suggestion(for: type.name.text, among: known()))
    return .unresolved
  }

  /// Reads the attributes behind each field of a model, `@relation` aside: first what columns are called and made of, which
  /// the defaults and conditions of others speak of.
  func readFieldAttributes(of position: Int) {
    for index in models[position].fields.indices {
      let attributes = models[position].fields[index].syntax.attributes
      checkRepetition(attributes, sign: "@")
      checkNativeRepetition(attributes, at: models[position].fields[index].place)
      for attribute in Self.firstOfEach(attributes) where Self.isAboutColumn(attribute) {
        read(attribute, of: index, in: position)
      }
    }
    for index in models[position].fields.indices {
      for attribute in Self.firstOfEach(models[position].fields[index].syntax.attributes)
      where !Self.isAboutColumn(attribute) {
        read(attribute, of: index, in: position)
      }
    }
  }

  private static func firstOfEach(_ attributes: [AttributeSyntax]) -> [AttributeSyntax] {
    guard attributes.count > 1 else { return attributes }
    var seen: Set<String> = []
    return attributes.filter { seen.insert($0.name.text).inserted }
  }

  private static func isAboutColumn(_ attribute: AttributeSyntax) -> Bool {
    attribute.name.text == "map" || attribute.name.text.contains(".")
  }

  private func checkNativeRepetition(_ attributes: [AttributeSyntax], at place: Place) {
    let names = attributes.filter { $0.name.text.contains(".") }.map(\.name.text)
    guard names.count > 1, Set(names).count > 1 else { return }
    report.error("prisma-native-type", "a field has only one native type", at: place)
  }

  private func read(_ attribute: AttributeSyntax, of index: Int, in position: Int) {
    let field = models[position].fields[index]
    switch attribute.name.text {
    case "relation": if !field.isRelation { misplacedRelation(attribute, field) }
    case "map":
      guard let name = mapped(attribute, sign: "@") else { return }
      if field.isRelation {
        report.error("prisma-attribute-argument", "a relation field has no column to map", at: attribute.place)
      } else {
        models[position].fields[index].columnName = PrismaConstraintName.clipped(name)
      }
    case "id": readID(attribute, of: index, in: position)
    case "unique": readUnique(attribute, of: index, in: position)
    case "default": readDefault(attribute, of: index, in: position)
    case "updatedAt":
      _ = Arguments(attribute, parameters: [], report: report)
      models[position].fields[index].isUpdatedAt = true
      if field.scalar != .dateTime || field.arity == .list {
        report.error("prisma-attribute-argument", "`@updatedAt` is for a single DateTime", at: attribute.place)
      }
    case "ignore":
      _ = Arguments(attribute, parameters: [], report: report)
      models[position].fields[index].isIgnored = true
      if case .unsupported = field.kind {
        report.error(
          "prisma-attribute-argument", "a field of type `Unsupported` is ignored as it is", at: attribute.place,
          fix: "leave out `@ignore`")
      }
    case "generated":
      let arguments = Arguments(attribute, parameters: ["expression"], required: ["expression"], report: report)
      models[position].fields[index].generated = report.string(arguments["expression"])
    case let name where name.contains("."):
      report.during(.rules) { readNativeType(attribute, of: index, in: position) }
    default:
      let known = ["relation", "map", "id", "unique", "default", "updatedAt", "ignore"]
      unknown(attribute, sign: "@", among: known)
    }
  }

  private func misplacedRelation(_ attribute: AttributeSyntax, _ field: FieldNode) {
    if case .unresolved = field.kind { return }
    report.error(
      "prisma-invalid-relation", "`@relation` belongs to a field whose type is a model", at: attribute.place)
  }

  private func readNativeType(_ attribute: AttributeSyntax, of index: Int, in position: Int) {
    let parts = attribute.name.text.split(separator: ".", maxSplits: 1).map(String.init)
    let field = models[position].fields[index]
    if let source = configuration.datasource, parts[0] != source.name.text {
      report.error(
        "prisma-native-type", "native types begin with the datasource's name `\(source.name.text)`",
        at: attribute.place, fix: "write `@\(source.name.text).\(parts.count > 1 ? parts[1] : "")`")
      return
    }
    guard parts.count == 2, let scalar = field.scalar else {
      report.error("prisma-native-type", "a native type belongs to a scalar field", at: attribute.place)
      return
    }
    models[position].fields[index].native = NativeTypes(isCockroach: configuration.isCockroach).read(
      parts[1], attribute, for: scalar, report: report)
  }

  private func readDefault(_ attribute: AttributeSyntax, of index: Int, in position: Int) {
    let arguments = Arguments(attribute, parameters: ["value", "map"], required: ["value"], report: report)
    if let name = arguments["map"], report.string(name) != nil {
      report.during(.rules) {
        report.error(
          "prisma-invalid-default", "PostgreSQL's defaults have no names", at: attribute.place, fix: "leave out `map`")
      }
    }
    guard let value = arguments["value"] else { return }
    models[position].fields[index].defaultValue = DefaultReader(validation: self).read(
      value, for: models[position].fields[index], at: attribute.place)
  }
}
