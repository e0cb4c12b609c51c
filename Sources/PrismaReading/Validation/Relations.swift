extension Validation {
  private struct Pairing: Hashable {
    var first: Int
    var second: Int
    var name: String?
  }

  /// Finds the two sides of each relation.
  func resolveRelations() {
    var groups: [Pairing: [RelationField]] = [:]
    var order: [Pairing] = []
    for position in models.indices {
      for (index, field) in models[position].fields.enumerated() {
        guard case .model(let target) = field.kind else { continue }
        let relation = report.during(.attributes) { relationField(index, of: position, to: target) }
        checkIgnored(relation)
        let key = Pairing(first: min(position, target), second: max(position, target), name: relation.name)
        if groups[key] == nil { order.append(key) }
        groups[key, default: []].append(relation)
      }
    }
    for key in order { pair(groups[key] ?? []) }
  }

  private func pair(_ fields: [RelationField]) {
    guard let first = fields.first else { return }
    let isSelf = first.model == first.target
    if isSelf { return pairSelf(fields) }
    let near = fields.filter { $0.model == first.model }
    let far = fields.filter { $0.model != first.model }
    for side in [near, far] where side.count > 1 { ambiguous(side) }
    if near.count > 1 || far.count > 1 { return }
    guard let opposite = far.first else { return missingOpposite(first) }
    resolve(first, opposite)
  }

  private func pairSelf(_ fields: [RelationField]) {
    switch (fields.count, fields[0].name) {
    case (1, _): missingOpposite(fields[0])
    case (2, .some): resolve(fields[0], fields[1])
    default: ambiguous(fields)
    }
  }

  private func place(_ relation: RelationField) -> Place { models[relation.model].fields[relation.field].place }
  private func node(_ relation: RelationField) -> FieldNode { models[relation.model].fields[relation.field] }

  private func missingOpposite(_ relation: RelationField) {
    let model = models[relation.model]
    let target = models[relation.target]
    report.error(
      "prisma-missing-opposite-field",
      "`\(node(relation).name)` of \(model.word) `\(model.name)` has no opposite relation field in `\(target.name)`",
      at: place(relation),
      fix: relation.isForward
        ? "add a field of type `\(model.name)[]` to `\(target.name)`"
        : "add a field of type `\(model.name)` to `\(target.name)`")
  }

  /// Of fields that are told together.
  private static let mostNames = 20

  private func ambiguous(_ side: [RelationField]) {
    let model = models[side[0].model]
    let target = models[side[0].target]
    let named = side.prefix(Self.mostNames).map { "`\(node($0).name)`" }.joined(separator: ", ")
    let names = side.count > Self.mostNames ? "\(named) and \(side.count - Self.mostNames) more" : named
    let group = side[0].name.map { ", all in a relation `\($0)`" } ?? ""
    for relation in side {
      report.error(
        "prisma-ambiguous-relation", "\(names) of \(model.word) `\(model.name)` all refer to `\(target.name)`\(group)",
        at: place(relation), fix: "tell them apart by different names on both sides: `@relation(\"...\")`")
    }
  }

  private func checkIgnored(_ relation: RelationField) {
    guard models[relation.target].isIgnored, !models[relation.model].isIgnored, !node(relation).isIgnored else {
      return
    }
    report.error(
      "prisma-invalid-relation",
      "`\(node(relation).name)` points to `\(models[relation.target].name)`, which is ignored",
      at: place(relation), fix: "add `@ignore`")
  }

  private func resolve(_ left: RelationField, _ right: RelationField) {
    switch (node(left).arity == .list, node(right).arity == .list) {
    case (true, true): manyToMany(left, right)
    case (true, false): oneToMany(right, list: left)
    case (false, true): oneToMany(left, list: right)
    case (false, false): oneToOne(left, right)
    }
  }

  private func oneToMany(_ forward: RelationField, list: RelationField) {
    if list.fields != nil || list.references != nil {
      let message = "the list side of a one-to-many relation has no `fields` and `references`"
      return report.error("prisma-invalid-relation", message, at: place(list))
    }
    checkBackSide(list)
    if isComplete(forward) { add(forward, opposite: list) }
  }

  private func oneToOne(_ left: RelationField, _ right: RelationField) {
    switch (left.isForward, right.isForward) {
    case (true, true):
      if left.isBroken || right.isBroken { return }
      for side in [left, right] {
        report.error(
          "prisma-invalid-relation", "only one side of a one-to-one relation has `fields` and `references`",
          at: place(side))
      }
    case (false, false):
      for side in [left, right] {
        report.error(
          "prisma-invalid-relation", "one side of a one-to-one relation must have `fields` and `references`",
          at: place(side))
      }
    case (true, false): oneToOne(forward: left, back: right)
    case (false, true): oneToOne(forward: right, back: left)
    }
  }

  private func oneToOne(forward: RelationField, back: RelationField) {
    checkBackSide(back)
    if node(back).arity == .required {
      report.error(
        "prisma-invalid-relation", "`\(node(back).name)` can not be required: no constraint could enforce it",
        at: place(back), fix: "write `\(models[back.target].name)?`")
    }
    guard isComplete(forward) else { return }
    if let fields = forward.fields, !isUnique(fields, in: forward.model) {
      let names = fields.map { models[forward.model].fields[$0].name }
      report.error(
        "prisma-invalid-relation", "the foreign key of a one-to-one relation must be unique", at: place(forward),
        fix: names.count == 1
          ? "add `@unique` to `\(names[0])`" : "add `@@unique([\(names.joined(separator: ", "))])` to the model")
    }
    add(forward, opposite: back)
  }

  /// Actions and constraint names belong to the side with the foreign key.
  private func checkBackSide(_ back: RelationField) {
    guard back.onDelete != nil || back.onUpdate != nil || back.map != nil else { return }
    report.error(
      "prisma-invalid-relation", "`onDelete`, `onUpdate` and `map` belong to the side that has `fields`",
      at: back.attribute?.place ?? place(back))
  }

  private func add(_ forward: RelationField, opposite: RelationField) {
    guard let fields = forward.fields, let references = forward.references else { return }
    checkForward(forward, fields, references)
    guard fields.count == references.count else { return }
    relations.append(
      .foreignKey(
        ForeignKeyNode(
          model: forward.model, field: forward.field, target: forward.target, opposite: opposite.field,
          name: forward.name, fields: fields, references: references, onDelete: forward.onDelete,
          onUpdate: forward.onUpdate, map: forward.map, place: place(forward))))
  }

  private func manyToMany(_ left: RelationField, _ right: RelationField) {
    for side in [left, right] {
      if side.fields != nil || side.references != nil || side.onDelete != nil || side.onUpdate != nil {
        report.error(
          "prisma-invalid-relation", "an implicit many-to-many relation has no fields, references or actions",
          at: place(side))
      }
      let target = models[side.target]
      if models[side.model].isView || target.isView {
        report.error("prisma-view", "a view is in no implicit many-to-many relation", at: place(side))
      } else if target.primaryKey?.fields.count != 1 {
        report.error(
          "prisma-invalid-relation", "`\(target.name)` needs a single-field `@id` for a many-to-many relation",
          at: place(side), fix: "write a model for the table between the two")
      }
    }
    guard models[left.model].primaryKey?.fields.count == 1, models[right.model].primaryKey?.fields.count == 1 else {
      return
    }
    let isLeftFirst =
      (models[left.model].name, node(left).name) <= (models[right.model].name, node(right).name)
    let (first, second) = isLeftFirst ? (left, right) : (right, left)
    // Column A holds the id of the first model; in a self relation, of the rows the first field is asked on.
    relations.append(
      .manyToMany(
        ManyToManyNode(
          a: (first.model, first.field), b: (second.model, second.field), name: left.name, place: place(first))))
  }
}
