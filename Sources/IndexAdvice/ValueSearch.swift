import IndexAnalysis
import PlanModel
import SchemaModel

/// A condition on a part of a value, which a GIN index finds rows by: an element of an array, a key of a document, a
/// word, three letters that follow each other.
struct ValueSearch: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case elements
    case document
    case words
    case letters
  }

  var column: String
  var kind: Kind
  /// As written.
  var `operator`: String
  /// The literal on the other side.
  var constant: String?
  /// What is searched, where that is no column by itself.
  var expression: String?

  /// nil for a condition that no GIN operator class of PostgreSQL or pg_trgm decides.
  init?(_ predicate: QueryShape.Predicate, of table: Table, in catalog: Catalog) {
    guard let declared = table.columns[predicate.column.column]?.type else { return nil }
    let type = catalog.typeBeneathDomains(declared)
    guard let kind = Self.kind(predicate, type) else { return nil }
    column = predicate.column.column
    self.kind = kind
    self.operator = predicate.operator
    constant = predicate.constant
    expression = predicate.function == nil ? nil : predicate.expression
  }

  private static func kind(_ predicate: QueryShape.Predicate, _ type: ColumnType) -> Kind? {
    if let function = predicate.function?.lowercased() { return kind(predicate, beneath: function, type) }
    switch predicate.comparison {
    case .textSearch where !type.isArray && type.name == "tsvector": return .words
    case .contains, .overlaps, .textSearch:
      if type.isArray { return ["@>", "&&"].contains(predicate.operator) ? .elements : nil }
      return type.name == "jsonb" && ["@>", "?", "?|", "?&", "@@"].contains(predicate.operator) ? .document : nil
    case .pattern, .prefix: return isLetters(predicate, type) ? .letters : nil
    default: return nil
    }
  }

  /// Functions whose result an index may hold: of `to_tsvector` only with its configuration written out.
  private static func kind(
    _ predicate: QueryShape.Predicate, beneath function: String, _ type: ColumnType
  ) -> Kind? {
    switch function {
    case "to_tsvector" where predicate.comparison == .textSearch:
      return predicate.expression?.lowercased().hasPrefix("to_tsvector('") == true ? .words : nil
    case "lower", "upper": return isLetters(predicate, type) ? .letters : nil
    default: return nil
    }
  }

  /// What a B-tree knows the beginning of is left to it.
  private static func isLetters(_ predicate: QueryShape.Predicate, _ type: ColumnType) -> Bool {
    guard !type.isArray, type.userType == nil, ["text", "varchar"].contains(type.name),
      predicate.comparison == .pattern || predicate.comparison == .prefix && predicate.operator == "ILIKE"
    else { return false }
    return predicate.constant.map { longestRun(of: $0) >= 3 } ?? true
  }

  /// Letters and digits in a row, of which three make a trigram.
  private static func longestRun(of constant: String) -> Int {
    constant.split { !($0.isLetter || $0.isNumber) }.map(\.count).max() ?? 0
  }

  /// The operator class that decides it, where it is not the one that the type has by itself; of a document asked what it
  /// contains there is a smaller one.
  var operatorClasses: [String?] {
    switch kind {
    case .letters: ["gin_trgm_ops"]
    case .document where self.operator == "@>" || self.operator == "@@": ["jsonb_path_ops", nil]
    case .elements, .words, .document: [nil]
    }
  }

  /// Whether an element of an index holds what is searched for.
  func isDecided(by element: IndexElement) -> Bool {
    switch element.key {
    case .column(let name): guard expression == nil, name == column else { return false }
    case .expression(let held): guard SQLTokens.areEqual(held.sql, expression) else { return false }
    }
    let plain = element.operatorClass.map { $0.split(separator: ".").last.map(String.init) ?? $0 }
    switch kind {
    case .letters: return plain == "gin_trgm_ops"
    case .document: return plain == nil || plain == "jsonb_ops" || operatorClasses.contains(plain)
    case .elements, .words: return plain == nil || plain == "array_ops" || plain == "tsvector_ops"
    }
  }

  var reason: IndexProposal.Placement.Reason {
    switch kind {
    case .elements: .elements
    case .document: .document
    case .words: .words
    case .letters: .letters
    }
  }
}
