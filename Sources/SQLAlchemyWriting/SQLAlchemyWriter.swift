package import Diagnostics
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
  /// Something that SQLAlchemy's metadata can not say, which stands as a comment in the text.
  package struct Remark: Sendable, Hashable {
    /// What it is in a word or two: `policy`, `trigger`, `view`, ...
    package var kind: String
    /// The object it belongs to; nil for the database as a whole.
    package var object: ObjectName?
    /// The thing itself, as SQL or words.
    package var what: String
    package var span: SourceSpan?
  }

  package var text: String
  package var notExpressible: [Remark]
}
