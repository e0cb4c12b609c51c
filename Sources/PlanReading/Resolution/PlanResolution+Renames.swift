internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// `renames`: the old name stands in the baseline, the new one in the schema, and both are of one kind.
extension PlanResolution {
  mutating func resolveRenames() {
    let after = RenamableNames(catalog)
    let before = old.map { RenamableNames($0) }
    var moved: [ObjectName: ObjectName] = [:]
    for isTable in [true, false] {
      for index in plan.renames.indices {
        var rename = plan.renames[index]
        let isWhole = (IdentifierPath.parse(rename.old.value)?.count ?? 1) == 1
        guard isWhole == isTable else { continue }
        resolve(&rename, before, after, &moved)
        plan.renames[index] = rename
      }
    }
  }

  /// Tables are looked at first: what is part of one moves with it.
  private mutating func resolve(
    _ rename: inout Rename, _ before: RenamableNames?, _ after: RenamableNames, _ moved: inout [ObjectName: ObjectName]
  ) {
    guard let new = rename.new else {
      if let before, let old = found(rename.old, before, isOld: true)?.first { rename.old.value = old.display }
      return
    }
    guard let comes = found(new, after, isOld: false) else { return }
    guard let before else { return checkShape(rename.old, new) }
    let path = IdentifierPath.parse(rename.old.value) ?? []
    if case .found = before.lookUp(path) {
    } else if let known = comes.first(where: before.contains) {
      report(
        .note, "plan-unknown-name", "the baseline says `\(known.display)` already", at: rename.old.span,
        fix: "this rename is done: take it out")
      return
    }
    guard let went = found(rename.old, before, isOld: true) else { return }
    guard let (old, target) = pair(went, comes, moved) else { return reportKinds(went, comes, at: new.span) }
    rename.old.value = old.display
    rename.new?.value = target.display
    if after.contains(RenamableNames.Match(kind: old.kind, owner: moved[old.owner] ?? old.owner, part: old.part)) {
      error(
        "plan-contradiction", "`\(old.display)` is still there, so that it is not renamed", at: rename.old.span,
        fix: "take it out of the schema, or this line out of the plan")
    } else if before.contains(target), old.kind != .value {
      error(
        "plan-contradiction", "the baseline has `\(target.display)` beside `\(old.display)`", at: new.span,
        fix: "take this line out: the one goes, and the other stays")
    }
    if old.kind == .table { moved[old.owner] = target.owner }
  }

  /// The two names as things of one kind, of the same table or enum where they are part of one.
  private func pair(
    _ went: [RenamableNames.Match], _ came: [RenamableNames.Match], _ moved: [ObjectName: ObjectName]
  ) -> (RenamableNames.Match, RenamableNames.Match)? {
    for old in went {
      for new in came where old.kind == new.kind {
        let isFree = old.kind == .table || old.kind == .column
        if isFree || (moved[old.owner] ?? old.owner) == new.owner { return (old, new) }
      }
    }
    return nil
  }

  private mutating func reportKinds(
    _ went: [RenamableNames.Match], _ came: [RenamableNames.Match], at span: SourceSpan?
  ) {
    guard let old = went.first, let new = came.first else { return }
    if old.kind == new.kind {
      error(
        "plan-contradiction", "`\(old.display)` can not become `\(new.display)`: it stays with `\(old.owner.display)`",
        at: span, fix: "write a name that the schema has in `\(old.owner.display)`")
    } else {
      error(
        "plan-contradiction", "`\(old.display)` is \(old.kind.rawValue) and `\(new.display)` \(new.kind.rawValue)",
        at: span,
        fix: "write both sides as `table`, `table.column`, `table.constraint`, `table.index` or `enum.value`")
    }
  }

  /// Without a baseline nobody knows what the old name was of.
  private mutating func checkShape(_ old: Located<String>, _ new: Located<String>) {
    guard let parts = IdentifierPath.parse(old.value), let others = IdentifierPath.parse(new.value),
      parts.count != others.count
    else { return }
    error(
      "plan-contradiction", "a table can only become a table, and a part of one a part of it", at: new.span,
      fix: "write both sides as `table`, `table.column`, `table.constraint`, `table.index` or `enum.value`")
  }

  private mutating func found(
    _ name: Located<String>, _ names: RenamableNames, isOld: Bool
  ) -> [RenamableNames.Match]? {
    guard let path = IdentifierPath.parse(name.value), path.count <= 3 else {
      error(
        "plan-wrong-value", "`\(name.value.excerpt)` is not a name", at: name.span,
        fix: "quote what has spaces or dots in it: order_status.\"in progress\"")
      return nil
    }
    let place = isOld ? "the baseline has" : "there is"
    switch names.lookUp(path) {
    case .found(let matches): return matches
    case .ambiguous(let owners):
      error(
        "plan-unknown-name", "`\(name.value.excerpt)` could be of \(owners.map(\.display).joined(separator: " or "))",
        at: name.span, fix: "write the schema with it")
    case .without(let owner, let what, let parts):
      if !isOld, let relation = self.names.relations[owner], relation.fields[path[path.count - 1]] != nil {
        _ = column(path[path.count - 1], of: owner, at: name.span)
        return nil
      }
      let nearest = NearestName.of(path[path.count - 1], among: Set(parts).sorted())
      error(
        "plan-unknown-name",
        "`\(owner.display)` has no \(what) `\(path[path.count - 1].excerpt)`\(isOld ? " in the baseline" : "")",
        at: name.span, fix: nearest.map { "did you mean `\(owner.display).\($0)`?" })
    case .unknown(let nearest):
      if !isOld, case .model = self.names.lookUp(ObjectName(path[0], schema: "")) {
        _ = table(ObjectName(path[0], schema: ""), at: name.span)
        return nil
      }
      error(
        "plan-unknown-table", "\(place) no table\(path.count > 1 ? " or enum" : "") of `\(name.value.excerpt)`",
        at: name.span, fix: nearest.map { "did you mean `\($0)`?" })
    }
    return nil
  }
}
