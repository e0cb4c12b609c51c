import Diagnostics

extension Configuration {
  /// Preview features that came with Prisma 6 or later.
  private static let newFeatures: Set<String> = [
    "fulltextsearchpostgres", "querycompiler", "shardkeys", "schemaenginedriveradapters", "partialindexes",
  ]

  /// What the configuration blocks tell of the Prisma they are written for.
  ///
  /// The generator `prisma-client` and several schemas without a preview feature came with 6, a datasource without a
  /// `url` with 7. Older features tell nothing: nobody has to take them out.
  mutating func findRelease(_ blocks: [BlockSyntax]) {
    let generators = blocks.filter { $0.keyword == .generator }.compactMap { $0["provider"] }
    let hasNewGenerator = generators.contains { if case .string("prisma-client", _) = $0 { true } else { false } }
    let hasNewFeature = previewFeatures.contains { Self.newFeatures.contains($0.value.lowercased()) }
    let hasSchemasAsSuch = hasSchemas && !hasPreviewFeature("multiSchema")
    let hasNoURL = datasource != nil && url == nil
    if hasNewGenerator || hasNewFeature || hasSchemasAsSuch || hasNoURL { isSixOrNewer = true }
  }
}
