package import SchemaModel

/// Writes a catalog as declarative models of SQLAlchemy 2.0, whatever it was read from. Same catalog, same bytes.
package struct SQLAlchemyWriter: Sendable {
  package init() {}

  /// One module: types, association tables, models; what SQLAlchemy can not say stands in it as comments.
  package func models(of catalog: Catalog) -> SQLAlchemyText {
    var session = ModelSession(catalog)
    return session.module()
  }
}

/// A module of models, and what the catalog holds beyond it.
package struct SQLAlchemyText: Sendable, Hashable {
  package var text: String
  /// What SQLAlchemy's metadata can not say; it stands as comments in the text.
  package var notExpressible: [ModelRemark]
}
