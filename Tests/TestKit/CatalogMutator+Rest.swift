import SQLWriting
import SchemaModel

extension CatalogMutator {
  mutating func addEnumValue() {
    guard let type = pick(Array(catalog.enums)) else { return }
    let position = generator.below(type.values.count + 1)
    let value = EnumType.Value(fresh("extra"))
    catalog.enums.update(type.name) { $0.values.insert(value, at: position) }
    note("add value to \(type.name.display)")
  }

  mutating func dropEnumValue() {
    let texts = Mentions.texts(of: catalog)
    for type in catalog.enums where type.values.count > 1 {
      guard let value = type.values.last(where: { value in !texts.contains { $0.contains("'\(value.label)'") } }) else {
        continue
      }
      guard generator.below(2) == 0 else { continue }
      catalog.enums.update(type.name) { $0.values.removeAll { $0.label == value.label } }
      return note("drop value \(value.label) of \(type.name.display)")
    }
  }

  mutating func addView() {
    guard let table = table() else { return }
    let columns = QuotedIdentifier.list(table.columns.prefix(4).map(\.name))
    guard !table.columns.isEmpty else { return }
    var view = View(
      ObjectName(fresh("extra_view"), schema: table.name.schema),
      query: "SELECT \(columns) FROM \(QuotedIdentifier.text(table.name))")
    view.reads = [table.name]
    view.isMaterialized = generator.below(3) == 0
    if !view.isMaterialized { view.options = ["security_invoker": "true"] }
    view.comment = "made up"
    catalog.views.append(view)
    note("add view \(view.name.display)")
  }

  mutating func dropView() {
    let read = Set(catalog.views.flatMap(\.reads))
    let texts = Mentions.texts(of: catalog)
    guard let view = pick(catalog.views.filter { !read.contains($0.name) && !$0.query.isEmpty }),
      !texts.contains(where: { $0 != view.query && $0.contains(view.name.name) })
    else { return }
    catalog.views[view.name] = nil
    catalog.grants.removeAll { $0.object == view.name }
    note("drop view \(view.name.display)")
  }

  mutating func addFunction() {
    guard let table = table(), let column = table.columns.first(where: { $0.type.name == "int4" && !$0.type.isArray })
    else { return }
    let name = ObjectName(fresh("extra_function"), schema: table.name.schema)
    let text = QuotedIdentifier.text(name)
    var function = Function(
      name, argumentTypes: ["integer"],
      sql: "CREATE FUNCTION \(text)(value integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT value + 1 $$")
    function.returns = "integer"
    function.volatility = .immutable
    catalog.functions.append(function)
    let check = CheckConstraint(
      fresh("extra_check"), SQLExpression("\(text)(\(QuotedIdentifier.text(column.name))) > -1"))
    catalog.tables.update(table.name) { $0.checks.append(check) }
    note("add function \(name.display) and a check that calls it")
  }

  mutating func addPolicy() {
    guard let table = table() else { return }
    var policy = Policy(fresh("extra_policy"))
    policy.using = SQLExpression("true")
    catalog.tables.update(table.name) {
      $0.policies.append(policy)
      $0.rowSecurity.isEnabled = true
      $0.rowSecurity.isForced.toggle()
    }
    note("add policy on \(table.name.display)")
  }

  mutating func changeComment() {
    guard let table = table() else { return }
    let text = fresh("what it's for")
    catalog.tables.update(table.name) { table in
      table.comment = table.comment == nil ? text : nil
      if let name = table.columns.first?.name { table.columns.update(name) { $0.comment = text } }
    }
    note("comment of \(table.name.display)")
  }

  mutating func changeStorage() {
    guard let table = table() else { return }
    catalog.tables.update(table.name) { table in
      table.storageParameters = table.storageParameters.isEmpty ? ["fillfactor": "70"] : [:]
      for column in table.columns.prefix(1) { table.columns.update(column.name) { $0.statisticsTarget = 200 } }
    }
    note("storage of \(table.name.display)")
  }

  mutating func addTrigger() {
    guard let table = table() else { return }
    let name = ObjectName(fresh("extra_trigger"), schema: table.name.schema)
    var function = Function(
      name, argumentTypes: [],
      sql: "CREATE FUNCTION \(QuotedIdentifier.text(name))() RETURNS trigger LANGUAGE plpgsql "
        + "AS $$ BEGIN RETURN NEW; END $$"
    )
    function.returns = "trigger"
    function.language = "plpgsql"
    catalog.functions.append(function)
    var trigger = Trigger(name.name, .before, events: ["INSERT", "UPDATE"], forEachRow: true, function: name, sql: "")
    trigger.sql = SQLWriter().createTrigger(trigger, on: table.name)
    catalog.tables.update(table.name) { $0.triggers.append(trigger) }
    note("add trigger on \(table.name.display)")
  }
}
