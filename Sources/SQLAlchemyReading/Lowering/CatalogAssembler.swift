import Diagnostics
import SQLReading
import SchemaModel

/// Reads the DDL that the models make, as PostgreSQL would, and adds what only the models know: places, classes, fields,
/// relations.
struct CatalogAssembler {
  let mapper: SchemaMapper
  let report: Report

  init(_ mapper: SchemaMapper, report: Report) {
    self.mapper = mapper
    self.report = report
  }

  func catalog() -> Catalog {
    let tables = chosenTables()
    let keys = ForeignKeyResolver(mapper).resolve(tables)
    var compiler = DDLCompiler(mapper, tables, keys)
    compiler.compile()
    let reading = SQLReader().read([SourceFile(path: "", text: compiler.script.text)])
    for diagnostic in reading.diagnostics { add(diagnostic, compiler.script) }
    var catalog = reading.value
    for name in compiler.outside.keys { catalog.tables[name] = nil }
    SpanMapping(script: compiler.script, report: report).apply(to: &catalog)
    for table in tables { catalog.tables.update(table.objectName) { describe(&$0, table) } }
    addEnums(tables, to: &catalog)
    RelationReader(mapper).addRelations(tables, keys, to: &catalog)
    catalog.origin.language = .sqlalchemy
    catalog.origin.files = mapper.interpreter.modules.trees.keys.sorted().map { report.files[$0].path }
    return catalog
  }

  /// The tables; of those that several MetaData declare, that of the largest.
  private func chosenTables() -> [TableDraft] {
    var sizes: [String: Int] = [:]
    for table in mapper.tables { sizes[table.metadata.identity, default: 0] += 1 }
    var chosen: [ObjectName: TableDraft] = [:]
    for table in mapper.tables {
      guard let other = chosen[table.objectName] else {
        chosen[table.objectName] = table
        continue
      }
      let isLarger = sizes[table.metadata.identity, default: 0] > sizes[other.metadata.identity, default: 0]
      let (kept, dropped) = isLarger ? (table, other) : (other, table)
      chosen[table.objectName] = kept
      report.warning(
        "duplicate-object", "the table \(table.name) is declared again", at: dropped.place,
        why: "it belongs to another MetaData with fewer tables; the one at "
          + "\(report.span(kept.place)?.reference ?? "the other place") stands")
    }
    return mapper.tables.filter { chosen[$0.objectName] === $0 && !$0.columns.isEmpty }
  }

  /// A problem of the DDL is shown where the models say what it is about. It is a warning: Python runs these models, and
  /// the database may have been made by other means.
  private func add(_ diagnostic: Diagnostic, _ script: DDLScript) {
    guard let place = diagnostic.span.flatMap({ script.place(at: $0.offset) }) else { return }
    report.add(
      min(.warning, diagnostic.severity), diagnostic.code, diagnostic.message, at: place, why: diagnostic.why,
      fix: diagnostic.fix)
  }

  private func describe(_ table: inout Table, _ draft: TableDraft) {
    if let type = draft.model {
      var model = Table.Model(type.name)
      model.fieldOrder = draft.fieldOrder
      table.model = model
    }
    for column in draft.columns {
      guard var field = column.field, column.attribute != nil else { continue }
      if field.type.isEmpty { field.type = table.columns[column.name]?.type.short ?? "" }
      table.columns.update(column.name) { $0.field = field }
    }
  }

  private func addEnums(_ tables: [TableDraft], to catalog: inout Catalog) {
    for table in tables {
      for column in table.columns {
        guard let type = column.type.enumeration else { continue }
        let schema = type.inheritsSchema ? table.schema : type.hasSchema ? type.schema : table.metadata.schema
        catalog.enums.update(ObjectName(type.name, schema: schema ?? "public")) { entry in
          entry.model = entry.model ?? type.model
          for (position, label) in type.labels.enumerated() where entry.values.indices.contains(position) {
            entry.values[position].mappedFrom = label.member
            entry.values[position].span = report.span(label.place)
          }
        }
      }
    }
  }
}
