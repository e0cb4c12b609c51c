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
  /// Where what names no schema is: the `schema` of a URL written out, else `public`.
  var defaultSchema = "public"
  /// The provider, when it is another database's.
  var otherProvider: Located<String>?

  /// Whether something in the schema tells that it is written for Prisma 6 or newer.
  var isSixOrNewer = false

  var usesForeignKeys: Bool { relationMode != "prisma" }
  func hasPreviewFeature(_ name: String) -> Bool { previewFeatures.contains { $0.value == name } }
}

/// Reads the configuration blocks of a schema.
struct ConfigurationReader {
  let report: Report
  private let requiresURL: Bool
  private var configuration = Configuration()

  /// - Parameter requiresURL: whether a datasource without `url` is refused.
  static func read(_ blocks: [BlockSyntax], requiresURL: Bool, report: Report) -> Configuration {
    var reader = ConfigurationReader(report: report, requiresURL: requiresURL)
    var names: Set<String> = []
    for block in blocks where block.keyword == .generator {
      if !names.insert(block.name.text).inserted {
        report.error("prisma-duplicate-name", "there is another generator `\(block.name.text)`", at: block.name.place)
      }
      reader.generator(block)
    }
    let sources = blocks.filter { $0.keyword == .datasource }
    for block in sources.dropFirst() {
      report.error("prisma-datasource", "a schema has only one datasource", at: block.header)
    }
    if let source = sources.first { reader.datasource(source) }
    reader.configuration.findRelease(blocks)
    return reader.configuration
  }

  private init(report: Report, requiresURL: Bool) {
    self.report = report
    self.requiresURL = requiresURL
  }

  private mutating func generator(_ block: BlockSyntax) {
    checkDuplicates(block)
    if block["provider"] == nil {
      report.error("prisma-generator", "generator `\(block.name.text)` has no `provider`", at: block.header)
    }
    for feature in block["previewFeatures"]?.elements ?? [] {
      guard let name = report.string(feature) else { continue }
      configuration.previewFeatures.append(Located(name, span: report.span(feature.place)))
      check(previewFeature: name, at: block["previewFeatures"]?.place ?? feature.place)
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
    case _ where Self.finishedFeatures.contains(name.lowercased()):
      report.warning(
        "prisma-preview-feature", "`\(name)` is no preview feature any more: what it was for is part of Prisma",
        at: place, fix: "leave it out")
    default: break
    }
  }

  /// What every Prisma since version 5 does without being asked, in lower case, as Prisma compares these names.
  private static let finishedFeatures: Set<String> = [
    "aggregateapi", "atomicnumberoperations", "clientextensions", "cockroachdb", "connectorcreate", "createmany",
    "dataproxy", "distinct", "extendedindexes", "extendedwhereunique", "fieldreference", "filteredrelationcount",
    "filterjson", "groupby", "improvedqueryraw", "interactivetransactions", "jsonprotocol", "microsoftsqlserver",
    "middlewares", "mongodb", "namedconstraints", "napi", "nativetypes", "orderbyaggregategroup", "orderbynulls",
    "orderbyrelation", "referentialactions", "referentialintegrity", "selectrelationcount", "transactionapi",
    "uncheckedscalarinputs",
  ]

  private mutating func datasource(_ block: BlockSyntax) {
    checkDuplicates(block)
    configuration.datasource = block
    provider(of: block)
    if let value = block["url"] {
      configuration.url = Located(report.text(value.place), span: report.span(value.place))
      if case .string(let url, _) = value, let schema = Self.schema(inURL: url) { configuration.defaultSchema = schema }
    } else if requiresURL {
      report.error(
        "prisma-datasource", "datasource `\(block.name.text)` has no `url`", at: block.header,
        why: "until Prisma 7 the URL stands in the schema")
    }
    relationMode(of: block)
    guard configuration.otherProvider == nil else { return }
    checkProperties(of: block)
    checkShadow(of: block)
    schemas(of: block)
    if let property = block.properties.first(where: { $0.name.text == "extensions" }) { extensions(property) }
  }

  private mutating func relationMode(of block: BlockSyntax) {
    if block["relationMode"] != nil, let old = block.properties.first(where: { $0.name.text == "referentialIntegrity" })
    {
      report.error(
        "prisma-datasource", "`referentialIntegrity` is the old name of `relationMode`; only one can be given",
        at: old.place)
    } else if let old = block.properties.first(where: { $0.name.text == "referentialIntegrity" }) {
      report.warning("prisma-datasource", "`referentialIntegrity` is now called `relationMode`", at: old.place)
    }
    guard let value = block["relationMode"] ?? block["referentialIntegrity"] else { return }
    configuration.relationMode = report.string(value)
    if let mode = configuration.relationMode, mode != "prisma", mode != "foreignKeys" {
      report.error("prisma-datasource", "`relationMode` is `prisma` or `foreignKeys`, not `\(mode)`", at: value.place)
    }
  }

