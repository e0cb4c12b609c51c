import AccessControl
import Diagnostics
import PlanModel
import QueryPlanning
import SchemaModel

/// A schema as a plan secures it: the indexes of its tenants' keys and policies, and the scripts that are loaded after it.
struct SecuredCatalog: Sendable {
  private(set) var catalog: Catalog
  let script: String
  private let design: AccessDesign
  private let plan: Plan

  init(_ shipped: ShippedPlan) {
    plan = shipped.plan
    design = AccessDesign(shipped.plan, shipped.catalog)
    var secured = shipped.catalog
    for key in design.tenantKeys {
      if let index = key.uniqueIndex { secured.tables[key.new.target]?.indexes.append(index) }
    }
    for proposed in design.indexes { secured.tables[proposed.table]?.indexes.append(proposed.index) }
    catalog = secured
    script =
      (GrantScript.text(design, shipped.catalog) ?? "") + "\n"
      + (RowSecurityScript.text(design, shipped.catalog) ?? "")
  }

  mutating func add(_ index: Index, on table: ObjectName, with extensionName: String) {
    catalog.extensions.append(Extension(extensionName))
    catalog.tables[table]?.indexes.append(index)
  }

  /// The session that a query comes in; nil for one of no role.
  func session(of query: Query) -> SessionRole? {
    guard let name = query.role?.value, plan.roles.contains(where: { $0.name.value == name }) else { return nil }
    var settings: [String: String] = [:]
    for setting in SessionDesign(design, plan, catalog).settings {
      settings[setting.name] = setting.type?.name == "uuid" ? "00000000-0000-4000-8000-000000000007" : "7"
    }
    return SessionRole(name, settings: settings)
  }
}
