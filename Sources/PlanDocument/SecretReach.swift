import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// The secrets that a role reads by its line for every table.
struct SecretReach {
  private let role: AccessRole
  private let line: AccessRole.Access?
  private var open: [SensitiveColumn] = []
  private var masked: [SensitiveColumn] = []
  /// Masked columns that the schema grants as they are.
  private var granted: [String] = []

  init(_ role: AccessRole, _ subject: PlanSubject) {
    self.role = role
    line = role.access.first { $0.table == nil && $0.commands.contains(.select) }
    guard line != nil else { return }
    let named = Set(role.access.compactMap(\.table))
    let grants = subject.catalog.grants.filter { $0.grantee == role.name.value && !$0.isRevoke }
    for item in subject.plan.sensitive where item.dataClass?.value == "secret" {
      let column = item.column.value
      guard subject.isInScope(column.table), !named.contains(column.table) else { continue }
      let isGranted = grants.contains { grant in
        grant.object == column.table && grant.privileges.contains("SELECT")
          && (grant.columns.isEmpty || grant.columns.contains(column.column))
      }
      // Where the schema has grants for the role, what it leaves out stays out of reach.
      guard grants.isEmpty || isGranted else { continue }
      if item.maskFor.contains(where: { $0.value == role.name.value }) {
        masked.append(item)
        if isGranted { granted.append(column.display) }
      } else {
        open.append(item)
      }
    }
  }

  /// Escalates what is not masked; a sentence about what is.
  func say(_ page: inout Composition) -> TemplateRecord? {
    if !open.isEmpty {
      page.escalate(
        "secrets.\(role.name.value)", "\(role.name.value) reads secrets by its line for every table",
        because: "not masked for it: \(Format.list(open.map(\.column.value.display)))",
        from: [line?.span.plan] + open.map { $0.column.span.plan })
    }
    guard !masked.isEmpty else { return nil }
    var unkept: Prose = ""
    if !granted.isEmpty { unkept = ", yet the schema grants \(granted.count) of them unmasked" }
    return page.say(
      "secrets.\(role.name.value)", .plan, from: [line?.span.plan] + masked.map { $0.column.span.plan },
      "\(code: role.name.value) reaches secrets by its line for every table: \(codes: masked.map(\.column.value.display)); masked for it\(unkept)"
    )
  }
}
