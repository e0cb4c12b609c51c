import SQLWriting
import SchemaModel

/// The parts of a catalog in their order, and what each needs to be there.
///
/// What a part needs is taken from the model where the model knows it and else from the names in its text, which finds
/// rather too much than too little: what is found in vain is at most made anew in vain.
struct Inventory {
  let catalog: Catalog
  private(set) var parts: [Part] = []
  private(set) var needs: [Part: Set<Part>] = [:]
  /// Parts of partitions and children that come and go with the same part of their parent.
  private(set) var follows: [Part: Part] = [:]
  let names: ReferencedNames

  init(_ catalog: Catalog) {
    var catalog = catalog
    catalog.sequences = NamedList(MissingSequences.complete(catalog))
    self.catalog = catalog
    names = ReferencedNames(catalog)
    addPrerequisites()
    addTypes()
    for function in catalog.functions { add(.function(function.signature), functionNeeds(function)) }
    for raw in catalog.unmodelled { add(.raw(raw.sql), []) }
    for table in catalog.tables { add(table) }
    for view in catalog.views where !view.query.isEmpty { add(view) }
    for statistics in catalog.statistics {
      add(
        .statistics(statistics.name),
        schema(statistics.name).union(names.elements(statistics.expressions, of: statistics.table)).union([
          .table(statistics.table)
        ]))
    }
    for table in catalog.tables { addFollowers(of: table) }
  }

  func contains(_ part: Part) -> Bool { needs[part] != nil }

  mutating func add(_ part: Part, _ needed: Set<Part>) {
    guard needs[part] == nil else { return }
    parts.append(part)
    needs[part] = needed.subtracting([part])
  }

  mutating func follow(_ part: Part, _ other: Part) { follows[part] = other }

  func schema(_ name: ObjectName) -> Set<Part> { [.schema(name.schema)] }

  private mutating func addPrerequisites() {
    for schema in SchemaNames.needed(by: catalog) where schema.name != "public" { add(.schema(schema.name), []) }
    for item in catalog.extensions {
      add(.extension(item.name), item.schema.map { [.schema($0)] } ?? [])
    }
    for role in RoleNames.needed(by: catalog) { add(.role(role.name), []) }
    for item in catalog.collations { add(.collation(item.name), schema(item.name)) }
  }

  private mutating func addTypes() {
    for type in catalog.enums { add(.type(type.name), schema(type.name)) }
    for type in catalog.compositeTypes {
      add(
        .type(type.name),
        schema(type.name).union(names.types(type.attributes.map(\.type))).union(
          type.attributes.compactMap(\.collation).map { .collation($0) }))
    }
    for type in catalog.rangeTypes {
      let calls = type.options.values.sorted().map { "\($0)()" }.joined(separator: " ")
      var needed = schema(type.name).union(names.types([type.subtype])).union(names.expression(calls))
      if let parts = type.options["collation"].flatMap(RegclassText.parts), let name = parts.last {
        needed.insert(.collation(ObjectName(name, schema: parts.count > 1 ? parts[0] : type.name.schema)))
      }
      add(.type(type.name), needed)
    }
    for domain in catalog.domains {
      let collation = Set(domain.collation.map { [Part.collation($0)] } ?? [])
      add(.type(domain.name), schema(domain.name).union(names.types([domain.base])).union(collation))
      if let expression = domain.defaultExpression {
        add(.domainDefault(domain.name), names.expression(expression.sql).union([.type(domain.name)]))
      }
      for check in domain.checks {
        add(.domainCheck(domain.name, check.name), names.expression(check.expression.sql).union([.type(domain.name)]))
      }
    }
    for sequence in catalog.sequences {
      add(.sequence(sequence.name), schema(sequence.name))
      if let owner = sequence.ownedBy {
        add(.ownership(sequence.name), [.sequence(sequence.name), .column(owner.table, owner.column)])
      }
    }
  }

  private func functionNeeds(_ function: Function) -> Set<Part> {
    names.function(function).union(schema(function.name)).subtracting([.function(function.signature)])
  }

  private mutating func add(_ view: View) {
    add(.view(view.name), schema(view.name).union(names.statement(view.query, reads: view.reads)))
    for index in view.indexes {
      add(.index(view.name, index.name), names.index(index, of: view.name).union([.view(view.name)]))
    }
    if let index = view.clusteredOn { add(.indexChoice(view.name), [.view(view.name), .index(view.name, index)]) }
    addAttachments(rules: view.rules, triggers: view.triggers, of: view.name, is: .view(view.name))
  }

  mutating func addAttachments(rules: [RewriteRule], triggers: [Trigger], of name: ObjectName, is owner: Part) {
    for rule in rules { add(.rule(name, rule.name), names.statement(rule.sql, reads: []).union([owner])) }
    for trigger in triggers {
      var needed: Set<Part> = [owner]
      needed.formUnion(names.functionsNamed(trigger.function))
      needed.formUnion(trigger.updateColumns.map { .column(name, $0) })
      if let condition = trigger.condition { needed.formUnion(names.expression(condition.sql, of: name)) }
      if let other = trigger.constraintTable { needed.insert(.table(other)) }
      add(.trigger(name, trigger.name), needed)
    }
  }
}
