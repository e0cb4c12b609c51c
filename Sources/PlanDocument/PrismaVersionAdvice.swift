import Diagnostics
import SchemaModel

/// What the Prisma version in use means for what this schema declares.
struct PrismaVersionAdvice {
  struct Feature {
    var name: Located<String>
    var advice: String
  }

  var text: String
  var features: [Feature]

  init(major: Int?, catalog: Catalog) {
    var remarks: [String] = []
    if let major, major >= 7, let url = catalog.origin.datasourceURL {
      remarks.append("the datasource's url at line \(url.span?.line ?? 0) moves to prisma.config.ts")
    }
    text = remarks.isEmpty ? "" : ": " + remarks.joined(separator: "; ")
    features = catalog.origin.previewFeatures.map { feature in
      let general = Self.generallyAvailable[feature.value]
      guard let since = general, let major, major >= since else { return Feature(name: feature, advice: "") }
      return Feature(name: feature, advice: ": general since \(since), drop the flag")
    }
  }

  /// Preview features that became part of the language, with the major version (Prisma's release notes).
  private static let generallyAvailable: [String: Int] = [
    "interactiveTransactions": 5, "extendedWhereUnique": 5, "fieldReference": 5, "orderByNulls": 5,
    "filteredRelationCount": 5, "clientExtensions": 5, "multiSchema": 7, "driverAdapters": 7, "queryCompiler": 7,
    "prismaSchemaFolder": 7, "omitApi": 7, "fullTextIndex": 7, "tracing": 7,
  ]
}
