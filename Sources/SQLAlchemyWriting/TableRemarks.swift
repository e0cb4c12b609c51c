import SQLWriting
import SchemaModel

/// What SQLAlchemy's metadata has no words for.
extension ModelSession {
  mutating func remarkOnTable(_ table: Table) {
    if case .foreign(let server) = table.kind {
      remark("foreign table", "foreign table of server \(server)", on: table.name, at: table.span)
    }
    if !table.inherits.isEmpty, !canInherit(table) {
      remark(
        "inheritance", "INHERITS (\(table.inherits.map(\.display).joined(separator: ", ")))", on: table.name,
        at: table.span)
    }
    if !table.storageParameters.isEmpty {
      let parameters = table.storageParameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
      remark("storage", "WITH (\(parameters.joined(separator: ", ")))", on: table.name, at: table.span)
    }
    if let identity = table.replicaIdentity {
      remark("replica identity", "REPLICA IDENTITY \(identity)", on: table.name, at: table.span)
    }
    remarks += table.accessAndProgramRemarks
    for index in table.indexes {
      for (position, target) in index.statisticsTargets.sorted(by: { $0.key < $1.key }) {
        remark(
          "statistics", "index \(index.name): column \(position) SET STATISTICS \(target)", on: table.name,
          at: index.span)
      }
    }
  }

  mutating func remarkOnColumn(_ column: Column, takesCollation: Bool, of table: ObjectName) {
    let name = QuotedIdentifier.text(column.name)
    if let collation = column.collation, !takesCollation || !["pg_catalog", "public"].contains(collation.schema) {
      remark("collation", "\(name) COLLATE \(collation.display)", on: table, at: column.span)
    }
    if let storage = column.storage { remark("storage", "\(name) STORAGE \(storage)", on: table, at: column.span) }
    if let compression = column.compression {
      remark("storage", "\(name) COMPRESSION \(compression)", on: table, at: column.span)
    }
    if let target = column.statisticsTarget {
      remark("statistics", "\(name) SET STATISTICS \(target)", on: table, at: column.span)
    }
    if !column.isLocal {
      remark("inheritance", "\(name) is its parent's; here it is declared again", on: table, at: column.span)
    }
    if let sequence = column.identity?.sequence.name {
      remark("identity", "\(name) draws from sequence \(sequence.display)", on: table, at: column.span)
    }
  }

  mutating func remarkOnPartition(_ table: Table) {
    if let remark = table.partitionRemark { remarks.append(remark) }
  }

  /// What belongs to no table.
  mutating func remarkOnTheRest() {
    for found in catalog.extensions { remark("extension", "extension \(found.name)", on: nil, at: found.span) }
    for schema in catalog.schemas where schema.name != "public" {
      remark("schema", "CREATE SCHEMA \(QuotedIdentifier.text(schema.name))", on: nil, at: schema.span)
    }
    remarks += catalog.typeRemarks
    for view in catalog.views {
      let kind = view.isMaterialized ? "materialized view" : "view"
      remark("view", "\(kind) \(view.name.display)", on: nil, at: view.span)
    }
    remarks += catalog.programRemarks
  }
}