  /// The parameter `schema` of a connection URL.
  private static func schema(inURL url: String) -> String? {
    guard let mark = url.firstIndex(of: "?") else { return nil }
    let parameters = url[url.index(after: mark)...].split(separator: "&")
    return parameters.first { $0.hasPrefix("schema=") && $0.count > 7 }.map { String($0.dropFirst(7)) }
  }

  private static let properties = [
    "provider", "url", "directUrl", "shadowDatabaseUrl", "relationMode", "referentialIntegrity", "schemas",
    "extensions",
  ]

  private func checkProperties(of block: BlockSyntax) {
    for property in block.properties where !Self.properties.contains(property.name.text) {
      if property.name.text == "previewFeatures" {
        report.error(
          "prisma-datasource", "`previewFeatures` belongs to a generator, not to the datasource", at: property.place)
      } else {
        let fix = report.suggestion(for: property.name.text, among: Self.properties)
        report.error(
          "prisma-datasource", "a datasource has no property `\(property.name.text)`", at: property.place, fix: fix)
      }
    }
  }

  /// The shadow database is emptied at will, so it is no other one.
  private func checkShadow(of block: BlockSyntax) {
    guard let shadow = block["shadowDatabaseUrl"] else { return }
    for name in ["directUrl", "url"] {
      guard let value = block[name], report.text(value.place) == report.text(shadow.place) else { continue }
      report.error(
        "prisma-datasource", "`shadowDatabaseUrl` is the same as `\(name)`", at: value.place,
        why: "Prisma Migrate resets the shadow database")
    }
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
    var last: [String: Int] = [:]
    for (position, element) in value.elements.enumerated() {
      if case .string(let name, _) = element { last[name] = position }
    }
    for (position, element) in value.elements.enumerated() {
      guard let name = report.string(element) else { continue }
      if let again = last[name], again != position {
        report.error("prisma-duplicate-name", "schema `\(name)` is listed again after this", at: element.place)
        continue
      }
      configuration.schemas.append(Located(name, span: report.span(element.place)))
    }
    if value.elements.isEmpty {
      report.error("prisma-datasource", "`schemas` lists no schema", at: value.place)
    }
  }

  private mutating func extensions(_ property: PropertySyntax) {
    if !configuration.hasPreviewFeature("postgresqlExtensions") {
      report.during(.rules) {
        report.error(
          "prisma-preview-feature", "`extensions` needs the preview feature `postgresqlExtensions`",
          at: property.place, fix: "add it to `previewFeatures` of the generator")
      }
    }
    for element in property.value.elements {
      switch element {
      case .constant(let name, let place): add(extension: name, [], at: place)
      case .call(let name, let arguments, let place): add(extension: name.text, arguments, at: place)
      default: report.mismatch("the name of an extension", element)
      }
    }
  }

  private mutating func add(extension name: String, _ arguments: [Argument], at place: Place) {
    if name.contains("-") {
      report.during(.rules) {
        report.error(
          "prisma-datasource", "`-` is not allowed in the name of an extension", at: place,
          fix: "write `\(String(name.map { $0 == "-" ? "_" : $0 }))(map: \"\(name)\")`")
      }
    }
    let arguments = Arguments(
      arguments, of: "extension `\(name)`", at: place, parameters: ["map", "schema", "version"], takesUnnamed: false,
      report: report)
    var found = Extension(text("map", arguments, of: name) ?? name, span: report.span(place))
    found.schema = text("schema", arguments, of: name)
    found.version = text("version", arguments, of: name)
    configuration.extensions.append(found)
  }

  /// The text of an argument; Prisma says of another value both what it is and whose it is.
  private func text(_ argument: String, _ arguments: Arguments, of name: String) -> String? {
    guard let value = arguments[argument] else { return nil }
    let text = report.string(value)
    if text == nil, let place = arguments.place(of: argument) {
      report.error("prisma-datasource", "the `\(argument)` of extension `\(name)` is written in quotes", at: place)
    }
    return text
  }

  private func checkDuplicates(_ block: BlockSyntax) {
    var names: Set<String> = []
    for property in block.properties where !names.insert(property.name.text).inserted {
      report.during(.names) {
        report.error(
          "prisma-duplicate-name", "`\(property.name.text)` is given twice in `\(block.name.text)`",
          at: property.name.place)
      }
    }
    for attribute in block.attributes {
      report.error("prisma-unknown-attribute", "configuration blocks have no attributes", at: attribute.place)
    }
  }
}

extension BlockSyntax {
  subscript(property: String) -> Expression? { properties.first { $0.name.text == property }?.value }
}
