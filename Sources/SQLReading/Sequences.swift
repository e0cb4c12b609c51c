import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func createSequence(_ statement: PgQuery__CreateSeqStmt) {
    if statement.sequence?.pointee.relpersistence.text == "t" {
      temporaryRelations.insert(statement.sequence.pointee.relname.text ?? "")
      return
    }
    let name = newName(statement.sequence)
    if isTaken(name, unlessExists: statement.if_not_exists != 0) { return }
    let options = PostgresList(statement.options, statement.n_options)
    var sequence = DatabaseSequence(name, span: source.span)
    sequence.options = sequenceOptions(options)
    sequence.ownedBy = ownedBy(options) ?? nil
    sequence.isUnlogged = statement.sequence?.pointee.relpersistence.text == "u"
    catalog.sequences.append(sequence)
    names[name] = .sequence
    applyDefaultPrivileges(to: name, .sequence, "SEQUENCES")
  }

  mutating func alterSequence(_ statement: PgQuery__AlterSeqStmt) {
    guard let name = require(statement.sequence, missingOK: statement.missing_ok != 0) else { return }
    let options = PostgresList(statement.options, statement.n_options)
    let owner = ownedBy(options)
    if case .identitySequence(let column)? = names[name] {
      updateIdentity(of: column) { builder, identity in builder.apply(options, to: &identity.sequence) }
      return
    }
    guard var sequence = catalog.sequences[name] else { return }
    apply(options, to: &sequence.options)
    if let owner { sequence.ownedBy = owner }
    catalog.sequences[name] = sequence
  }

  /// Changes a column's identity in place.
  mutating func updateIdentity(
    of column: ColumnReference, _ change: (inout CatalogBuilder, inout Identity) -> Void
  ) {
    guard var identity = catalog.tables[column.table]?.columns[column.column]?.identity else { return }
    change(&self, &identity)
    catalog.tables.update(column.table) { table in
      table.columns.update(column.column) { $0.identity = identity }
    }
  }

  mutating func sequenceOptions(_ options: PostgresList<PgQuery__Node>) -> SequenceOptions {
    var result = SequenceOptions()
    apply(options, to: &result)
    return result
  }

  mutating func apply(_ options: PostgresList<PgQuery__Node>, to result: inout SequenceOptions) {
    for option in options {
      guard let element = option.pointee.def_elem?.pointee, let name = element.defname.text else { continue }
      let number = Self.text(ofOption: element.arg).flatMap(Int.init)
      switch name {
      case "as":
        guard let type = element.arg?.pointee, type.node_case == PG_QUERY__NODE__NODE_TYPE_NAME else { continue }
        result.type = columnType(type.type_name)
      case "start": result.start = number
      case "increment": result.increment = number
      case "minvalue": result.minimum = number
      case "maxvalue": result.maximum = number
      case "cache": result.cache = number
      case "cycle":
        result.cycles = Self.text(ofOption: element.arg) != "false" && Self.text(ofOption: element.arg) != "0"
      case "sequence_name":
        let path = element.arg.map { UnsafePointer($0).items.strings } ?? []
        if !path.isEmpty { result.name = newName(path) }
      default: break
      }
    }
  }

  /// `OWNED BY`: nil when it is not said, an inner nil for NONE.
  private mutating func ownedBy(_ options: PostgresList<PgQuery__Node>) -> ColumnReference?? {
    for option in options {
      guard let element = option.pointee.def_elem?.pointee, element.defname.text == "owned_by" else { continue }
      let path = element.arg.map { UnsafePointer($0).items.strings } ?? []
      guard path.count >= 2, let column = path.last else { return .some(nil) }
      guard let table = find(path.dropLast()) else {
        reportUnknown(path.dropLast(), at: nil)
        return nil
      }
      return ColumnReference(table, column)
    }
    return nil
  }
}
