import SchemaModel

/// Columns that draw their values from a sequence.
extension WritingSession {
  /// Whether `autoincrement()` says the default: it makes a sequence with a name of its own, and the column not nullable.
  mutating func isSerial(_ sql: String, _ column: Column, of table: ObjectName) -> Bool {
    guard let drawn = sequence(drawnBy: sql, in: table.schema), !column.isNullable else { return false }
    let own = ObjectName(
      PrismaConstraintName.sequence(table: table.name, column: column.name), schema: table.schema)
    guard drawn == own else { return false }
    serials[own] = ColumnReference(table, column.name)
    return true
  }

  /// The sequence of `nextval('...'::regclass)`; nil for any other expression. A name without a schema is in `public`,
  /// unless only the table's own schema has it.
  private func sequence(drawnBy sql: String, in schema: String) -> ObjectName? {
    guard sql.hasPrefix("nextval("), sql.hasSuffix(")") else { return nil }
    let argument = sql.dropFirst("nextval(".count).dropLast()
    guard let literal = SQLConstant(String(argument)), literal.isQuoted, literal.casts.allSatisfy({ $0 == "regclass" }),
      let parts = RegclassText.parts(of: literal.text), let name = parts.last, parts.count < 3
    else { return nil }
    if parts.count == 2 { return ObjectName(name, schema: parts[0]) }
    let near = ObjectName(name, schema: schema)
    let isNear = catalog.sequences.contains(near) && !catalog.sequences.contains(ObjectName(name))
    return isNear ? near : ObjectName(name)
  }

  /// Sequences that Prisma does not make, or makes otherwise.
  mutating func remarkOnSequences() {
    // An identity column's own sequence is a part of it.
    for sequence in catalog.sequences where catalog.origin.language != .prisma {
      guard let column = serials[sequence.name] else {
        remark("sequence", "sequence \(sequence.name.display)", on: nil, [.sequence(sequence.name)], at: sequence.span)
        continue
      }
      remarkOnOptions(of: sequence, column)
    }
    guard catalog.origin.language != .prisma else { return }
    for (name, column) in serials.sorted(by: { $0.key < $1.key }) where !catalog.sequences.contains(name) {
      guard let found = catalog.tables[column.table]?.columns[column.column], found.identity == nil else { continue }
      remark(
        "sequence", "sequence \(name.display) is not declared: Prisma makes it for \(column.display)", on: nil,
        [.sequence(name)], at: found.span)
    }
  }

  private mutating func remarkOnOptions(of sequence: DatabaseSequence, _ column: ColumnReference) {
    let type = catalog.tables[column.table]?.columns[column.column]?.type
    let options = sequence.options
    var lost: [(what: String, property: String)] = []
    if sequence.ownedBy != column { lost.append(("is not owned by \(column.display)", "ownedBy")) }
    if options.type ?? ColumnType("int8") != type {
      lost.append(("counts in \((options.type ?? ColumnType("int8")).display)", "options.type"))
    }
    let largest = Self.largest(of: options.type)
    if let start = options.start, start != 1 { lost.append(("starts with \(start)", "options.start")) }
    if let step = options.increment, step != 1 { lost.append(("increments by \(step)", "options.increment")) }
    if let minimum = options.minimum, minimum != 1 { lost.append(("has the minimum \(minimum)", "options.minimum")) }
    if let maximum = options.maximum, maximum != largest {
      lost.append(("has the maximum \(maximum)", "options.maximum"))
    }
    if let cache = options.cache, cache != 1 { lost.append(("caches \(cache)", "options.cache")) }
    if options.cycles { lost.append(("cycles", "options.cycles")) }
    if sequence.isUnlogged { lost.append(("is unlogged", "isUnlogged")) }
    if let comment = sequence.comment { lost.append(("has the comment \(PrismaString.quoted(comment))", "comment")) }
    guard !lost.isEmpty else { return }
    let place = CatalogPath.sequence(sequence.name)
    remark(
      "sequence option", "sequence \(sequence.name.display) \(lost.map(\.what).joined(separator: ", "))", on: nil,
      lost.map { place.property($0.property) }, at: sequence.span)
  }

  private static func largest(of type: ColumnType?) -> Int {
    ["int2": Int(Int16.max), "int4": Int(Int32.max)][type?.name ?? ""] ?? Int.max
  }
}
