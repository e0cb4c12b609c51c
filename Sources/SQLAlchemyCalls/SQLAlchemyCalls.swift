internal import QueryRewriting
internal import SQLAlchemyWriting
package import SchemaModel

/// How an application says a query with SQLAlchemy 2.0.
package enum SQLAlchemyCall: Sendable, Hashable {
  /// An expression of its classes, and the names of its variables by the numbers of the parameters.
  case statement(String, parameters: [Int: String])
  /// The SQL itself with named parameters, and what keeps it from being an expression here.
  case text(String, because: String)
}

/// Writes statements of SQLAlchemy.
package struct SQLAlchemyCallWriter: Sendable {
  private let catalog: Catalog
  private let rewriter: QueryRewriter
  private let names: MappedNames

  package init(catalog: Catalog) {
    self.catalog = catalog
    rewriter = QueryRewriter(catalog: catalog)
    names = MappedNames(catalog)
  }

  package func call(for sql: String) -> SQLAlchemyCall {
    switch rewriter.plain(sql) {
    case .success(let query)?:
      do throws(Unsayable) {
        var writing = try StatementWriting(query, catalog, names)
        let text = try writing.text()
        return .statement(text, parameters: writing.parameters.names)
      } catch {
        return text(sql, error.reason)
      }
    case .failure(let beyond)?: return text(sql, beyond.reason)
    case nil: return text(sql, "tables that are no models")
    }
  }

  private func text(_ sql: String, _ reason: String) -> SQLAlchemyCall {
    .text(TextStatement.python(sql), because: reason)
  }
}

/// Why it is no expression.
struct Unsayable: Error {
  var reason: String

  init(_ reason: String) { self.reason = reason }
}
