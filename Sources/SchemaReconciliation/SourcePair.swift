import CatalogComparison
import Diagnostics
import SQLSyntax
import SchemaModel

/// Two sources of one schema, compared and made one.
struct SourcePair {
  /// The one that is followed.
  let first: Catalog
  let second: Catalog
  let said: (first: Vocabulary, second: Vocabulary)
  let meanings: Meanings
  var merged: Catalog
  var disagreements: [SourceDisagreement] = []

  init(_ first: Catalog, _ second: Catalog, _ parser: SQLParser) {
    self.first = first
    self.second = second
    said = (Vocabulary(first), Vocabulary(second))
    meanings = Meanings(parser, first, second)
    merged = first
  }

  mutating func reconcile() {
    mergeNames()
    reconcileEnums()
    reconcileTables()
    reconcileViews()
    if said.first.hasPrograms, said.second.hasPrograms { comparePrograms() }
  }

  /// What is nobody's object: schemas and extensions, wherever they are named.
  private mutating func mergeNames() {
    for schema in second.schemas where !merged.schemas.contains(schema.name) { merged.schemas.append(schema) }
    for found in second.extensions where !merged.extensions.contains(found.name) { merged.extensions.append(found) }
  }

  // MARK: Telling

  /// An object that one source has, when the other could say it.
  mutating func tellMissing(
    _ kind: SchemaChange.ObjectKind, _ name: String, of table: ObjectName? = nil, in holder: SourceSpan?, isFirst: Bool,
    where otherSpan: SourceSpan? = nil
  ) {
    let place = otherSpan ?? Self.start(of: isFirst ? second : first)
    disagreements.append(
      SourceDisagreement(
        kind: kind, table: table, name: name, details: [],
        first: side(isFirst: true, isFirst ? holder : place, hasObject: isFirst),
        second: side(isFirst: false, isFirst ? place : holder, hasObject: !isFirst)))
  }

  /// - Returns: whether there was something to tell.
  @discardableResult
  mutating func tell(
    _ kind: SchemaChange.ObjectKind, _ name: String, of table: ObjectName? = nil, _ details: [SchemaChange.Detail],
    _ left: SourceSpan?, _ right: SourceSpan?
  ) -> Bool {
    guard !details.isEmpty else { return false }
    disagreements.append(
      SourceDisagreement(
        kind: kind, table: table, name: name, details: details, first: side(isFirst: true, left, hasObject: true),
        second: side(isFirst: false, right, hasObject: true)))
    return true
  }

  private func side(isFirst: Bool, _ span: SourceSpan?, hasObject: Bool) -> SourceDisagreement.Side {
    let language = (isFirst ? first : second).origin.language
    return SourceDisagreement.Side(
      source: Self.name(of: language), language: language, span: span, hasObject: hasObject)
  }

  private static func name(of language: SchemaOrigin.Language) -> String {
    switch language {
    case .prisma: "the Prisma schema"
    case .sql: "the SQL"
    case .sqlalchemy: "the SQLAlchemy models"
    case .database: "the database"
    }
  }

  /// Where something that is nowhere in a source would be added: the newest of the SQL files, the first of an ORM's.
  private static func start(of catalog: Catalog) -> SourceSpan? {
    let files = catalog.origin.files
    let path = catalog.origin.language == .sql ? files.last : files.first
    return path.map { SourceSpan(path: $0, offset: 0, length: 0, line: 1, column: 1) }
  }
}

extension SourcePair {
  mutating func reconcileEnums() {
    for type in first.enums {
      guard let other = second.enums[type.name] else {
        if said.second.sees(type.name) { tellMissing(.enumType, type.name.display, in: type.span, isFirst: true) }
        continue
      }
      var result = type
      result.model = type.model ?? other.model
      result.comment = type.comment ?? other.comment
      var isSame = true
      for value in type.values {
        if let twin = other.values.first(where: { $0.label == value.label }) {
          result.take(twin)
        } else {
          tellValue(value, of: type, at: other, isFirst: true)
          isSame = false
        }
      }
      for value in other.values where !type.values.contains(where: { $0.label == value.label }) {
        tellValue(value, of: type, at: type, isFirst: false)
        result.values.append(value)
        isSame = false
      }
      if isSame, said.second.isORM { result.span = other.span ?? type.span }
      merged.enums.update(type.name) { $0 = result }
    }
    for type in second.enums where !first.enums.contains(type.name) {
      merged.enums.append(type)
      if said.first.sees(type.name) { tellMissing(.enumType, type.name.display, in: type.span, isFirst: false) }
    }
  }

  private mutating func tellValue(_ value: EnumType.Value, of type: EnumType, at other: EnumType, isFirst: Bool) {
    let holder = value.span ?? (isFirst ? type.span : second.enums[type.name]?.span)
    tellMissing(
      .enumType, "\(type.name.display) value \(value.label)", in: holder, isFirst: isFirst, where: other.span)
  }
}

extension EnumType {
  fileprivate mutating func take(_ twin: Value) {
    guard let position = values.firstIndex(where: { $0.label == twin.label }) else { return }
    values[position].mappedFrom = values[position].mappedFrom ?? twin.mappedFrom
    values[position].comment = values[position].comment ?? twin.comment
  }
}
