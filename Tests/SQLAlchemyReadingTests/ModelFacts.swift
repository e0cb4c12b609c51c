import Diagnostics
import SchemaModel

/// What models say beside the DDL, a line for each object: where it stands, its class, fields and relations.
struct ModelFacts {
  private(set) var lines: [String] = []

  init(_ reading: Reading<Catalog>) {
    for type in reading.value.enums {
      let values = type.values.map { $0.label + ($0.mappedFrom.map { "=\($0)" } ?? "") + place($0.span) }
      lines.append(
        "enum \(type.name.display)\(type.model.map { " class \($0)" } ?? "")\(place(type.span)): "
          + values.joined(separator: ", "))
    }
    for table in reading.value.tables { add(table) }
    for sequence in reading.value.sequences where sequence.ownedBy == nil {
      lines.append("sequence \(sequence.name.display)\(place(sequence.span))")
    }
    lines += reading.diagnostics.map(ModelCases.line)
  }

  private func place(_ span: SourceSpan?) -> String { span.map { " @\($0.line):\($0.column)" } ?? " @?" }

  private mutating func add(_ table: Table) {
    let model = table.model.map { " class \($0.name) [\($0.fieldOrder.joined(separator: " "))]" } ?? ""
    lines.append("table \(table.name.display)\(place(table.span))\(model)")
    for column in table.columns { lines.append("  \(column.name)\(place(column.span))\(field(column.field))") }
    for key in table.keys { lines.append("  key \(key.name)\(place(key.span))") }
    for check in table.checks { lines.append("  check \(check.name)\(place(check.span))") }
    for exclusion in table.exclusions { lines.append("  exclusion \(exclusion.name)\(place(exclusion.span))") }
    for index in table.indexes { lines.append("  index \(index.name)\(place(index.span))") }
    for key in table.foreignKeys {
      let relation = key.relation.map { " as \($0.field) / \($0.oppositeField ?? "-")\($0.isOppositeList ? "[]" : "")" }
      lines.append("  foreign key \(key.name)\(place(key.span))\(relation ?? "")")
    }
  }

  private func field(_ field: ModelField?) -> String {
    guard let field else { return "" }
    var text = " field \(field.name): \(field.type)"
    if let type = field.nativeType { text += " (\(type))" }
    if let source = field.defaultSource { text += " = \(source)\(field.isClientDefault ? " by the client" : "")" }
    return text + (field.isUpdatedAt ? " updated" : "")
  }
}
