import AccessControl
import DesignPatterns
import Diagnostics
import PlanModel
import SchemaModel
import Sizing
import Templating

/// 6.2: what `rls.sql` makes of the tables in scope.
enum RowSecurityDesign {
  static func facts(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let tables = subject.access.tables.filter { subject.isInScope($0.table) }
    guard !tables.isEmpty else { return [] }
    let setting = subject.plan.tenancy?.setting ?? subject.plan.roles.compactMap(\.setting).first
    return [policies(tables, setting, subject, &page)] + closed(tables, subject, &page)
      + views(subject, &page) + indexes(subject, &page) + denormalised(subject, &page)
      + deleted(subject, &page)
  }

  /// From whom rows marked as deleted are hidden; whoever changes rows can not have them hidden.
  private static func deleted(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    subject.plan.roles.compactMap { role in
      let refused = subject.access.deleted.refused.filter { $0.role == role.name.value && subject.isInScope($0.table) }
      if !refused.isEmpty {
        page.escalate(
          "deleted.\(role.name.value)", "\(role.name.value) sees rows marked as deleted, though they are to be hidden",
          because:
            "it changes rows of \(Format.list(refused.map(\.table.display), limit: 5)), and an UPDATE must see the row that it leaves",
          from: [role.deleted?.span.plan])
      }
      let hidden = subject.access.deleted.hidden.filter { $0.role == role.name.value && subject.isInScope($0.table) }
      guard let first = hidden.first else { return nil }
      return page.say(
        "deleted.\(role.name.value)", .plan, from: [role.deleted?.span.plan],
        "Rows that \(code: first.column) marks are hidden from \(code: role.name.value) in \(codes: hidden.map(\.table.display))"
      )
    }
  }

  /// What policies find their rows by, and the schema does not have.
  private static func indexes(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    subject.access.indexes.filter { subject.isInScope($0.table) }.map { entry in
      let columns = entry.index.elements.compactMap(\.columnName)
      return page.say(
        "index.\(entry.table.qualified).\(entry.index.name)", .derived,
        from: [subject.catalog.tables[entry.table]?.span.schema],
        "\(subject.link(entry.table)) gets \(code: entry.index.name) on \(codes: columns), which its policies compare and no index leads with"
      )
    }
  }

  /// Tables that would do better to say whose their rows are.
  private static func denormalised(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    subject.choices.filter { $0.topic == .tenantColumn && $0.recommended > 0 }.map { choice in
      page.say(
        "column.\(choice.fingerprint)", .derived, from: [subject.plan.tenancy?.key?.span.plan],
        "\(codes: choice.tables.map(\.display)) would do better with the tenant in a column of their own: \(link: "what either costs", to: "#options")"
      )
    }
  }

  private static func policies(
    _ tables: [TablePolicies], _ setting: Located<String>?, _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord {
    let made = tables.flatMap(\.made)
    let roles = Set(made.flatMap(\.roles))
    let hiding = Set(tables.flatMap { table in subject.access.deleted.hidden.filter { $0.table == table.table } })
    let floors = made.count { !$0.isPermissive } - hiding.count
    var text: Prose =
      "\(link: "rls.sql", to: "rls.sql") adds \(Format.counted(made.count, "policy", "policies")) to "
    text.append(
      "\(Format.counted(tables.count { !$0.made.isEmpty }, "table")) for \(Format.counted(roles.count, "role"))")
    let unforced = tables.filter(\.forces)
    if !unforced.isEmpty { text.append(", and forces row security on \(unforced.count)") }
    if floors > 0 {
      text.append("; \(floors) of them restrictive, beside policies of the schema that say less")
    }
    return page.say("design.policies", .derived, from: [setting?.span.plan], text)
  }

  /// Tables that roles may use by the matrix and see no row of.
  private static func closed(
    _ tables: [TablePolicies], _ subject: PlanSubject, _ page: inout Composition
  ) -> [TemplateRecord] {
    subject.plan.roles.compactMap { role in
      let names = tables.map(\.table).filter { table in
        !role.ownCommands(on: table).isEmpty && subject.access.reaches.reach(role, table) == .nothing
          && subject.catalog.tables[table]?.policies.isEmpty == true
      }
      guard !names.isEmpty else { return nil }
      return page.say(
        "closed.\(role.name.value)", .derived, from: [(role.rows?.span ?? role.name.span).plan],
        "\(code: role.name.value) sees no row of \(codes: names.map(\.display)): nothing says which are its own")
    }
  }

  /// Foreign keys that get the tenant's column, with what the unique indexes for them cost.
  static func keys(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    subject.access.tenantKeys.filter { subject.isInScope($0.table) }.map { key in
      var sources = [key.old.span.schema]
      var cost: Prose = key.sharesIndex ? "the one above" : "none: unique already"
      if let index = key.uniqueIndex, let target = subject.catalog.tables[key.new.target] {
        cost = "of unknown size"
        if let rows = subject.rows(of: target.name) {
          cost = Prose(Format.bytes(subject.estimator.estimate(index, of: target, rows: rows)))
          sources.append(subject.volumes[target.name]?.rows?.span.plan)
          sources += subject.estimator.sources(of: index, of: target).map { Optional($0).plan }
        }
      }
      return page.row(
        "key.\(key.table.qualified).\(key.old.name)", .derived, from: sources,
        [
          "key": "\(subject.link(key.table)) \(codes: key.old.columns)", "target": subject.link(key.new.target),
          "columns": .codes(key.new.columns, limit: .max), "cost": cost,
        ])
    }
  }

  private static func views(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    subject.access.ownerViews.map { view in
      page.say(
        "view.\(view.name.qualified)", .schema, from: [view.span.schema],
        "\(code: view.name.display) reads with its owner's rights: \(code: "security_invoker") makes it read with those of who asks"
      )
    }
  }
}
