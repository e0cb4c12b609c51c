import Diagnostics
import PrismaReading
import SQLReading
package import SchemaModel

/// The shipped examples' and some of the corpus's schemas, and what seeded changes make of them.
package enum MutatedSchemas {
  /// Each number is always the same pair.
  package static func pairs(_ count: Int) throws -> [CatalogPair] {
    let schemas = try schemas()
    return (0..<count).map { number in
      let schema = schemas[(number * 7) % schemas.count]
      var mutator = CatalogMutator(schema.catalog, seed: UInt64(number))
      mutator.mutate(1 + number % 5)
      return CatalogPair(
        group: "mutations", name: "\(number): \(schema.name): \(mutator.told.joined(separator: ", "))",
        old: schema.catalog, new: mutator.catalog)
    }
  }

  /// The shipped schemas, and those of the corpus that load by themselves.
  package static func schemas() throws -> [(name: String, catalog: Catalog)] {
    var schemas: [(name: String, catalog: Catalog)] = []
    let files = ShippedPlans.files.filter { !$0.key.contains("additions") }.sorted { $0.key < $1.key }.map {
      SourceFile(path: $0.key, text: $0.value)
    }
    let plans = Dictionary(grouping: files) { $0.path.split(separator: "/").prefix(2).joined(separator: "/") }
    for (plan, files) in plans.sorted(by: { $0.key < $1.key }) {
      let models = files.filter { $0.path.hasSuffix(".prisma") }
      let scripts = files.filter { $0.path.hasSuffix(".sql") }
      if !models.isEmpty { schemas.append((plan, PrismaReader().read(models).value)) }
      if !scripts.isEmpty { schemas.append((plan, SQLReader().read(scripts).value)) }
    }
    guard let root = CorpusSource.root else { return schemas }
    for path in [
      "sql/pagila/pagila-schema.2022-12.sql", "sql/danbooru/structure.sql", "sql/diff-fixtures/migra/everything/b.sql",
      "sql/diff-fixtures/pgschema/dump/employee/pgschema.sql", "sql/tbls/postgres.sql",
      "sql/diff-fixtures/migra/rls/b.sql", "sql/temporal/visibility/schema.sql", "sql/graphile-starter/schema.sql",
      "sql/diff-fixtures/pgschema/dump/sakila/pgschema.sql", "prisma/amplication-server/schema.prisma",
      "prisma/hoppscotch/schema.prisma", "prisma/litellm/schema.prisma", "prisma/samchon-shopping/schema.prisma",
    ] {
      guard let text = try? CorpusPairs.text("\(root)/\(path)") else { continue }
      let file = SourceFile(path: path, text: text)
      schemas.append(
        (path, path.hasSuffix(".prisma") ? PrismaReader().read([file]).value : SQLReader().read([file]).value))
    }
    return schemas.filter { !$0.catalog.tables.isEmpty }
  }
}
