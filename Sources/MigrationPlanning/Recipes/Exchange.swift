import CatalogAlteration
import SQLWriting
import SchemaModel

/// Names change places, and whatever goes by the name of the column goes with the other one.
struct Exchange {
  let change: TypeChange
  let isBack: Bool

  private var alter: Altering { change.alter }
  private var name: String { change.new.name }
  private var goes: String { isBack ? change.incoming : change.aside }
  private var comes: String { isBack ? change.aside : change.incoming }
  private var away: [String: String] { isBack ? change.twins : change.kept }
  private var here: [String: String] { isBack ? change.kept : change.twins }
  private var column: Column { isBack ? change.old : change.new }

  func statements(on state: Catalog) -> [String] {
    let dependents = ColumnDependents(of: change.table.name, name, in: state, except: change.keeper)
    let bare = dependents.removed(from: state)
    // Who writes a row that points here locks its own table first.
    let others = Set(change.use.incoming.map(\.table)).sorted()
    let lock =
      others.isEmpty ? [] : TableLocks.exclusive(others + [change.table.name], TableLocks.hurry(change.context))
    let middle =
      change.trigger(isExchanged: isBack).drop + leave(state) + arrive(state)
      + change.trigger(isExchanged: !isBack).create
    let swapped = MigrationContext.schema(bare, after: middle)
    let whole = dependents.restored(in: swapped, from: state)
    return lock + CatalogAlteration(from: state, to: bare).statements.map(\.sql) + middle
      + CatalogAlteration(from: swapped, to: whole).statements.map(\.sql)
  }

  /// The column that goes gives up its names.
  private func leave(_ state: Catalog) -> [String] {
    let use = change.use
    var statements = use.incoming.map { Altering($0.table).dropConstraint($0.key.name) }
    if let key = use.primaryKey { statements.append(alter.dropConstraint(key.name)) }
    for item in use.uniques.map(\.name) + use.checks.map(\.name) + use.foreignKeys.map(\.name) {
      statements.append(alter.renameConstraint(item, to: away[item] ?? item))
    }
    for index in use.indexes { statements.append(alter.renameIndex(index.name, to: away[index.name] ?? index.name)) }
    let now = state.tables[change.table.name]?.columns[name]
    if now?.identity != nil {
      statements.append("SELECT set_config('dbplan.next', nextval(\(sequence))::text, true)")
      statements.append(alter.column(name, "DROP IDENTITY"))
    }
    for owned in state.sequences where owned.ownedBy == ColumnReference(change.table.name, name) {
      statements.append("ALTER SEQUENCE \(QuotedIdentifier.text(owned.name)) OWNED BY NONE")
    }
    if now?.defaultExpression != nil { statements.append(alter.column(name, "DROP DEFAULT")) }
    if now?.isNullable == false { statements.append(alter.column(name, "DROP NOT NULL")) }
    return statements + [alter.renameColumn(name, to: goes)]
  }

  private var sequence: String { SQLWriter().sequence(of: ColumnReference(change.table.name, name)) }

  private func arrive(_ state: Catalog) -> [String] {
    let use = change.use
    var statements = [alter.renameColumn(comes, to: name)]
    if !column.isNullable, state.tables[change.table.name]?.columns[comes]?.isNullable != false {
      statements.append(alter.column(name, "SET NOT NULL"))
      // What has proven it on the way back.
      let proof = ConstraintMoves(change.table, change.context).proof(of: change.aside)
      if isBack { statements.append(alter.dropConstraint(proof)) }
    }
    if let key = use.primaryKey {
      let index = here[key.name] ?? key.name
      statements.append(
        alter.add(
          "CONSTRAINT \(QuotedIdentifier.text(key.name)) PRIMARY KEY USING INDEX \(QuotedIdentifier.text(index))"))
    }
    for item in use.uniques.map(\.name) + use.checks.map(\.name) + use.foreignKeys.map(\.name) {
      statements.append(alter.renameConstraint(here[item] ?? item, to: item))
    }
    for index in use.indexes { statements.append(alter.renameIndex(here[index.name] ?? index.name, to: index.name)) }
    statements += pointers + numbering(state)
    return statements
  }

  private var pointers: [String] {
    change.use.incoming.map { child, key in
      guard isBack else { return Altering(child).renameConstraint(change.twins[key.name] ?? key.name, to: key.name) }
      var unproven = key
      unproven.isValidated = false
      return Altering(child).add(SQLWriter().foreignKeyDefinition(unproven))
    }
  }

  /// What gives new rows their value.
  private func numbering(_ state: Catalog) -> [String] {
    var statements: [String] = []
    let wanted = column.defaultExpression
    if let wanted { statements.append(alter.column(name, "SET DEFAULT \(wanted.sql)")) }
    if column.identity != nil {
      statements.append(alter.column(name, "ADD GENERATED \(SQLWriter().identityOptions(column))"))
      statements.append("SELECT setval(\(sequence), current_setting('dbplan.next')::bigint, false)")
    }
    for owned in state.sequences where owned.ownedBy == ColumnReference(change.table.name, name) {
      if column.type.name == "int8", owned.options.type != nil, owned.options.type?.name != "int8" {
        statements.append("ALTER SEQUENCE \(QuotedIdentifier.text(owned.name)) AS bigint")
      }
      statements.append(
        "ALTER SEQUENCE \(QuotedIdentifier.text(owned.name)) OWNED BY \(QuotedIdentifier.text(change.table.name)).\(QuotedIdentifier.text(name))"
      )
    }
    return statements
  }
}
