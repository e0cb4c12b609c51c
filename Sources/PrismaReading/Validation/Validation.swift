/// Understands a parsed schema: names, types, attributes, relations. Problems are reported and worked around.
///
/// It works on itself in steps that each stand in a file of their own; the order is that of `run`.
final class Validation {
  let report: Report
  let configuration: Configuration
  var models: [ModelNode] = []
  var enums: [EnumNode] = []
  var relations: [RelationNode] = []
  /// The fields of each key of a model, sorted: relations ask for them when the keys are read.
  var keys: [Int: Set<[Int]>] = [:]
  /// Models, views and enums by name.
  var modelPositions: [String: Int] = [:]
  var enumPositions: [String: Int] = [:]

  init(_ blocks: [BlockSyntax], configuration: Configuration, report: Report) {
    self.report = report
    self.configuration = configuration
    run(blocks)
  }

  private func run(_ blocks: [BlockSyntax]) {
    report.during(.names) { declare(blocks) }
    report.during(.types) {
      for position in models.indices { resolveFields(of: position) }
    }
    report.during(.attributes) {
      for position in enums.indices { readEnum(position) }
      for position in models.indices {
        readFieldAttributes(of: position)
        readBlockAttributes(of: position)
      }
    }
    report.during(.rules) {
      for position in models.indices { checkModel(position) }
      resolveRelations()
      checkDatabaseNames()
    }
  }

  /// Reports attributes given more than once; true for those that may be.
  func checkRepetition(_ attributes: [AttributeSyntax], sign: String, repeatable: Set<String> = []) {
    var first: [String: AttributeSyntax] = [:]
    var repeated: Set<String> = []
    for attribute in attributes where !repeatable.contains(attribute.name.text) {
      let name = attribute.name.text
      guard let earlier = first[name] else {
        first[name] = attribute
        continue
      }
      let isSecond = repeated.insert(name).inserted
      for place in (isSecond ? [earlier.place] : []) + [attribute.place] {
        report.error("prisma-attribute-argument", "`\(sign)\(name)` can be given only once", at: place)
      }
    }
  }
}
