package import Diagnostics

/// Something that models of an ORM can not say, and that stands as a comment in their text.
package struct ModelRemark: Sendable, Hashable {
  /// What it is in a word or two: `check`, `index`, `policy`, `grant`, ...
  package var kind: String
  /// The object it belongs to; nil for the database as a whole.
  package var object: ObjectName?
  /// The thing itself, as SQL or words.
  package var what: String
  package var span: SourceSpan?

  package init(_ kind: String, _ what: String, object: ObjectName? = nil, span: SourceSpan?) {
    self.kind = kind
    self.object = object
    self.what = what
    self.span = span
  }
}

/// What no ORM declares, as each of them remarks on it.
extension Table {
  package var accessAndProgramRemarks: [ModelRemark] {
    var remarks: [ModelRemark] = []
    if rowSecurity.isEnabled {
      remarks.append(ModelRemark("row security", "ROW LEVEL SECURITY is enabled", object: name, span: span))
    }
    remarks += policies.map { ModelRemark("policy", "policy \($0.name)", object: name, span: $0.span) }
    remarks += triggers.map { trigger in
      ModelRemark(
        "trigger", "trigger \(trigger.name) \(trigger.timing.rawValue) \(trigger.events.joined(separator: " OR "))",
        object: name, span: trigger.span)
    }
    return remarks + rules.map { ModelRemark("rule", "rule \($0.name)", object: name, span: $0.span) }
  }

  /// nil for a table that is no partition.
  package var partitionRemark: ModelRemark? {
    partitionOf.map { parent in
      ModelRemark(
        "partition", "table \(name.display) PARTITION OF \(parent.parent.display) \(parent.bound)", span: span)
    }
  }
}

extension Catalog {
  package var typeRemarks: [ModelRemark] {
    compositeTypes.map { ModelRemark("composite type", "composite type \($0.name.display)", span: $0.span) }
      + rangeTypes.map { ModelRemark("range type", "range type \($0.name.display)", span: $0.span) }
  }

  package var programRemarks: [ModelRemark] {
    let programs =
      functions.map {
        ModelRemark("function", "\($0.kind.rawValue.lowercased()) \($0.signature)", span: $0.span)
      }
      + statistics.map { ModelRemark("statistics", "statistics \($0.name.display)", span: $0.span) }
      + eventTriggers.map { ModelRemark("event trigger", "event trigger \($0.name)", span: $0.span) }
      + collations.map { ModelRemark("collation", "collation \($0.name.display)", span: $0.span) }
    return programs + accessRemarks + unmodelled.map { ModelRemark("other object", $0.kind, span: $0.span) }
  }

  private var accessRemarks: [ModelRemark] {
    roles.map { ModelRemark("role", "role \($0.name)", span: $0.span) }
      + grants.map { grant in
        let verb = grant.isRevoke ? "REVOKE" : "GRANT"
        let object = grant.objectKind == .table || grant.objectKind == .column ? "" : "\(grant.objectKind.rawValue) "
        let name = grant.object.schema.isEmpty ? grant.object.name : grant.object.display
        return ModelRemark(
          "grant", "\(verb) \(grant.privileges.joined(separator: ", ")) ON \(object)\(name) for \(grant.grantee)",
          span: grant.span)
      }
      + defaultPrivileges.map { privilege in
        ModelRemark(
          "default privilege", "default privileges on \(privilege.objects) for \(privilege.grantee)",
          span: privilege.span)
      }
  }
}
