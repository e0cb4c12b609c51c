import Diagnostics
import SchemaModel

/// What datasource and generator blocks say.
struct Configuration {
  var datasource: BlockSyntax?
  var isCockroach = false
  var schemas: [Located<String>] = []
  /// Whether the datasource lists its schemas at all.
  var hasSchemas = false
  var extensions: [Extension] = []
  var previewFeatures: [Located<String>] = []
  var relationMode: String?
  var url: Located<String>?
  /// The provider, when it is another database's.
  var otherProvider: Located<String>?

  var usesForeignKeys: Bool { relationMode != "prisma" }
  func hasPreviewFeature(_ name: String) -> Bool { previewFeatures.contains { $0.value == name } }
}

/// Reads the configuration blocks of a schema.
struct ConfigurationReader {
  let report: Report
  private var configuration = Configuration()

  static func read(_ blocks: [BlockSyntax], report: Report) -> Configuration {
    var reader = ConfigurationReader(report: report)
    var names: Set<String> = []
    for block in blocks where block.keyword == .generator {
      if !names.insert(block.name.text).inserted {
        report.error("prisma-duplicate-name", "there is another generator `\(block.name.text)`", at: block.header)
      }
      reader.generator(block)
    }
    let sources = blocks.filter { $0.keyword == .datasource }
    for block in sources.dropFirst() {
      report.error("prisma-datasource", "a schema has only one datasource", at: block.header)
    }
    if let source = sources.first { reader.datasource(source) }
    return reader.configuration
  }

  private init(report: Report) { self.report = report }

  private mutating func generator(_ block: BlockSyntax) {
    checkDuplicates(block)
    if block["provider"] == nil {
      report.error("prisma-generator", "generator `\(block.name.text)` has no `provider`", at: block.header)
    }
    for feature in block["previewFeatures"]?.elements ?? [] {
      guard let name = report.string(feature) else { continue }
      configuration.previewFeatures.append(Located(name, span: report.span(feature.place)))
      check(previewFeature: name, at: feature.place)
    }
  }

  private func check(previewFeature name: String, at place: Place) {
    switch name {
    case "fullTextSearch":
      report.warning(
        "prisma-preview-feature", "the preview feature `fullTextSearch` is now `fullTextSearchPostgres`", at: place)
    case "metrics":
      report.warning(
        "prisma-preview-feature", "the preview feature `metrics` is deprecated and gone in Prisma 7", at: place)
    default: break
    }
  }

  private mutating func datasource(_ block: BlockSyntax) {
    checkDuplicates(block)
    configuration.datasource = block
    provider(of: block)
    if let value = block["url"] {
      configuration.url = Located(report.text(value.place), span: report.span(value.place))
    }
    if let value = block["relationMode"] ?? block["referentialIntegrity"] {
      configuration.relationMode = report.string(value)
      if let mode = configuration.relationMode, mode != "prisma", mode != "foreignKeys" {
        report.error("prisma-datasource", "`relationMode` is `prisma` or `foreignKeys`, not `\(mode)`", at: value.place)
      }
    }
    guard configuration.otherProvider == nil else { return }
    schemas(of: block)
    if let value = block["extensions"] { extensions(value) }
  }

  private mutating func provider(of block: BlockSyntax) {
    guard let value = block["provider"] else {
      return report.error("prisma-datasource", "datasource `\(block.name.text)` has no `provider`", at: block.header)
    }
    guard let provider = report.string(value) else { return }
    switch provider {
    case "postgresql", "postgres": break
    case "cockroachdb": configuration.isCockroach = true
    case "mysql", "sqlite", "sqlserver", "mongodb":
      configuration.otherProvider = Located(provider, span: report.span(value.place))
      report.error(
        "other-database", "this schema is for \(provider), not for PostgreSQL", at: value.place,
        why: "types, names and constraints of \(provider) are not those of PostgreSQL, so a plan would be wrong")
    default:
      report.error("prisma-datasource", "`\(provider)` is not a datasource provider", at: value.place)
    }
  }

  private mutating func schemas(of block: BlockSyntax) {
    guard let value = block["schemas"] else { return }
    configuration.hasSchemas = true
    var seen: Set<String> = []
    for element in value.elements {
      guard let name = report.string(element) else { continue }
      if !seen.insert(name).inserted {
        report.error("prisma-duplicate-name", "schema `\(name)` is listed twice", at: element.place)
        continue
      }
      configuration.schemas.append(Located(name, span: report.span(element.place)))
    }
    if value.elements.isEmpty {
      report.error("prisma-datasource", "`schemas` lists no schema", at: value.place)
    }
  }

  private mutating func extensions(_ value: Expression) {
    if !configuration.hasPreviewFeature("postgresqlExtensions") {
      report.error(
        "prisma-preview-feature", "`extensions` needs the preview feature `postgresqlExtensions`",
        at: value.place, fix: "add it to `previewFeatures` of the generator")
    }
    for element in value.elements {
      switch element {
      case .constant(let name, let place): add(extension: name, [], at: place)
      case .call(let name, let arguments, let place): add(extension: name.text, arguments, at: place)
      default: report.mismatch("the name of an extension", element)
      }
    }
  }

  private mutating func add(extension name: String, _ arguments: [Argument], at place: Place) {
    if name.contains("-") {
      report.error(
        "prisma-datasource", "`-` is not allowed in the name of an extension", at: place,
        fix: "write `\(String(name.map { $0 == "-" ? "_" : $0 }))(map: \"\(name)\")`")
    }
    let arguments = Arguments(
      arguments, of: "extension `\(name)`", at: place, parameters: ["map", "schema", "version"], takesUnnamed: false,
      report: report)
    var found = Extension(report.string(arguments["map"]) ?? name, span: report.span(place))
    found.schema = report.string(arguments["schema"])
    found.version = report.string(arguments["version"])
    configuration.extensions.append(found)
  }

  private func checkDuplicates(_ block: BlockSyntax) {
    var names: Set<String> = []
    for property in block.properties where !names.insert(property.name.text).inserted {
      report.error(
        "prisma-duplicate-name", "`\(property.name.text)` is given twice in `\(block.name.text)`", at: property.place)
    }
    for attribute in block.attributes {
      report.error("prisma-unknown-attribute", "configuration blocks have no attributes", at: attribute.place)
    }
  }
}

extension BlockSyntax {
  subscript(property: String) -> Expression? { properties.first { $0.name.text == property }?.value }
}
