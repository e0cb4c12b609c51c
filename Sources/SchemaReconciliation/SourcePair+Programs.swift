import CatalogComparison
import Diagnostics
import SchemaModel

/// Objects that only SQL and a database can say.
extension SourcePair {
  mutating func reconcileViews() {
    for view in second.views {
      if first.views.contains(view.name) {
        merged.views.update(view.name) { own in
          own.model = own.model ?? view.model
          if own.columns.isEmpty { own.columns = view.columns }
        }
      } else if let table = first.tables[view.name] {
        // Prisma may declare a table as a view.
        if !said.second.isORM {
          tellMissing(.view, view.name.display, in: view.span, isFirst: false, where: table.span)
        }
      } else {
        merged.views.append(view)
        if said.first.hasPrograms {
          tellMissing(
            view.isMaterialized ? .materializedView : .view, view.name.display, in: view.span, isFirst: false)
        }
      }
    }
    guard said.second.hasPrograms else { return }
    for view in first.views where !second.views.contains(view.name) && !second.tables.contains(view.name) {
      tellMissing(view.isMaterialized ? .materializedView : .view, view.name.display, in: view.span, isFirst: true)
    }
  }

  mutating func comparePrograms() {
    compare(
      .domain, Array(first.domains), Array(second.domains), key: { $0.name.qualified }, label: \.name.display,
      span: \.span)
    for domain in second.domains where !merged.domains.contains(domain.name) { merged.domains.append(domain) }
    compare(
      .compositeType, Array(first.compositeTypes), Array(second.compositeTypes), key: { $0.name.qualified },
      label: \.name.display, span: \.span)
    for type in second.compositeTypes where !merged.compositeTypes.contains(type.name) {
      merged.compositeTypes.append(type)
    }
    compare(.function, first.functions, second.functions, key: \.signature, label: \.signature, span: \.span)
    let known = Set(first.functions.map(\.signature))
    merged.functions += second.functions.filter { !known.contains($0.signature) }
    let free = (first.sequences.filter { $0.ownedBy == nil }, second.sequences.filter { $0.ownedBy == nil })
    compare(
      .sequence, free.0.filter { !second.sequences.contains($0.name) },
      free.1.filter { !first.sequences.contains($0.name) }, key: { $0.name.qualified }, label: \.name.display,
      span: \.span)
    for sequence in free.1 where !merged.sequences.contains(sequence.name) { merged.sequences.append(sequence) }
  }

  /// What hangs on a table beside its columns and keys.
  mutating func compareAttachments(_ left: Table, _ right: Table) {
    compare(.trigger, left.triggers, right.triggers, of: (left, right), key: \.name, label: \.name, span: \.span)
    compare(.policy, left.policies, right.policies, of: (left, right), key: \.name, label: \.name, span: \.span)
    for policy in left.policies {
      guard let other = right.policies.first(where: { $0.name == policy.name }) else { continue }
      tell(
        .policy, policy.name, of: left.name, details(policy, other), policy.span ?? left.span, other.span ?? right.span)
    }
    if left.rowSecurity != right.rowSecurity {
      tell(
        .rowSecurity, "", of: left.name,
        [.init("row security", from: Self.text(left.rowSecurity), to: Self.text(right.rowSecurity))], left.span,
        right.span)
    }
  }

  private func details(_ left: Policy, _ right: Policy) -> [SchemaChange.Detail] {
    var details: [SchemaChange.Detail] = []
    if left.command != right.command {
      details.append(.init("command", from: left.command.rawValue, to: right.command.rawValue))
    }
    if left.isPermissive != right.isPermissive {
      details.append(
        .init(
          "kind", from: left.isPermissive ? "permissive" : "restrictive",
          to: right.isPermissive ? "permissive" : "restrictive"))
    }
    let roles = (left.roles.sorted().joined(separator: ", "), right.roles.sorted().joined(separator: ", "))
    if roles.0 != roles.1 { details.append(.init("roles", from: roles.0, to: roles.1)) }
    if !meanings.isSame(left.using, right.using) {
      details.append(.init("using", from: left.using?.sql ?? "none", to: right.using?.sql ?? "none"))
    }
    if !meanings.isSame(left.check, right.check) {
      details.append(.init("check", from: left.check?.sql ?? "none", to: right.check?.sql ?? "none"))
    }
    return details
  }

  private static func text(_ security: RowSecurity) -> String {
    security.isEnabled ? (security.isForced ? "enabled and forced" : "enabled") : "off"
  }

  /// Objects that only one of two lists has.
  private mutating func compare<Object>(
    _ kind: SchemaChange.ObjectKind, _ left: [Object], _ right: [Object], of tables: (Table, Table)? = nil,
    key: (Object) -> String, label: (Object) -> String, span: (Object) -> SourceSpan?
  ) {
    let (mine, others) = (Set(left.map(key)), Set(right.map(key)))
    for object in left where !others.contains(key(object)) {
      tellMissing(
        kind, label(object), of: tables?.0.name, in: span(object) ?? tables?.0.span, isFirst: true,
        where: tables?.1.span)
    }
    for object in right where !mine.contains(key(object)) {
      tellMissing(
        kind, label(object), of: tables?.0.name, in: span(object) ?? tables?.1.span, isFirst: false,
        where: tables?.0.span)
    }
  }
}
