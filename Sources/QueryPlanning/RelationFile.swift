import PostgresClient

/// A relation of a database and the file of its pages.
struct RelationFile: Sendable {
  var oid: String
  var schema: String
  var name: String
  /// As pg_class.relkind: `r`, `p`, `m`, `i`, `I`.
  var kind: String
  /// Relative to the server's data; nil for what has none.
  var file: String?
  /// Of an index: its table, its access method, and the index of a partitioned table that it is a part of.
  var table: String?
  var method: String?
  var parent: String?
  /// Whether tables inherit from it.
  var hasChildren: Bool

  var isIndex: Bool { kind == "i" || kind == "I" }

  static func all(_ connection: PostgresConnection) async throws(PostgresError) -> [RelationFile] {
    let answer = try await connection.query(
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind, pg_relation_filepath(c.oid), i.indrelid, a.amname,
             (SELECT h.inhparent FROM pg_inherits h WHERE h.inhrelid = c.oid AND i.indexrelid IS NOT NULL LIMIT 1),
             c.relhassubclass
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_index i ON i.indexrelid = c.oid
        LEFT JOIN pg_am a ON a.oid = c.relam
       WHERE c.relkind IN ('r', 'p', 'm', 'i', 'I') AND c.relpersistence <> 't'
         AND n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema', 'dbplan')
       ORDER BY c.oid
      """)
    return answer.rows.map { row in
      RelationFile(
        oid: row[0] ?? "", schema: row[1] ?? "", name: row[2] ?? "", kind: row[3] ?? "", file: row[4], table: row[5],
        method: row[6], parent: row[7], hasChildren: row[8] == "t")
    }
  }
}
