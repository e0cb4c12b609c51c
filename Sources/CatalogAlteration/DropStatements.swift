import SQLWriting
import SchemaModel

/// Statements that drop one part.
struct DropStatements {
  let old: Catalog
  let new: Catalog
  let indexes: CatalogAlteration.IndexBuild

  func statements(_ part: Part) -> [CatalogAlteration.Statement] {
    if case .index(let owner, let name) = part { return [dropIndex(owner, name)] }
    let table = part.owner.flatMap { old.tables.contains($0) ? $0 : nil }
    return texts(part).map { CatalogAlteration.Statement($0, on: table) }
  }

  /// What drops a replaced type or collation when nothing has it any more.
  func formers(of part: Part) -> [CatalogAlteration.Statement] {
    switch part {
    case .type(let name):
      let kind = old.domains.contains(name) ? "DOMAIN" : "TYPE"
      return [.init("DROP \(kind) \(QuotedIdentifier.text(ReplacedTypeName.of(name, in: old, new)))")]
    case .collation(let name):
      return [.init("DROP COLLATION \(QuotedIdentifier.text(ReplacedTypeName.of(name, in: old, new)))")]
    default: return []
    }
  }

  private func texts(_ part: Part) -> [String] {
    switch part {
    case .schema(let name): ["DROP SCHEMA IF EXISTS \(QuotedIdentifier.text(name))"]
    case .extension(let name): ["DROP EXTENSION IF EXISTS \(QuotedIdentifier.text(name))"]
    case .role, .raw: []
    case .collation(let name): ["DROP COLLATION IF EXISTS \(QuotedIdentifier.text(name))"]
    case .type(let name):
      ["DROP \(old.domains.contains(name) ? "DOMAIN" : "TYPE") IF EXISTS \(QuotedIdentifier.text(name))"]
    case .domainDefault(let name): ["ALTER DOMAIN \(QuotedIdentifier.text(name)) DROP DEFAULT"]
    case .domainCheck(let name, let check):
      ["ALTER DOMAIN \(QuotedIdentifier.text(name)) DROP CONSTRAINT IF EXISTS \(QuotedIdentifier.text(check))"]
    case .sequence(let name): ["DROP SEQUENCE IF EXISTS \(QuotedIdentifier.text(name))"]
    case .ownership(let name): ["ALTER SEQUENCE \(QuotedIdentifier.text(name)) OWNED BY NONE"]
    case .function(let signature): dropFunction(signature)
    case .statistics(let name): ["DROP STATISTICS IF EXISTS \(QuotedIdentifier.text(name))"]
    default: attachmentTexts(part)
    }
  }

  private func attachmentTexts(_ part: Part) -> [String] {
    switch part {
    case .table(let name):
      if case .foreign? = old.tables[name]?.kind {
        return ["DROP FOREIGN TABLE IF EXISTS \(QuotedIdentifier.text(name))"]
      }
      return ["DROP TABLE IF EXISTS \(QuotedIdentifier.text(name))"]
    case .view(let name):
      let kind = old.views[name]?.isMaterialized == true ? "MATERIALIZED VIEW" : "VIEW"
      return ["DROP \(kind) IF EXISTS \(QuotedIdentifier.text(name))"]
    case .column(let table, let name):
      return [alter(table, "DROP COLUMN IF EXISTS \(QuotedIdentifier.text(name))", alone: isLeftToChildren(part))]
    case .columnDefault(let table, let name):
      return [
        "ALTER TABLE ONLY \(QuotedIdentifier.text(table)) ALTER COLUMN \(QuotedIdentifier.text(name)) DROP DEFAULT"
      ]
    case .constraint(let table, let name):
      return [alter(table, "DROP CONSTRAINT IF EXISTS \(QuotedIdentifier.text(name))", alone: isLeftToChildren(part))]
    case .membership(let table, let parent): return [leave(table, parent)]
    case .indexChoice(let table): return indexChoice(of: table)
    case .rule(let owner, let name): return [drop("RULE", name, on: owner)]
    case .trigger(let owner, let name): return [drop("TRIGGER", name, on: owner)]
    case .policy(let table, let name): return [drop("POLICY", name, on: table)]
    default: return []
    }
  }

  private func dropIndex(_ owner: ObjectName, _ name: String) -> CatalogAlteration.Statement {
    let isConcurrent = indexes == .concurrent && old.tables[owner].map { $0.partitionKey == nil } ?? false
    let text = QuotedIdentifier.text(ObjectName(name, schema: owner.schema))
    var statement = CatalogAlteration.Statement(
      isConcurrent ? "DROP INDEX CONCURRENTLY IF EXISTS \(text)" : "DROP INDEX IF EXISTS \(text)", on: owner)
    statement.isTransactional = !isConcurrent
    return statement
  }

  private func alter(_ table: ObjectName, _ action: String, alone: Bool = false) -> String {
    "ALTER TABLE \(alone ? "ONLY " : "")\(QuotedIdentifier.text(table)) \(action)"
  }

  /// Whether a child goes on with what its parent gives up: it is its own then.
  func isLeftToChildren(_ part: Part) -> Bool {
    guard let parent = part.owner else { return false }
    return old.tables.contains { child in
      guard child.inherits.contains(parent), let after = new.tables[child.name] else { return false }
      switch part {
      case .column(_, let name): return child.columns.contains(name) && after.columns.contains(name)
      case .constraint(_, let name):
        return child.checks.contains { $0.name == name } && after.checks.contains { $0.name == name }
      default: return false
      }
    }
  }

  private func drop(_ kind: String, _ name: String, on owner: ObjectName) -> String {
    "DROP \(kind) IF EXISTS \(QuotedIdentifier.text(name)) ON \(QuotedIdentifier.text(owner))"
  }

  private func dropFunction(_ signature: String) -> [String] {
    guard let function = old.function(signature) else { return [] }
    let arguments = SQLWriter().argumentText(function)
    return ["DROP \(function.kind.rawValue) IF EXISTS \(QuotedIdentifier.text(function.name))(\(arguments))"]
  }

  private func leave(_ table: ObjectName, _ parent: ObjectName) -> String {
    old.tables[table]?.partitionOf != nil
      ? "ALTER TABLE \(QuotedIdentifier.text(parent)) DETACH PARTITION \(QuotedIdentifier.text(table))"
      : alter(table, "NO INHERIT \(QuotedIdentifier.text(parent))")
  }

  /// Only what nothing takes the place of: an index that goes takes its part in it along.
  private func indexChoice(of name: ObjectName) -> [String] {
    guard let before = old.tables[name] else {
      let isOver = old.views[name]?.clusteredOn != nil && new.views[name]?.clusteredOn == nil
      return isOver ? ["ALTER MATERIALIZED VIEW \(QuotedIdentifier.text(name)) SET WITHOUT CLUSTER"] : []
    }
    var texts: [String] = []
    if before.clusteredOn != nil, new.tables[name]?.clusteredOn == nil {
      texts.append(alter(name, "SET WITHOUT CLUSTER"))
    }
    if before.replicaIdentity != nil, new.tables[name]?.replicaIdentity == nil {
      texts.append(alter(name, "REPLICA IDENTITY DEFAULT"))
    }
    return texts
  }
}
