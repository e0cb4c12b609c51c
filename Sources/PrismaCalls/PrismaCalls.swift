internal import QueryRewriting
package import SchemaModel

/// How an application says a query with Prisma.
package enum PrismaCall: Sendable, Hashable {
  /// A call of the client.
  /// - Parameters:
  ///   - readsRelations: Whether rows of other models come with it: by default in queries of their own.
  ///   - parameters: The names of its variables by the numbers of the parameters.
  case client(String, readsRelations: Bool, parameters: [Int: String])
  /// What the client can not say, as TypedSQL: the file that holds the SQL, and the call.
  case typedSQL(file: String, call: String, because: String)
}

/// Writes calls of Prisma's client.
package struct PrismaCallWriter: Sendable {
  private let catalog: Catalog
  private let rewriter: QueryRewriter

  package init(catalog: Catalog) {
    self.catalog = catalog
    rewriter = QueryRewriter(catalog: catalog)
  }

  /// The call for a statement; nil when its tables are not known as models.
  package func call(for sql: String, named name: String) -> PrismaCall? {
    guard let reading = rewriter.plain(sql) else { return nil }
    switch reading {
    case .success(let query):
      guard var writing = ClientCall(query, catalog) else { return nil }
      do throws(Unsayable) {
        let text = try writing.text()
        return .client(text, readsRelations: !query.parents.isEmpty, parameters: writing.names.names)
      } catch {
        return typed(sql, name, error.reason)
      }
    case .failure(let beyond): return typed(sql, name, beyond.reason)
    }
  }

  private func typed(_ sql: String, _ name: String, _ reason: String) -> PrismaCall {
    let function = Self.camelCase(name)
    // The parameters of TypedSQL stand in the order of their numbers, and `$1` is a name in JavaScript, too.
    let count = rewriter.parameterCount(sql)
    let parameters = (0..<count).map { "$\($0 + 1)" }.joined(separator: ", ")
    let call = "prisma.$queryRawTyped(\(function)(\(parameters)))"
    return .typedSQL(file: "prisma/sql/\(function).sql", call: call, because: reason)
  }

  /// TypedSQL makes a function of a file's name, which has to be a name of JavaScript.
  static func camelCase(_ name: String) -> String {
    let words = name.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map { $0.lowercased() }
    let joined = words.enumerated().map {
      $0.offset == 0 ? $0.element : $0.element.prefix(1).uppercased() + $0.element.dropFirst()
    }
    .joined()
    return JavaScript.isName(joined) ? joined : "query" + joined.prefix(1).uppercased() + joined.dropFirst()
  }
}

/// Why the client can not say it.
struct Unsayable: Error {
  var reason: String

  init(_ reason: String) { self.reason = reason }
}
