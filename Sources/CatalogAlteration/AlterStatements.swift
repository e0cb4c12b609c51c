import SQLWriting
import SchemaModel

/// Statements that change one part where it is.
struct AlterStatements {
  let fate: PartFate
  let placement: PartPlacement
  let writer = SQLWriter()
  var old: Catalog { fate.old.catalog }
  var new: Catalog { fate.new.catalog }

  init(_ placement: PartPlacement) {
    fate = placement.fate
    self.placement = placement
  }

  func statements(_ part: Part) -> [CatalogAlteration.Statement] {
    if case .column(let table, let name) = part { return column(table, name) }
    if case .type(let name) = part { return type(name) }
    let table = part.owner.flatMap { new.tables.contains($0) ? $0 : nil }
    return texts(part).map { CatalogAlteration.Statement($0, on: table) }
  }

  private func texts(_ part: Part) -> [String] {
    switch part {
    case .extension(let name):
      guard let schema = new.extensions[name]?.schema, let before = old.extensions[name]?.schema, schema != before
      else {
        return []
      }
      return ["ALTER EXTENSION \(QuotedIdentifier.text(name)) SET SCHEMA \(QuotedIdentifier.text(schema))"]
    case .role(let name): return role(name)
    case .collation(let name):
      guard fate.replacedCollations.contains(name), let after = new.collations[name] else { return [] }
      let temporary = QuotedIdentifier.text(ReplacedTypeName.of(name, in: old, new).name)
      return ["ALTER COLLATION \(QuotedIdentifier.text(name)) RENAME TO \(temporary)", writer.createCollation(after)]
    case .domainDefault(let name):
      guard let after = new.domains[name]?.defaultExpression,
        !PartComparison.isSame(old.domains[name]?.defaultExpression, after)
      else { return [] }
      return ["ALTER DOMAIN \(QuotedIdentifier.text(name)) SET DEFAULT \(writer.defaultText(after))"]
    case .domainCheck(let name, let check): return domainCheck(name, check)
    case .sequence(let name): return sequence(name)
    case .ownership(let name): return ownership(name)
    case .function(let signature):
      guard fate.comparison.change(of: part) == .inPlace, let function = new.function(signature) else { return [] }
      return [writer.createFunction(function, replacing: true)]
    case .statistics(let name):
      guard let after = new.statistics[name], after.target != old.statistics[name]?.target else { return [] }
      return ["ALTER STATISTICS \(QuotedIdentifier.text(name)) SET STATISTICS \(after.target ?? -1)"]
    case .view(let name): return view(name)
    default: return attachment(part)
    }
  }

  private func attachment(_ part: Part) -> [String] {
    switch part {
    case .table(let name): return table(name)
    case .columnDefault(let table, let name):
      guard fate.comparison.change(of: part) == .inPlace, let after = new.column(table, name)?.defaultExpression else {
        return []
      }
      return [only(table, name, "SET DEFAULT \(writer.defaultText(after))")]
        + SequencePosition.statements(table, name, fate)
    case .constraint(let table, let name): return constraint(table, name)
    case .index(let owner, let name): return index(owner, name)
    case .indexChoice(let name): return indexChoice(name)
    case .rule(let owner, let name):
      return enabling("RULE", name, on: owner, old.rule(owner, name)?.enabled, new.rule(owner, name)?.enabled)
    case .trigger(let owner, let name):
      return enabling("TRIGGER", name, on: owner, old.trigger(owner, name)?.enabled, new.trigger(owner, name)?.enabled)
    case .policy(let table, let name): return policy(table, name)
    case .rowSecurity(let name):
      guard let before = old.tables[name]?.rowSecurity, let after = new.tables[name]?.rowSecurity else { return [] }
      return Self.rowSecurity(name, from: before, to: after)
    default: return []
    }
  }

  func only(_ table: ObjectName, _ column: String, _ action: String) -> String {
    "ALTER TABLE ONLY \(QuotedIdentifier.text(table)) ALTER COLUMN \(QuotedIdentifier.text(column)) \(action)"
  }

  static func rowSecurity(_ table: ObjectName, from old: RowSecurity, to new: RowSecurity) -> [String] {
    let alter = "ALTER TABLE \(QuotedIdentifier.text(table))"
    var texts: [String] = []
    if old.isForced, !new.isForced { texts.append("\(alter) NO FORCE ROW LEVEL SECURITY") }
    if old.isEnabled != new.isEnabled {
      texts.append("\(alter) \(new.isEnabled ? "ENABLE" : "DISABLE") ROW LEVEL SECURITY")
    }
    if !old.isForced, new.isForced { texts.append("\(alter) FORCE ROW LEVEL SECURITY") }
    return texts
  }

