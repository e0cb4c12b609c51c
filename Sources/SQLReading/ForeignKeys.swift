import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func addForeignKey(_ constraint: TableDraft.Constraint, to name: ObjectName) {
    let node = constraint.node.pointee
    guard let table = catalog.tables[name], let relation = node.pktable?.pointee else { return }
    let columns = constraint.column.map { [$0] } ?? PostgresList(node.fk_attrs, node.n_fk_attrs).strings
    guard requireColumns(columns, of: table, at: node.location) else { return }
    let path = Self.path(relation)
    let found = find(path)
    if found == nil { reportUnknown(path, at: relation.location) }
    let target = found ?? ObjectName(path.last ?? "", schema: path.count > 1 ? path[0] : creationSchema)
    let addition = ObjectNaming.addition(columns)
    let chosen = constraint.name ?? names.chooseConstraint(name.name, addition, "fkey", schema: name.schema)
    guard isFree(chosen, on: name) else { return }
    var key = ForeignKey(
      chosen, columns: columns, references: target, targetColumns(of: node, in: target),
      span: source.span(at: node.location))
    let written = actions(ofElementAt: node.location)
    key.onDelete = Self.action(node.fk_del_action.text)
    key.onUpdate = Self.action(node.fk_upd_action.text)
    key.isOnDeleteExplicit = key.onDelete != .noAction || written.contains("DELETE")
    key.isOnUpdateExplicit = key.onUpdate != .noAction || written.contains("UPDATE")
    key.onDeleteColumns = PostgresList(node.fk_del_set_cols, node.n_fk_del_set_cols).strings
    key.match = node.fk_matchtype.text == "f" ? .full : .simple
    key.deferral = constraint.deferral
    key.isValidated = node.skip_validation == 0
    install(key, on: name)
  }

  mutating func install(_ key: ForeignKey, on name: ObjectName) {
    catalog.tables.update(name) { $0.foreignKeys.append(key) }
    names.addConstraint(key.name, of: name, hasIndex: false)
    for partition in partitions(of: name) { copy(key, to: partition) }
  }

  private mutating func targetColumns(of node: PgQuery__Constraint, in target: ObjectName) -> [String] {
    let given = PostgresList(node.pk_attrs, node.n_pk_attrs).strings
    guard let table = catalog.tables[target] else { return given }
    if given.isEmpty {
      if table.primaryKey == nil {
        report(
          .error, "missing-key", "there is no primary key for referenced table \"\(target.display)\"",
          at: source.range(at: node.location))
      }
      return table.primaryKey?.columns ?? []
    }
    if requireColumns(given, of: table, at: node.location), !table.isUnique(given) {
      report(
        .error, "missing-key",
        "there is no unique constraint matching the given keys for referenced table \"\(target.display)\"",
        at: source.range(at: node.location), why: "a foreign key must point to a primary key or unique columns")
    }
    return given
  }

  static func action(_ code: String?) -> ReferentialAction {
    switch code {
    case "r": .restrict
    case "c": .cascade
    case "n": .setNull
    case "d": .setDefault
    default: .noAction
    }
  }

  /// The words behind ON in the table element that begins at a location, in upper case: the parser does not tell a
  /// written NO ACTION from none.
  private func actions(ofElementAt location: Int32) -> Set<String> {
    var actions: Set<String> = []
    var isBehindOn = false
    var depth = 0
    var word: [UInt8] = []
    for byte in source.text.utf8.dropFirst(max(0, Int(location))).prefix(4_000) {
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      if depth < 0 || (depth == 0 && byte == UInt8(ascii: ",")) { break }
      if (0x41...0x5A).contains(byte & 0xDF) {
        word.append(byte & 0xDF)
      } else if !word.isEmpty {
        if isBehindOn { actions.insert(String(decoding: word, as: UTF8.self)) }
        isBehindOn = word == [UInt8(ascii: "O"), UInt8(ascii: "N")]
        word.removeAll(keepingCapacity: true)
      }
    }
    return actions
  }
}
