import Diagnostics
package import SchemaModel

/// Writes a catalog as a Prisma schema, whatever it was read from.
package struct PrismaWriter: Sendable {
  package struct Options: Sendable, Hashable {
    /// The major version whose language is written: from 7 on a datasource has no `url`.
    package var prismaMajor = 7
    /// Whether partial indexes can be written with `where:`; nil follows the preview features of the source.
    package var writesPartialIndexes: Bool?
    /// Where the generated client goes, for catalogs that bring no generator of their own.
    package var clientOutput = "../src/generated/prisma"

    package init() {}
  }

  package var options: Options

  package init(options: Options = Options()) { self.options = options }

  /// The whole schema: configuration, enums, models, views. Tables named in `groups` stand under their group's heading,
  /// in the order given; the others follow in the catalog's order.
  package func schema(of catalog: Catalog, groups: [PrismaGroup] = []) -> PrismaText {
    var session = WritingSession(catalog, options: options)
    return session.schema(groups: groups)
  }
}

/// Tables that belong together, under a heading.
package struct PrismaGroup: Sendable, Hashable {
  package var name: String
  package var tables: [ObjectName]

  package init(_ name: String, tables: [ObjectName]) {
    self.name = name
    self.tables = tables
  }
}

/// A Prisma schema, and what the catalog holds beyond it.
package struct PrismaText: Sendable, Hashable {
  package var text: String
  /// What Prisma can not say; it stands as `//` comments in the text.
  package var notExpressible: [ModelRemark]

  package init(text: String, notExpressible: [ModelRemark]) {
    self.text = text
    self.notExpressible = notExpressible
  }
}
