import Diagnostics
import SchemaModel

/// A relation field and what its `@relation` says.
struct RelationField {
  var model: Int
  var field: Int
  var target: Int
  var attribute: AttributeSyntax?
  var name: String?
  var fields: [Int]?
  var references: [Int]?
  var onDelete: ReferentialAction?
  var onUpdate: ReferentialAction?
  var map: String?
  /// Something in the attribute was wrong and reported, so nothing is concluded from what is missing.
  var isBroken = false

  /// Whether it claims the foreign key for its side.
  var isForward: Bool { fields != nil || references != nil || (attribute != nil && isBroken) }
}

extension Validation {
  func relationField(_ index: Int, of position: Int, to target: Int) -> RelationField {
    var relation = RelationField(model: position, field: index, target: target)
    let field = models[position].fields[index]
    guard let attribute = field.syntax.attributes.first(where: { $0.name.text == "relation" }) else { return relation }
    relation.attribute = attribute
    let parameters = ["name", "fields", "references", "onDelete", "onUpdate", "map"]
    let arguments = Arguments(attribute, parameters: parameters, report: report)
    relation.name = report.string(arguments["name"])
    if relation.name == "" {
      report.error("prisma-invalid-relation", "the name of a relation is not empty", at: attribute.place)
    }
    if let value = arguments["fields"] {
      relation.fields = columns(value, of: position, isReferenced: false, &relation.isBroken)
    }
    if let value = arguments["references"] {
      relation.references = columns(value, of: target, isReferenced: true, &relation.isBroken)
    }
    relation.onDelete = action(arguments["onDelete"])
    relation.onUpdate = action(arguments["onUpdate"])
    relation.map = constraintName(arguments["map"])
    return relation
  }

  private func columns(
    _ value: Expression, of position: Int, isReferenced: Bool, _ isBroken: inout Bool
  ) -> [Int]? {
    let model = models[position]
    var found: [Int] = []
    for element in value.elements {
      guard let name = report.constant(element) else {
        isBroken = true
        continue
      }
      let index = model.fieldPositions[name]
      if let index, !model.fields[index].isRelation {
        found.append(index)
        continue
      }
      isBroken = true
      let message =
        index == nil
        ? "\(model.word) `\(model.name)` has no field `\(name)`"
        : "`\(name)` is a relation field; `\(isReferenced ? "references" : "fields")` takes scalar fields"
      report.error(
        "prisma-invalid-relation", message, at: element.place,
        fix: index == nil
          ? report.suggestion(for: name, among: model.fields.map(\.name)) : nil)
    }
    if value.elements.isEmpty {
      isBroken = true
      report.error("prisma-invalid-relation", "a relation needs at least one field here", at: value.place)
    }
    return isBroken ? nil : found
  }

  private func action(_ value: Expression?) -> ReferentialAction? {
    guard let value, let name = report.constant(value) else { return nil }
    switch name {
    case "Cascade": return .cascade
    case "Restrict": return .restrict
    case "NoAction": return .noAction
    case "SetNull": return .setNull
    case "SetDefault":
      if !configuration.usesForeignKeys {
        report.during(.rules) {
          report.error(
            "prisma-referential-action", "`SetDefault` needs foreign keys; `relationMode` is `prisma`", at: value.place)
        }
      }
      return .setDefault
    default:
      report.error(
        "prisma-referential-action", "there is no referential action `\(name)`", at: value.place,
        fix: "write Cascade, Restrict, NoAction, SetNull or SetDefault")
      return nil
    }
  }
}
