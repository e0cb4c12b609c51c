import SQLWriting
import SchemaModel

/// What has no order among parts: event triggers, grants, comments and default privileges.
struct AlterationRest {
  private(set) var first: [CatalogAlteration.Statement] = []
  private(set) var last: [CatalogAlteration.Statement] = []

  init(from old: Catalog, to new: Catalog, fate: PartFate) {
    let changed = Set(
      new.eventTriggers.filter { old.eventTriggers[$0.name].map(Self.text) != Self.text($0) }.map(\.name))
    for trigger in old.eventTriggers where changed.contains(trigger.name) || !new.eventTriggers.contains(trigger.name) {
      first.append(.init("DROP EVENT TRIGGER IF EXISTS \(QuotedIdentifier.text(trigger.name))"))
    }
    var kept = old.without(fate.dropped.union(fate.replaced))
    kept.keepGrants(fate)
    kept.grants += DefaultGrants.given(by: old.defaultPrivileges, to: fate)
    for name in kept.compositeTypes.names {
      kept.compositeTypes.update(name) { type in
        let names = new.compositeTypes[name]?.attributes.map(\.name) ?? []
        type.attributes.removeAll { !names.contains($0.name) }
      }
    }
    last += GrantAlteration(from: kept, to: new).statements()
    last += CommentAlteration.statements(from: kept, to: new).map { .init($0) }
    addDefaultPrivileges(from: old, to: new, fate)
    for trigger in new.eventTriggers where changed.contains(trigger.name) {
      let writer = SQLWriter()
      last += ([trigger.sql] + writer.state(of: trigger)).map { .init($0) }
    }
    addComments(on: new.eventTriggers, before: old.eventTriggers, changed)
  }

  private static func text(_ trigger: EventTrigger) -> String { "\(trigger.enabled) \(trigger.sql)" }

  private mutating func addComments(
    on triggers: NamedList<EventTrigger>, before: NamedList<EventTrigger>, _ changed: Set<String>
  ) {
    for trigger in triggers {
      let earlier = changed.contains(trigger.name) ? nil : before[trigger.name]?.comment
      guard earlier != trigger.comment else { continue }
      let target = "EVENT TRIGGER \(QuotedIdentifier.text(trigger.name))"
      let texts = SQLWriter().comment(trigger.comment, on: target)
      last += (texts.isEmpty ? ["COMMENT ON \(target) IS NULL"] : texts).map { .init($0) }
    }
  }

  private mutating func addDefaultPrivileges(from old: Catalog, to new: Catalog, _ fate: PartFate) {
    func single(_ privileges: [DefaultPrivilege]) -> [DefaultPrivilege] {
      privileges.flatMap { entry in
        entry.privileges.map { name in
          var one = entry
          one.privileges = [name]
          one.span = nil
          return one
        }
      }
    }
    // Those in a schema go with it.
    let before = single(old.defaultPrivileges).filter { $0.schema.map { !fate.isDropped(.schema($0)) } ?? true }
    let after = single(new.defaultPrivileges)
    let writer = SQLWriter()
    for entry in before where !after.contains(entry) {
      var opposite = entry
      opposite.isRevoke.toggle()
      opposite.isGrantable = false
      last.append(.init(writer.alterDefaultPrivileges(opposite)))
    }
    for entry in after where !before.contains(entry) { last.append(.init(writer.alterDefaultPrivileges(entry))) }
  }
}

extension Catalog {
  /// Leaves the grants on what stays.
  fileprivate mutating func keepGrants(_ fate: PartFate) {
    grants = grants.compactMap { grant in
      var grant = grant
      switch grant.objectKind {
      case .table, .column:
        if fate.isDropped(.table(grant.object)) || fate.isDropped(.view(grant.object)) { return nil }
        guard !grant.columns.isEmpty else { return grant }
        grant.columns.removeAll { fate.isDropped(.column(grant.object, $0)) }
        return grant.columns.isEmpty ? nil : grant
      case .sequence: return fate.isDropped(.sequence(grant.object)) ? nil : grant
      case .type, .domain:
        return fate.isDropped(.type(grant.object)) || fate.replacedTypes.contains(grant.object) ? nil : grant
      case .schema: return fate.isDropped(.schema(grant.object.name)) ? nil : grant
      case .function, .procedure, .routine:
        let isGone = fate.old.catalog.functions.contains { function in
          function.name == grant.object && grant.argumentTypes.map { $0 == function.argumentTypes } ?? true
            && fate.isDropped(.function(function.signature))
        }
        return isGone ? nil : grant
      default: return grant
      }
    }
  }
}
