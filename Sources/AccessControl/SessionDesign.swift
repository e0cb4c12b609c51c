package import Diagnostics
package import PlanModel
package import SchemaModel

/// What a session of the application has to set before the policies let it see its rows, and which tables mark what is
/// deleted.
package struct SessionDesign: Sendable {
  /// A setting that policies or the audit read.
  package struct Setting: Sendable, Hashable {
    package var name: String
    package var span: SourceSpan?
    /// The type of the keys it is compared with; nil where no policy reads it.
    package var type: ColumnType?
    package var isTenant = false
    package var isActor = false
    /// Roles whose own rows it names.
    package var owners: [String] = []
    /// Roles whose policies read it.
    package var readers: [String] = []
  }

  /// A role that a login takes.
  package struct Role: Sendable, Hashable {
    package var name: String
    package var login: String
    package var span: SourceSpan?
    /// Settings without which it sees no row of some table.
    package var settings: [String]

    /// Whether the login is another role, which has none of this one's rights until it takes it.
    package var isTaken: Bool { login != name }
  }

  /// A table whose rows are marked and stay.
  package struct MarkedTable: Sendable, Hashable {
    package enum Mark: Sendable {
      /// The moment it was deleted; null for a row that lives.
      case time
      /// True for a deleted row.
      case flag
    }

    package var table: ObjectName
    package var column: String
    package var mark: Mark
    package var span: SourceSpan?
  }

  package private(set) var settings: [Setting] = []
  package private(set) var roles: [Role] = []
  /// In the order of the catalog.
  package let marked: [MarkedTable]

  package var isEmpty: Bool { settings.isEmpty && roles.isEmpty && marked.isEmpty }

  package init(_ access: AccessDesign, _ plan: Plan, _ catalog: Catalog) {
    marked = MarkedTables.all(plan, catalog)
    let reads = plan.roles.map { ($0, Self.terms(of: $0, access.reaches, catalog)) }
    if access.reaches.tenants != nil, let setting = plan.tenancy?.setting { add(setting) { $0.isTenant = true } }
    for role in plan.roles {
      guard let setting = role.setting, access.reaches.owners[role.name.value] != nil else { continue }
      add(setting) { $0.owners.append(role.name.value) }
    }
    if let actor = plan.audit?.actor { add(actor) { $0.isActor = true } }
    for (role, terms) in reads {
      for position in settings.indices {
        guard let term = terms.first(where: { $0.setting == settings[position].name }) else { continue }
        settings[position].readers.append(role.name.value)
        settings[position].type = settings[position].type ?? term.type
      }
      guard let login = role.login?.value else { continue }
      let names = Set(terms.map(\.setting))
      roles.append(
        Role(
          name: role.name.value, login: login, span: role.login?.span,
          settings: settings.map(\.name).filter(names.contains)))
    }
  }

  private mutating func add(_ name: Located<String>, _ change: (inout Setting) -> Void) {
    let position = settings.firstIndex { $0.name == name.value }
    if position == nil { settings.append(Setting(name: name.value, span: name.span)) }
    change(&settings[position ?? settings.endIndex - 1])
  }

  /// What the policies of a role compare.
  private static func terms(
    of role: AccessRole, _ reaches: RowReaches, _ catalog: Catalog
  ) -> [RowCondition.Term] {
    catalog.tables.flatMap { table -> [RowCondition.Term] in
      guard !role.commands(on: table.name).isEmpty, case .rows(let condition) = reaches.reach(role, table.name) else {
        return []
      }
      return condition.terms
    }
  }
}

/// Finds the tables that have the column by which the plan marks what is deleted.
enum MarkedTables {
  static func all(_ plan: Plan, _ catalog: Catalog) -> [SessionDesign.MarkedTable] {
    guard let name = plan.conventions.softDelete?.value else { return [] }
    let foreign = Set(plan.external.map(\.table.value))
    return catalog.tables.compactMap { table in
      guard table.partitionOf == nil, table.kind == .ordinary, !foreign.contains(table.name),
        let column = table.columns[name], let mark = mark(of: column)
      else { return nil }
      return .init(table: table.name, column: name, mark: mark, span: column.span)
    }
  }

  /// nil for a column that can not say both that a row lives and that it is deleted.
  private static func mark(of column: Column) -> SessionDesign.MarkedTable.Mark? {
    switch column.type.short {
    case "boolean": column.isNullable || column.type.isArray ? nil : .flag
    default:
      ["timestamptz", "timestamp"].contains(column.type.name) && column.isNullable && !column.type.isArray
        ? .time : nil
    }
  }
}
