import AccessControl
import Diagnostics
import PlanModel
import SchemaModel

/// How each table of a plan's scope reaches its tenant.
struct TenantPaths {
  struct Way {
    var table: Table
    var path: KeyPaths.Path
  }

  /// The column that names the tenant.
  let key: String
  /// Tables with the tenant column.
  private(set) var direct: [Table] = []
  /// Tables that hold the tenant under another name: a foreign key to what the tenant column names.
  private(set) var renamed: [(table: Table, column: String)] = []
  /// Tables that reach it through foreign keys.
  private(set) var throughParent: [Way] = []
  private(set) var shared: [Table] = []
  private(set) var none: [Table] = []

  init(_ subject: PlanSubject, _ paths: KeyPaths) {
    key = paths.key
    let shared = Set(subject.plan.tenancy?.shared.map(\.value) ?? [])
    for table in subject.scope {
      switch paths[table.name] {
      case _ where shared.contains(table.name): self.shared.append(table)
      case .own(let column)?:
        if column == paths.key { direct.append(table) } else { renamed.append((table, column)) }
      case .parent(let path)?: throughParent.append(Way(table: table, path: path))
      case .root?: break
      case nil: if subject.externalOwner(of: table.name) == nil { none.append(table) }
      }
    }
  }
}
