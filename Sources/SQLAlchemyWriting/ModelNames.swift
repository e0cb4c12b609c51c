import SQLWriting
import SchemaModel

/// What everything is called in the module.
struct ModelNames {
  private(set) var classes: [ObjectName: String] = [:]
  /// Variables of tables that are no models.
  private(set) var tables: [ObjectName: String] = [:]
  private(set) var enums: [ObjectName: String] = [:]
  /// Variables of the types and sequences.
  private(set) var types: [ObjectName: String] = [:]
  private(set) var sequences: [ObjectName: String] = [:]
  /// Classes of types that SQLAlchemy has no name for, by their SQL.
  private(set) var ownTypes: [String: String] = [:]
  private var attributes: [ObjectName: [String: String]] = [:]
  private var taken: [ObjectName: Set<String>] = [:]
  /// Every name of the module, which an attribute must not hide.
  private var module: Set<String> = Self.reserved

  /// Names that the module imports or that annotations are made of, and words a name is not to be.
  private static let reserved = Set(
    """
    sa postgresql datetime decimal enum uuid Any Base DeclarativeBase Mapped mapped_column relationship bool bytes dict
    float int list object str tuple type List Dict Set Tuple Optional Union Type ClassVar Final Literal Annotated
    metadata registry
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  ).union(PythonText.keywords)

  init(_ catalog: Catalog, shapes: [ObjectName: TableShape]) {
    for table in catalog.tables where shapes[table.name] == .model {
      guard let model = table.model?.name, PythonText.isName(model), module.insert(model).inserted else { continue }
      classes[table.name] = model
    }
    for type in catalog.enums {
      guard let model = type.model, PythonText.isName(model), module.insert(model).inserted else { continue }
      enums[type.name] = model
    }
    for table in catalog.tables {
      switch shapes[table.name] {
      case .model where classes[table.name] == nil:
        classes[table.name] = className(table.name, "Model", isPlural: true)
      case .association, .table: tables[table.name] = variable(table.name, "_table")
      default: break
      }
    }
    for type in catalog.enums {
      if enums[type.name] == nil { enums[type.name] = className(type.name, "Enum", isPlural: false) }
      types[type.name] = variable(type.name, "_type")
    }
    for domain in catalog.domains { types[domain.name] = variable(domain.name, "_type") }
    for sequence in catalog.sequences { sequences[sequence.name] = variable(sequence.name, "_sequence") }
  }

  /// The class of a type by its SQL, made when it is first asked for.
  mutating func ownType(_ sql: String) -> String {
    if let known = ownTypes[sql] { return known }
    var name = NameWords.pascal(NameWords.split(sql.hasPrefix("public.") ? String(sql.dropFirst(7)) : sql))
    if !PythonText.isName(name) { name = "Type" + name }
    let made = unique(PythonText.isName(name) ? name : "Type", orElse: name + "Type")
    ownTypes[sql] = made
    return made
  }

  private mutating func className(_ object: ObjectName, _ kind: String, isPlural: Bool) -> String {
    var words = NameWords.split(object.name)
    if isPlural, let last = words.popLast() { words.append(NameWords.singular(last)) }
    var name = NameWords.pascal(words)
    if !PythonText.isName(name) { name = kind + name }
    if !PythonText.isName(name) { name = kind }
    let schema = NameWords.pascal(NameWords.split(object.schema))
    return unique(name, orElse: object.schema == "public" ? name + kind : schema + name)
  }

  private mutating func variable(_ object: ObjectName, _ suffix: String) -> String {
    var name = NameWords.snake(NameWords.split(object.name)) + suffix
    if !PythonText.isName(name) { name = "_" + name }
    if !PythonText.isName(name) { name = suffix }
    return unique(name, orElse: NameWords.snake(NameWords.split(object.schema)) + "_" + name)
  }

  private mutating func unique(_ name: String, orElse other: String) -> String {
    Self.unique(name, orElse: PythonText.isName(other) ? other : name, in: &module)
  }

  /// The name, or the other, or that with a number; it counts as taken from then on.
  private static func unique(_ name: String, orElse other: String, in taken: inout Set<String>) -> String {
    if taken.insert(name).inserted { return name }
    var candidate = other
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(other)_\(number)"
      number += 1
    }
    return candidate
  }

  /// Attributes of the models' columns; to be called when the module's names are known.
  mutating func nameAttributes(of table: Table, keepsFields: Bool) {
    var names = module
    var found: [String: String] = [:]
    for column in table.columns {
      let name = Self.attribute(keepsFields ? column.field?.name ?? column.name : column.name, keeping: keepsFields)
      found[column.name] = Self.unique(name, orElse: name + "_", in: &names)
    }
    attributes[table.name] = found
    taken[table.name] = names
  }

  private static func attribute(_ column: String, keeping isKept: Bool) -> String {
    var name = column
    let isLower = name == name.lowercased()
    if !isName(name) || !isKept && !isLower { name = NameWords.snake(NameWords.split(column)) }
    if PythonText.keywords.contains(name) { return name + "_" }
    return isName(name) ? name : isName("column_" + name) ? "column_" + name : "column"
  }

  /// A class changes names that begin with two underscores, and SQLAlchemy keeps its own behind `_sa_`.
  private static func isName(_ text: String) -> Bool {
    PythonText.isName(text) && !text.hasPrefix("__") && !text.hasPrefix("_sa_")
  }

  func attribute(_ column: String, of table: ObjectName) -> String { attributes[table]?[column] ?? column }

  /// A name for a relationship that no other attribute of the model has.
  mutating func relationship(_ wanted: String, orElse other: String, in table: ObjectName) -> String {
    let names = [wanted, other].map { Self.isName($0) ? $0 : Self.isName("to_" + $0) ? "to_" + $0 : "related" }
    return Self.unique(names[0], orElse: names[1], in: &taken[table, default: []])
  }
}

/// How a table is written.
enum TableShape: Hashable {
  case model
  /// Nothing but the two foreign keys of a many-to-many relation.
  case association
  /// A table without a primary key, which no model can be mapped to.
  case table
  /// Reached through its parent.
  case partition

  init(_ table: Table) {
    if table.partitionOf != nil {
      self = .partition
    } else if Self.isAssociation(table) {
      self = .association
    } else {
      self = table.primaryKey == nil ? .table : .model
    }
  }

  private static func isAssociation(_ table: Table) -> Bool {
    guard table.foreignKeys.count == 2, table.foreignKeys.allSatisfy({ $0.isEnforced && $0.target != table.name })
    else { return false }
    let columns = table.foreignKeys.flatMap(\.columns)
    return Set(columns).count == columns.count && Set(columns) == Set(table.columns.names) && table.isUnique(columns)
  }
}
