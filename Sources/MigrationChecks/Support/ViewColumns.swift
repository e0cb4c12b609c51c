import CPostgresQuery
import SQLSyntax
import SchemaModel

/// Which columns of a table the query of a view names.
enum ViewColumns {
  static func reads(_ column: String, of table: ObjectName, in view: View, _ catalog: Catalog) -> Bool {
    guard view.reads.contains(table) else { return false }
    let names: [[String]] = SQLParser.run { parser in
      (try? parser.withStatement(view.query) { Self.named($0) }) ?? []
    }
    return names.contains { path in
      guard path.last == column else { return false }
      guard path.count > 1 else {
        // Unqualified, it is the column of whichever table has one of that name.
        return !view.reads.contains { $0 != table && catalog.tables[$0]?.columns.contains(column) == true }
      }
      return path[path.count - 2] == table.name
    }
  }

  /// The paths of column references, their aliases replaced by the names of the tables.
  private static func named(_ node: PostgresNode) -> [[String]] {
    var aliases: [String: String] = [:]
    var paths: [[String]] = []
    PostgresTree.walk(node) { visit in
      switch visit {
      case .relation(let relation):
        if let alias = relation.pointee.alias?.pointee.aliasname.text, let name = relation.pointee.relname.text {
          aliases[alias] = name
        }
      case .column(let reference):
        paths.append(PostgresList(reference.pointee.fields, reference.pointee.n_fields).strings)
      default: break
      }
    }
    return paths.map { path in
      guard path.count > 1 else { return path }
      var path = path
      path[path.count - 2] = aliases[path[path.count - 2]] ?? path[path.count - 2]
      return path
    }
  }
}