  private func enabling(
    _ kind: String, _ name: String, on owner: ObjectName, _ before: String?, _ after: String?
  ) -> [String] {
    guard let after, before != after else { return [] }
    let words = ["O": "ENABLE", "D": "DISABLE", "R": "ENABLE REPLICA", "A": "ENABLE ALWAYS"]
    guard let word = words[after] else { return [] }
    return ["ALTER TABLE \(QuotedIdentifier.text(owner)) \(word) \(kind) \(QuotedIdentifier.text(name))"]
  }

  private func policy(_ table: ObjectName, _ name: String) -> [String] {
    guard fate.comparison.change(of: .policy(table, name)) == .inPlace, let before = old.policy(table, name),
      let after = new.policy(table, name)
    else { return [] }
    var text = "ALTER POLICY \(QuotedIdentifier.text(name)) ON \(QuotedIdentifier.text(table))"
    if Set(before.roles) != Set(after.roles) {
      text += " TO \(after.roles.map(RoleNames.text).joined(separator: ", "))"
    }
    if let using = after.using, !PartComparison.isSame(before.using, using) { text += "\n  USING (\(using.sql))" }
    if let check = after.check, !PartComparison.isSame(before.check, check) { text += "\n  WITH CHECK (\(check.sql))" }
    return [text]
  }

  private func constraint(_ table: ObjectName, _ name: String) -> [String] {
    guard fate.comparison.change(of: .constraint(table, name)) == .inPlace else { return [] }
    let alter = "ALTER TABLE \(QuotedIdentifier.text(table))"
    let text = QuotedIdentifier.text(name)
    switch (old.tables[table]?.constraint(name), new.tables[table]?.constraint(name)) {
    case (.check, .check): return ["\(alter) VALIDATE CONSTRAINT \(text)"]
    case (.foreignKey(let before)?, .foreignKey(let after)?):
      var texts: [String] = []
      if before.deferral != after.deferral {
        let word = after.deferral == .notDeferrable ? "NOT DEFERRABLE" : after.deferral.rawValue
        let moment = after.deferral == .initiallyImmediate ? " INITIALLY IMMEDIATE" : ""
        texts.append("\(alter) ALTER CONSTRAINT \(text) \(word)\(moment)")
      }
      if before.isValidated != after.isValidated { texts.append("\(alter) VALIDATE CONSTRAINT \(text)") }
      return texts
    case (.primaryKey(let before)?, .primaryKey(let after)?), (.unique(let before)?, .unique(let after)?):
      return storage(
        "ALTER INDEX \(QuotedIdentifier.text(ObjectName(name, schema: table.schema)))", before.storageParameters,
        after.storageParameters)
    default: return []
    }
  }

  private func index(_ owner: ObjectName, _ name: String) -> [String] {
    guard let before = old.index(owner, name), let after = new.index(owner, name) else { return [] }
    let alter = "ALTER INDEX \(QuotedIdentifier.text(ObjectName(name, schema: owner.schema)))"
    var texts = storage(alter, before.storageParameters, after.storageParameters)
    let columns = Set(before.statisticsTargets.keys).union(after.statisticsTargets.keys).sorted()
    for column in columns where before.statisticsTargets[column] != after.statisticsTargets[column] {
      texts.append("\(alter) ALTER COLUMN \(column) SET STATISTICS \(after.statisticsTargets[column] ?? -1)")
    }
    return texts
  }

  private func indexChoice(_ name: ObjectName) -> [String] {
    if let after = new.views[name]?.clusteredOn, old.views[name]?.clusteredOn != after {
      return ["ALTER MATERIALIZED VIEW \(QuotedIdentifier.text(name)) CLUSTER ON \(QuotedIdentifier.text(after))"]
    }
    guard let before = old.tables[name], let after = new.tables[name] else { return [] }
    let alter = "ALTER TABLE \(QuotedIdentifier.text(name))"
    var texts: [String] = []
    if before.clusteredOn != after.clusteredOn {
      texts.append(
        after.clusteredOn.map { "\(alter) CLUSTER ON \(QuotedIdentifier.text($0))" } ?? "\(alter) SET WITHOUT CLUSTER")
    }
    if before.replicaIdentity != after.replicaIdentity {
      texts.append("\(alter) REPLICA IDENTITY \(after.replicaIdentity.map(writer.replica) ?? "DEFAULT")")
    }
    return texts
  }

  /// SET and RESET of storage parameters or view options.
  func storage(_ alter: String, _ before: [String: String], _ after: [String: String]) -> [String] {
    let changed = after.filter { before[$0.key] != $0.value }
    let lost = before.keys.filter { after[$0] == nil }.sorted()
    var texts: [String] = []
    if !lost.isEmpty {
      texts.append("\(alter) RESET (\(lost.map(writer.qualified).joined(separator: ", ")))")
    }
    if !changed.isEmpty {
      texts.append("\(alter) SET\(writer.storage(changed).dropFirst(" WITH".count))")
    }
    return texts
  }
}
