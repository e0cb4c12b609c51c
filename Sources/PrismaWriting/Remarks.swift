import Diagnostics
import SchemaModel

extension WritingSession {
  /// What a table has beyond columns, keys, indexes and relations.
  mutating func remarkOnTable(_ table: Table) {
    for check in table.checks {
      remark(
        "check", "CONSTRAINT \(SQLWord.identifier(check.name)) CHECK (\(check.expression.sql))", on: table.name,
        at: check.span)
    }
    for exclusion in table.exclusions {
      let elements = exclusion.elements.map { "\($0.element.display) WITH \($0.operator)" }.joined(separator: ", ")
      remark(
        "exclusion", "CONSTRAINT \(SQLWord.identifier(exclusion.name)) EXCLUDE USING \(exclusion.method) (\(elements))",
        on: table.name, at: exclusion.span)
    }
    if let key = table.partitionKey {
      let elements = key.elements.map(\.display).joined(separator: ", ")
      remark("partition", "PARTITION BY \(key.strategy.rawValue) (\(elements))", on: table.name, at: table.span)
    }
    if !table.inherits.isEmpty {
      remark(
        "inheritance", "INHERITS (\(table.inherits.map(\.display).joined(separator: ", ")))", on: table.name,
        at: table.span)
    }
    if case .foreign(let server) = table.kind {
      remark("foreign table", "foreign table of server \(server)", on: table.name, at: table.span)
    }
    if table.isUnlogged { remark("table option", "UNLOGGED", on: table.name, at: table.span) }
    remark(table.accessAndProgramRemarks)
  }

  mutating func remarkOnColumn(_ column: Column, _ type: PrismaType, of table: ObjectName) {
    let name = SQLWord.identifier(column.name)
    if let generated = column.generated, column.field == nil {
      let kind = generated.isStored ? "STORED" : "VIRTUAL"
      remark(
        "generated column", "\(name) GENERATED ALWAYS AS (\(generated.expression.sql)) \(kind)", on: table,
        at: column.span)
    }
    if let identity = column.identity {
      remark("identity", "\(name) GENERATED \(identity.generation.rawValue) AS IDENTITY", on: table, at: column.span)
    }
    if let user = column.type.userType, catalog.domains.contains(user) {
      remark("domain", "\(name) is of domain \(user.display)", on: table, at: column.span)
    }
    if let collation = column.collation {
      remark("collation", "\(name) COLLATE \(collation.display)", on: table, at: column.span)
    }
    if type.isList, !column.isNullable, column.field == nil {
      remark("list constraint", "\(name) NOT NULL", on: table, at: column.span)
    }
  }

  /// What belongs to no model.
  mutating func remarkOnTheRest() {
    for table in catalog.tables where table.columns.isEmpty && table.partitionOf == nil {
      remark("table", "table \(table.name.display): it has no columns", on: nil, at: table.span)
    }
    remark(catalog.tables.compactMap(\.partitionRemark))
    let isPrisma = catalog.origin.language == .prisma
    if !isPrisma {
      for found in catalog.extensions { remark("extension", "extension \(found.name)", on: nil, at: found.span) }
    }
    for type in catalog.domains { remark("domain", "domain \(type.name.display)", on: nil, at: type.span) }
    remark(catalog.typeRemarks)
    for sequence in catalog.sequences where sequence.ownedBy == nil {
      remark("sequence", "sequence \(sequence.name.display)", on: nil, at: sequence.span)
    }
    remark(catalog.programRemarks)
  }

  /// The remarks that belong to no block, as comments at the end; where there are many of a kind, how many.
  func restBlock() -> String? {
    let rest = remarks.filter { $0.object == nil }
    let counts = Dictionary(rest.map { ($0.kind, 1) }, uniquingKeysWith: +)
    var counted: Set<String> = []
    let lines = rest.flatMap { remark -> [String] in
      let count = counts[remark.kind, default: 0]
      if count <= 10 { return PrismaString.comment("Not in Prisma: \(remark.what)", sign: "//") }
      guard counted.insert(remark.kind).inserted else { return [] }
      return PrismaString.comment("Not in Prisma: \(count) \(NameWords.plural(remark.kind))", sign: "//")
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}
