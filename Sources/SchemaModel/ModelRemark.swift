package import Diagnostics

/// Something that models of an ORM can not say, and that stands as a comment in their text.
package struct ModelRemark: Sendable, Hashable {
  /// What it is in a word or two: `check`, `index`, `policy`, `grant`, ...
  package var kind: String
  /// The object it belongs to; nil for the database as a whole.
  package var object: ObjectName?
  /// The thing itself, as SQL or words.
  package var what: String
  /// Where in the catalog that stands which the models lose, or have otherwise.
  package var paths: [CatalogPath]
  package var span: SourceSpan?

  package init(
    _ kind: String, _ what: String, object: ObjectName? = nil, at paths: [CatalogPath] = [], span: SourceSpan?
  ) {
    self.kind = kind
    self.object = object
    self.what = what
    self.paths = paths
    self.span = span
  }
}

/// What no ORM declares, as each of them remarks on it.
extension Table {
  package var accessAndProgramRemarks: [ModelRemark] {
    let place = CatalogPath.table(name)
    var remarks: [ModelRemark] = []
    if rowSecurity.isEnabled || rowSecurity.isForced {
      let words = (rowSecurity.isEnabled ? ["enabled"] : []) + (rowSecurity.isForced ? ["forced"] : [])
      remarks.append(
        ModelRemark(
          "row security", "ROW LEVEL SECURITY is \(words.joined(separator: " and "))", object: name,
          at: [place.property("rowSecurity")], span: span))
    }
    remarks += policies.map {
      ModelRemark("policy", "policy \($0.name)", object: name, at: [place.item("policies", $0.name)], span: $0.span)
    }
    remarks += triggers.map { trigger in
      ModelRemark(
        "trigger", "trigger \(trigger.name) \(trigger.timing.rawValue) \(trigger.events.joined(separator: " OR "))",
        object: name, at: [place.item("triggers", trigger.name)], span: trigger.span)
    }
    return remarks
      + rules.map {
        ModelRemark("rule", "rule \($0.name)", object: name, at: [place.item("rules", $0.name)], span: $0.span)
      }
  }

  /// nil for a table that is no partition.
  package var partitionRemark: ModelRemark? {
    partitionOf.map { parent in
      ModelRemark(
        "partition", "table \(name.display) PARTITION OF \(parent.parent.display) \(parent.bound)",
        at: [.table(name)], span: span)
    }
  }
}

extension Catalog {
  package var typeRemarks: [ModelRemark] {
    compositeTypes.map {
      ModelRemark(
        "composite type", "composite type \($0.name.display)", at: [.item("compositeTypes", $0.name.qualified)],
        span: $0.span)
    }
      + rangeTypes.map {
        ModelRemark(
          "range type", "range type \($0.name.display)", at: [.item("rangeTypes", $0.name.qualified)], span: $0.span)
      }
  }

  package var programRemarks: [ModelRemark] {
    let programs =
      functions.map {
        ModelRemark(
          "function", "\($0.kind.rawValue.lowercased()) \($0.signature)", at: [.item("functions", $0.signature)],
          span: $0.span)
      }
      + statistics.map {
        ModelRemark(
          "statistics", "statistics \($0.name.display)", at: [.item("statistics", $0.name.qualified)], span: $0.span)
      }
      + eventTriggers.map {
        ModelRemark("event trigger", "event trigger \($0.name)", at: [.item("eventTriggers", $0.name)], span: $0.span)
      }
      + collations.map {
        ModelRemark(
          "collation", "collation \($0.name.display)", at: [.item("collations", $0.name.qualified)], span: $0.span)
      }
    return programs + accessRemarks
      + unmodelled.enumerated().map { number, object in
        ModelRemark("other object", object.kind, at: [.item("unmodelled", "\(number)")], span: object.span)
      }
  }

  private var accessRemarks: [ModelRemark] {
    roles.map { ModelRemark("role", "role \($0.name)", at: [.item("roles", $0.name)], span: $0.span) }
      + grants.map { grant in
        let verb = grant.isRevoke ? "REVOKE" : "GRANT"
        let object = grant.objectKind == .table || grant.objectKind == .column ? "" : "\(grant.objectKind.rawValue) "
        let name = grant.object.schema.isEmpty ? grant.object.name : grant.object.display
        return ModelRemark(
          "grant", "\(verb) \(grant.privileges.joined(separator: ", ")) ON \(object)\(name) for \(grant.grantee)",
          at: [.item("grants", grant.label)], span: grant.span)
      }
      + defaultPrivileges.map { privilege in
        ModelRemark(
          "default privilege", "default privileges on \(privilege.objects) for \(privilege.grantee)",
          at: [.item("defaultPrivileges", privilege.label)], span: privilege.span)
      }
  }
}
