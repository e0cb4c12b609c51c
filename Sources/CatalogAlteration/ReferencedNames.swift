import SQLWriting
import SchemaModel

/// What the names in a text of SQL may stand for in one catalog.
struct ReferencedNames {
  private let catalog: Catalog
  private var types: [String: [ObjectName]] = [:]
  private var relations: [String: [Part]] = [:]
  private var functions: [String: [(name: ObjectName, part: Part)]] = [:]

  init(_ catalog: Catalog) {
    self.catalog = catalog
    let named: [ObjectName] =
      catalog.enums.names + catalog.domains.names + catalog.compositeTypes.names + catalog.rangeTypes.names
    for name in named { types[name.name, default: []].append(name) }
    for table in catalog.tables { relations[table.name.name, default: []].append(.table(table.name)) }
    for view in catalog.views { relations[view.name.name, default: []].append(.view(view.name)) }
    for sequence in catalog.sequences { relations[sequence.name.name, default: []].append(.sequence(sequence.name)) }
    for function in catalog.functions {
      functions[function.name.name, default: []].append((function.name, .function(function.signature)))
    }
  }

  func type(_ name: ObjectName) -> Set<Part> {
    if types[name.name]?.contains(name) == true { return [.type(name)] }
    return Set((relations[name.name] ?? []).filter { $0.owner == name })
  }

  func types(_ list: [ColumnType]) -> Set<Part> {
    list.reduce(into: []) { found, type in
      if let name = type.userType { found.formUnion(self.type(name)) }
    }
  }

  func functionsNamed(_ name: ObjectName) -> Set<Part> {
    Set((functions[name.name] ?? []).filter { name.schema.isEmpty || $0.name == name }.map(\.part))
  }

  /// An expression, perhaps over the columns of a table.
  func expression(_ sql: String, of table: ObjectName? = nil) -> Set<Part> {
    let references = SQLReferences.all(in: sql)
    var found = calls(references).union(types(references)).union(sequences(in: sql))
    if let table { found.formUnion(columns(of: table, references, sql)) }
    if references.contains(where: { $0.schema == nil && $0.name == "select" }) {
      found.formUnion(relations(references, sql))
    }
    return found
  }

  /// A query or a rule. What it reads counts when the model knows it.
  func statement(_ sql: String, reads: [ObjectName]) -> Set<Part> {
    let references = SQLReferences.all(in: sql)
    let rest = calls(references).union(types(references)).union(sequences(in: sql))
    guard !reads.isEmpty else { return rest.union(relations(references, sql)) }
    return reads.reduce(into: rest) { found, name in
      found.formUnion((relations[name.name] ?? []).filter { $0.owner == name })
      found.formUnion(columns(of: name, references, sql))
    }
  }

  func elements(_ elements: [IndexElement], of table: ObjectName) -> Set<Part> {
    elements.reduce(into: []) { found, element in
      switch element.key {
      case .column(let name): found.insert(.column(table, name))
      case .expression(let expression): found.formUnion(self.expression(expression.sql, of: table))
      }
      if let collation = element.collation { found.insert(.collation(collation)) }
    }
  }

  func index(_ index: Index, of table: ObjectName) -> Set<Part> {
    var found = elements(index.elements, of: table).union(index.includes.map { .column(table, $0) })
    if let predicate = index.predicate { found.formUnion(expression(predicate.sql, of: table)) }
    return found
  }

  /// The types of its arguments and result; what a body in a string names PostgreSQL does not keep.
  func function(_ function: Function) -> Set<Part> {
    let all = SQLReferences.all(in: FunctionText.behindName(of: function))
    if function.kind == .aggregate {
      let routines = all.reduce(into: Set<Part>()) { found, reference in
        found.formUnion(functionsNamed(ObjectName(reference.name, schema: reference.schema ?? "")))
      }
      return routines.union(types(all))
    }
    let isParsed = all.contains { $0.name == "atomic" || $0.name == "return" }
    if isParsed { return calls(all).union(types(all)).union(relations(all, function.sql)) }
    let signature = (function.argumentTypes + [function.returns ?? ""]).joined(separator: ", ")
    let named = SQLReferences.all(in: signature)
    return calls(all).union(types(named)).union(
      relations(named).filter { if case .sequence = $0 { false } else { true } })
  }

  // MARK: Names

  private func calls(_ references: Set<SQLReference>) -> Set<Part> {
    references.reduce(into: []) { found, reference in
      guard reference.isCall else { return }
      found.formUnion(functionsNamed(ObjectName(reference.name, schema: reference.schema ?? "")))
    }
  }

  private func types(_ references: Set<SQLReference>) -> Set<Part> {
    references.reduce(into: []) { found, reference in
      for name in types[reference.name] ?? [] where reference.schema.map({ $0 == name.schema }) ?? true {
        found.insert(.type(name))
      }
    }
  }

  private func relations(_ references: Set<SQLReference>) -> Set<Part> {
    references.reduce(into: []) { found, reference in
      for part in relations[reference.name] ?? [] {
        if let schema = reference.schema, part.owner.map({ $0.schema != schema }) ?? false { continue }
        found.insert(part)
      }
    }
  }

  /// Relations, and those of their columns that are named.
  private func relations(_ references: Set<SQLReference>, _ sql: String) -> Set<Part> {
    let found = relations(references)
    return found.reduce(into: found) { all, part in
      if let name = part.owner { all.formUnion(columns(of: name, references, sql)) }
    }
  }

  private func columns(of table: ObjectName, _ references: Set<SQLReference>, _ sql: String) -> Set<Part> {
    guard let columns = catalog.tables[table]?.columns else { return [] }
    if StarText.isIn(sql) { return Set(columns.map { .column(table, $0.name) }) }
    return references.reduce(into: []) { found, reference in
      if columns.contains(reference.name) { found.insert(.column(table, reference.name)) }
    }
  }

  private func sequences(in sql: String) -> Set<Part> {
    guard sql.contains("'") else { return [] }
    return RegclassLiterals.names(in: sql).reduce(into: []) { found, parts in
      for part in relations[parts.last ?? ""] ?? [] {
        if case .sequence(let name) = part, parts.count == 1 || parts[parts.count - 2] == name.schema {
          found.insert(part)
        }
      }
    }
  }
}

/// Relations that strings name: `nextval('a_seq')`, `'a_seq'::regclass`.
enum RegclassLiterals {
  static func names(in sql: String) -> [[String]] {
    let pieces = sql.split(separator: "'", omittingEmptySubsequences: false)
    return pieces.indices.filter { $0 % 2 == 1 }.compactMap { RegclassText.parts(of: String(pieces[$0])) }
  }
}

/// Whether a query takes all columns of something: `*` behind a comma, a dot or SELECT.
enum StarText {
  static func isIn(_ sql: String) -> Bool {
    let bytes = Array(sql.utf8)
    return bytes.indices.contains { position in
      guard bytes[position] == UInt8(ascii: "*") else { return false }
      var before = position
      while before > 0, bytes[before - 1] <= 0x20 { before -= 1 }
      guard before > 0 else { return true }
      if bytes[before - 1] == UInt8(ascii: ",") || bytes[before - 1] == UInt8(ascii: ".") { return true }
      let word = String(decoding: bytes[..<before].suffix(8), as: UTF8.self).lowercased()
      return word.hasSuffix("select") || word.hasSuffix("distinct") || word.hasSuffix(" all")
    }
  }
}
