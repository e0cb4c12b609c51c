import SchemaModel

/// What a migration of tables need not know, and a person wants to.
extension CatalogDifference {
  mutating func compareRest(_ old: Catalog, _ new: Catalog) {
    record(.role, Array(old.roles), Array(new.roles), key: \.name, label: \.name, span: \.span) {
      [
        flag("login", $0.canLogin, $1.canLogin),
        property("options", $0.options.sorted().joined(separator: " "), $1.options.sorted().joined(separator: " ")),
        property(
          "member of", $0.memberOf.sorted().joined(separator: ", "), $1.memberOf.sorted().joined(separator: ", ")),
        optional("comment", $0.comment, $1.comment),
      ]
    }
    record(
      .rangeType, Array(old.rangeTypes), Array(new.rangeTypes), key: \.name, label: \.name.display, span: \.span
    ) {
      [
        property("subtype", $0.subtype.display, $1.subtype.display), options("options", $0.options, $1.options),
        optional("comment", $0.comment, $1.comment),
      ]
    }
    record(
      .collation, Array(old.collations), Array(new.collations), key: \.name, label: \.name.display, span: \.span
    ) { [options("options", $0.options, $1.options), optional("comment", $0.comment, $1.comment)] }
    record(
      .statistics, Array(old.statistics), Array(new.statistics), key: \.name, label: \.name.display, span: \.span
    ) {
      [
        property("table", $0.table.display, $1.table.display),
        property("kinds", $0.kinds.joined(separator: ", "), $1.kinds.joined(separator: ", ")),
        property(
          "on", $0.expressions.map(\.display).joined(separator: ", "),
          $1.expressions.map(\.display).joined(separator: ", ")),
        optional("comment", $0.comment, $1.comment),
      ]
    }
    record(
      .eventTrigger, Array(old.eventTriggers), Array(new.eventTriggers), key: \.name, label: \.name, span: \.span
    ) { [sql("definition", $0.sql, $1.sql), optional("comment", $0.comment, $1.comment)] }
    record(
      .defaultPrivilege, old.defaultPrivileges, new.defaultPrivileges, key: Self.text, label: Self.text, span: \.span
    ) { _, _ in [] }
    record(.statement, old.unmodelled, new.unmodelled, key: \.sql, label: \.kind, span: \.span) { _, _ in [] }
    if let blocks = sql(
      "blocks", old.origin.configurationBlocks.joined(separator: "\n"),
      new.origin.configurationBlocks.joined(separator: "\n"))
    {
      var change = SchemaChange(.change, .statement, "generator and datasource", span: nil)
      change.details = [blocks]
      changes.append(change)
    }
    for view in new.views { compareAttachments(of: view, before: old.views[view.name]) }
  }

  private mutating func compareAttachments(of view: View, before: View?) {
    let earlier = before ?? View(view.name, query: "")
    changes += TableDifference.indexChanges(of: view.name, earlier.indexes, view.indexes, depth: depth)
    changes += TableDifference.triggerChanges(of: view.name, earlier.triggers, view.triggers, depth: depth)
    record(.rule, of: view.name, earlier.rules, view.rules, key: \.name, label: \.name, span: \.span) {
      [sql("definition", $0.sql, $1.sql), optional("comment", $0.comment, $1.comment)]
    }
    let names = view.columns.map(\.name)
    record(
      .column, of: view.name, names.compactMap { earlier.columns[$0] }, names.compactMap { view.columns[$0] },
      key: \.name, label: \.name, span: \.span
    ) { before == nil ? [] : [optional("comment", $0.comment, $1.comment)] }
  }

  private static func text(_ privilege: DefaultPrivilege) -> String {
    let scope = (privilege.owner.map { " of \($0)" } ?? "") + (privilege.schema.map { " in \($0)" } ?? "")
    let list = privilege.privileges.sorted().joined(separator: ", ")
    return
      "\(privilege.isRevoke ? "REVOKE " : "")\(list) on \(privilege.objects)\(scope) \(privilege.isRevoke ? "from" : "to") \(privilege.grantee)"
      + (privilege.isGrantable ? " with grant option" : "")
  }
}

/// Options of a sequence as text.
enum SequenceText {
  static func of(_ options: SequenceOptions) -> String {
    let parts: [String?] = [
      options.type?.display, options.start.map { "START \($0)" }, options.increment.map { "INCREMENT \($0)" },
      options.minimum.map { "MINVALUE \($0)" }, options.maximum.map { "MAXVALUE \($0)" },
      options.cache.map { "CACHE \($0)" }, options.cycles ? "CYCLE" : nil,
    ]
    let known = parts.compactMap(\.self)
    return known.isEmpty ? "default" : known.joined(separator: " ")
  }
}
