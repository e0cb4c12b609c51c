import SchemaModel

extension Validation {
  /// Whether a side that must hold the foreign key says so completely.
  func isComplete(_ forward: RelationField) -> Bool {
    if forward.isBroken { return false }
    let field = models[forward.model].fields[forward.field]
    for (argument, isMissing) in [("fields", forward.fields == nil), ("references", forward.references == nil)]
    where isMissing {
      report.error(
        "prisma-invalid-relation", "`\(field.name)` lacks `\(argument)` in its `@relation`", at: field.place,
        fix: "write `@relation(fields: [...], references: [...])`")
    }
    return forward.fields != nil && forward.references != nil
  }

  /// Whether the fields, in any order, are a key.
  func isUnique(_ fields: [Int], in position: Int) -> Bool {
    if models[position].isView { return true }
    if keys[position] == nil {
      let uniques = models[position].indexes.filter { $0.kind == .unique && $0.predicate == nil }
      let all = uniques + (models[position].primaryKey.map { [$0] } ?? [])
      keys[position] = Set(all.map { $0.fields.map(\.field).sorted() })
    }
    return keys[position]?.contains(fields.sorted()) ?? false
  }

  func checkForward(_ forward: RelationField, _ fields: [Int], _ references: [Int]) {
    let model = models[forward.model]
    let target = models[forward.target]
    let field = model.fields[forward.field]
    let place = forward.attribute?.place ?? field.place
    if fields.count != references.count {
      return report.error(
        "prisma-invalid-relation", "`fields` names \(fields.count), `references` names \(references.count)", at: place)
    }
    for (near, far) in zip(fields, references) where !matches(model.fields[near].kind, target.fields[far].kind) {
      report.error(
        "prisma-invalid-relation",
        "`\(model.fields[near].name)` and `\(target.fields[far].name)` of `\(target.name)` are not of the same type",
        at: field.place)
    }
    checkOptionality(field, fields.map { model.fields[$0] })
    if !isUnique(references, in: forward.target) {
      let names = references.map { target.fields[$0].name }
      report.error(
        "prisma-invalid-relation", "`references` must be a key of `\(target.name)`", at: field.place,
        fix: names.count == 1
          ? "add `@unique` to `\(names[0])`"
          : "add `@@unique([\(names.joined(separator: ", "))])` to `\(target.name)`")
    }
    checkSetNull(forward, fields.map { model.fields[$0] }, at: field.place)
    checkIndex(model, fields, at: place)
  }

  private func matches(_ left: FieldKind, _ right: FieldKind) -> Bool {
    switch (left, right) {
    case (.scalar(let a), .scalar(let b)): a == b
    case (.enumeration(let a), .enumeration(let b)): a == b
    case (.unsupported(let a), .unsupported(let b)): a == b
    case (.unresolved, _), (_, .unresolved): true
    default: false
    }
  }

  private func checkOptionality(_ field: FieldNode, _ scalars: [FieldNode]) {
    guard field.arity == .required, let optional = scalars.first(where: { $0.arity == .optional }) else { return }
    report.error(
      "prisma-invalid-relation", "`\(field.name)` must be optional, because `\(optional.name)` is", at: field.place,
      fix: "write `\(field.syntax.type?.name.text ?? "")?`")
  }

  private func checkSetNull(_ forward: RelationField, _ scalars: [FieldNode], at place: Place) {
    guard let required = scalars.first(where: { $0.arity == .required }) else { return }
    for (name, action) in [("onDelete", forward.onDelete), ("onUpdate", forward.onUpdate)] where action == .setNull {
      let message = "`\(name): SetNull` can not work, because `\(required.name)` is required"
      let fix = "choose another action, or make `\(required.name)` optional"
      if configuration.usesForeignKeys {
        report.warning("prisma-referential-action", message, at: place, fix: fix)
      } else {
        report.error("prisma-referential-action", message, at: place, fix: fix)
      }
    }
  }

  /// Without foreign keys nobody makes people think of the index.
  private func checkIndex(_ model: ModelNode, _ fields: [Int], at place: Place) {
    guard !configuration.usesForeignKeys, !model.isView else { return }
    let indexes = [model.primaryKey].compactMap(\.self) + model.indexes
    guard !indexes.contains(where: { $0.fields.map(\.field).starts(with: fields) }) else { return }
    let names = fields.map { model.fields[$0].name }.joined(separator: ", ")
    report.warning(
      "prisma-relation-index", "no index begins with the fields of this relation", at: place,
      why: "with `relationMode = \"prisma\"` each lookup of related rows then reads the whole table",
      fix: "add `@@index([\(names)])`")
  }
}
