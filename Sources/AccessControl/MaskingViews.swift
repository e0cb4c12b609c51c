import Diagnostics
import PlanModel
import SQLWriting
package import SchemaModel

/// A table as roles see it that the plan masks columns for: their own columns, and a constant in place of each masked one.
/// The view runs with the rights and policies of whoever asks, so that it needs no right that its readers lack.
package struct MaskingView: Sendable {
  package struct Item: Sendable, Hashable {
    package var column: String
    /// What stands in its place; nil for the column as it is.
    package var constant: String?
  }

  package var name: ObjectName
  package var table: ObjectName
  package var items: [Item]
  /// In the order of the plan.
  package var roles: [String]

  package var masked: [String] { items.filter { $0.constant != nil }.map(\.column) }

  /// As a view of the catalog.
  package var view: View {
    let columns = items.map { item in
      let name = QuotedIdentifier.text(item.column)
      return item.constant.map { "\($0) AS \(name)" } ?? name
    }
    var view = View(
      name, query: "SELECT \(columns.joined(separator: ",\n  "))\nFROM \(QuotedIdentifier.text(table))")
    view.options = ["security_invoker": "true"]
    view.reads = [table]
    return view
  }
}

/// Makes them: one for all roles that see the same columns of a table.
struct MaskingViewMaker {
  private let plan: Plan
  private let catalog: Catalog
  private let taken: TakenNames

  init(_ plan: Plan, _ catalog: Catalog) {
    self.plan = plan
    self.catalog = catalog
    taken = TakenNames(catalog)
  }

  func views(_ grants: [RoleGrants]) -> [MaskingView] {
    var views: [MaskingView] = []
    for table in catalog.tables where table.partitionOf == nil {
      for role in grants {
        guard let items = items(table, role) else { continue }
        if let known = views.firstIndex(where: { $0.table == table.name && $0.items == items }) {
          views[known].roles.append(role.role)
          continue
        }
        let isFirst = !views.contains { $0.table == table.name }
        let name = name(table, isFirst ? nil : role.role, besides: views.map(\.name))
        views.append(MaskingView(name: name, table: table.name, items: items, roles: [role.role]))
      }
    }
    return views
  }

  /// nil where the role reads no column of the table, or none of it is masked.
  private func items(_ table: Table, _ role: RoleGrants) -> [MaskingView.Item]? {
    let masked = Set(
      plan.sensitive.filter { item in
        item.dataClass != nil && item.column.value.table == table.name
          && item.maskFor.contains { $0.value == role.role }
      }.map(\.column.value.column))
    guard let grant = role.tables.first(where: { $0.table == table.name && !$0.isForPolicies }),
      let granted = grant.columns[.select], !granted.isEmpty, !masked.isDisjoint(with: table.columns.names)
    else { return nil }
    let open = Set(granted)
    return table.columns.compactMap { column in
      if open.contains(column.name) { return MaskingView.Item(column: column.name) }
      return masked.contains(column.name) ? MaskingView.Item(column: column.name, constant: constant(column)) : nil
    }
  }

  /// Three stars for texts, so that a client that allows no NULL there can read the row; NULL of the type for all else.
  private func constant(_ column: Column) -> String {
    let base = catalog.typeBeneathDomains(column.type)
    let length = base.modifiers.first.flatMap(Int.init) ?? 3
    let isText = !base.isArray && (["text", "varchar", "bpchar"].contains(base.name) || base.name == "citext")
    let isBare = catalog.domains[column.type.userType ?? ObjectName("")] == nil
    return isText && isBare && length >= 3 ? "\(SQLLiteral.text("***"))::\(column.type.sql)" : "NULL::\(base.sql)"
  }

  private func name(_ table: Table, _ role: String?, besides views: [ObjectName]) -> ObjectName {
    let wanted = TakenNames.cut([table.name.name, "masked", role].compactMap(\.self).joined(separator: "_"), to: 63)
    let name = ObjectName(wanted, schema: table.name.schema)
    // The view of an earlier run, in a schema that was read from the database.
    if let known = catalog.views[name], known.reads == [table.name], !known.isMaterialized, !views.contains(name) {
      return name
    }
    let others = Set(views.filter { $0.schema == table.name.schema }.map(\.name))
    return ObjectName(
      taken.freeRelation(wanted, in: table.name.schema, orWith: "", besides: others), schema: table.name.schema)
  }
}
