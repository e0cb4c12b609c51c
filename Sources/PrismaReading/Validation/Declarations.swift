import Diagnostics
import SchemaModel

extension Validation {
  /// Gives every model, view and enum its place; reports names that are taken or not allowed.
  func declare(_ blocks: [BlockSyntax]) {
    var words: [String: String] = [:]
    for block in blocks {
      let name = block.name.text
      let word = block.keyword.rawValue
      switch block.keyword {
      case .datasource, .generator: continue
      case .type:
        refuseCompositeType(block)
        continue
      case .model, .view, .enum: break
      }
      if let other = words[name] {
        report.error("prisma-duplicate-name", "there is already \(article(other)) `\(name)`", at: block.name.place)
        continue
      }
      words[name] = word
      checkName(block.name, of: word)
      if block.keyword == .enum {
        checkValues(of: block)
        enumPositions[name] = enums.count
        enums.append(
          EnumNode(
            syntax: block, typeName: PrismaConstraintName.clipped(name), schema: configuration.defaultSchema))
      } else {
        checkFields(of: block)
        modelPositions[name] = models.count
        models.append(
          ModelNode(
            syntax: block, isView: block.keyword == .view, tableName: PrismaConstraintName.clipped(name),
            schema: configuration.defaultSchema))
        checkViewPreview(block)
      }
    }
  }

  private func checkFields(of block: BlockSyntax) {
    var names: Set<String> = []
    for field in block.fields {
      checkSpelling(field.name, of: "field")
      if !names.insert(field.name.text).inserted {
        report.error(
          "prisma-duplicate-name",
          "\(block.keyword.rawValue) `\(block.name.text)` already has a field `\(field.name.text)`",
          at: field.name.place)
      }
    }
  }

  private func article(_ word: String) -> String { word == "enum" ? "an enum" : "a \(word)" }

  private func refuseCompositeType(_ block: BlockSyntax) {
    report.during(.rules) {
      report.error(
        "prisma-composite-type", "composite types are only for MongoDB", at: block.header,
        why: "PostgreSQL's provider has no `type` blocks")
    }
  }

  private func checkViewPreview(_ block: BlockSyntax) {
    guard block.keyword == .view, !configuration.hasPreviewFeature("views") else { return }
    report.during(.rules) {
      report.error(
        "prisma-preview-feature", "views need the preview feature `views`", at: block.header,
        fix: "add it to `previewFeatures` of the generator")
    }
  }

  private func checkName(_ name: Name, of word: String) {
    if ScalarType(rawValue: name.text) != nil {
      report.error("prisma-reserved-name", "`\(name.text)` is the name of a scalar type", at: name.place)
    } else if Self.reservedNames.contains(name.text) {
      report.error("prisma-reserved-name", "`\(name.text)` can not be the name of \(article(word))", at: name.place)
    }
    checkSpelling(name, of: word)
  }

  func checkSpelling(_ name: Name, of word: String) {
    guard let first = name.text.unicodeScalars.first else { return }
    let article = word.hasPrefix("enum") ? "an" : "a"
    if first.properties.numericType != nil || first == "-" {
      report.error(
        "prisma-reserved-name", "the name of \(article) \(word) must not begin with a number", at: name.place)
    } else if first == "_" {
      report.error(
        "prisma-reserved-name", "the name of \(article) \(word) must not begin with `_`", at: name.place,
        fix: "choose another name and keep this one with `map`")
    } else if name.text.contains("-") {
      report.error("prisma-reserved-name", "the name of \(article) \(word) must not contain `-`", at: name.place)
    }
  }

  /// Words of the generated client's language that can not name a class.
  private static let reservedNames: Set<String> = [
    "PrismaClient", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default",
    "delete", "do", "else", "enum", "export", "extends", "false", "finally", "for", "function", "if", "implements",
    "import", "in", "instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public",
    "return", "super", "switch", "this", "throw", "true", "try", "typeof", "using", "var", "void", "while", "with",
    "yield",
  ]

  /// Names of the values, and that there are any.
  private func checkValues(of block: BlockSyntax) {
    var names: Set<String> = []
    for value in block.fields {
      checkSpelling(value.name, of: "enum value")
      if !names.insert(value.name.text).inserted {
        report.error(
          "prisma-duplicate-name", "enum `\(block.name.text)` already has a value `\(value.name.text)`",
          at: value.name.place)
      }
    }
    guard block.fields.isEmpty else { return }
    report.during(.types) {
      report.error("prisma-enum", "an enum needs at least one value", at: block.header)
    }
  }

  func readEnum(_ position: Int) {
    let block = enums[position].syntax
    for value in block.fields where enums[position].positions[value.name.text] == nil {
      enums[position].positions[value.name.text] = enums[position].labels.count
      enums[position].labels.append(label(of: value))
    }
    checkRepetition(block.attributes, sign: "@@")
    for attribute in block.attributes {
      switch attribute.name.text {
      case "map":
        guard let name = mapped(attribute, sign: "@@") else { continue }
        enums[position].typeName = PrismaConstraintName.clipped(name)
      case "schema": enums[position].schema = schema(attribute) ?? enums[position].schema
      default: unknown(attribute, sign: "@@", among: ["map", "schema"])
      }
    }
    requireSchema(of: block)
  }

  private func label(of value: FieldSyntax) -> String {
    checkRepetition(value.attributes, sign: "@")
    var label = value.name.text
    for attribute in value.attributes {
      if attribute.name.text == "map" {
        label = mapped(attribute, sign: "@") ?? label
      } else {
        unknown(attribute, sign: "@", among: ["map"])
      }
    }
    return label
  }

  /// The database name of `@map` or `@@map`.
  func mapped(_ attribute: AttributeSyntax, sign: String) -> String? {
    let arguments = Arguments(attribute, parameters: ["name"], required: ["name"], sign: sign, report: report)
    guard let name = report.string(arguments["name"]) else { return nil }
    if name.isEmpty {
      report.error("prisma-attribute-argument", "a name in the database is not empty", at: attribute.place)
      return nil
    }
    return name
  }

  /// The schema of `@@schema`, which the datasource must list.
  func schema(_ attribute: AttributeSyntax) -> String? {
    let arguments = Arguments(attribute, parameters: ["map"], required: ["map"], sign: "@@", report: report)
    guard let name = report.string(arguments["map"]) else { return nil }
    if !configuration.schemas.contains(where: { $0.value == name }) {
      report.during(.rules) {
        report.error(
          "prisma-schema", "schema `\(name)` is not listed in the datasource",
          at: arguments["map"]?.place ?? attribute.place,
          fix: report.suggestion(for: name, among: configuration.schemas.map(\.value))
            ?? "add it to `schemas` of the datasource")
      }
    }
    return name
  }

  /// Where the datasource lists schemas, each block says which one it is in.
  func requireSchema(of block: BlockSyntax) {
    guard configuration.hasSchemas, !block.attributes.contains(where: { $0.name.text == "schema" }) else { return }
    report.during(.rules) {
      report.error(
        "prisma-schema", "\(block.keyword.rawValue) `\(block.name.text)` does not say which schema it is in",
        at: block.header, fix: "add `@@schema(\"...\")`")
    }
  }

  func unknown(_ attribute: AttributeSyntax, sign: String, among known: [String]) {
    report.error(
      "prisma-unknown-attribute", "there is no attribute `\(sign)\(attribute.name.text)` here", at: attribute.place,
      fix: NearestName.of(attribute.name.text, among: known).map { "did you mean `\(sign)\($0)`?" })
  }
}
