import SQLWriting
import SchemaModel

extension AlterStatements {
  func type(_ name: ObjectName) -> [CatalogAlteration.Statement] {
    if fate.replacedTypes.contains(name) {
      let temporary = ReplacedTypeName.of(name, in: old, new)
      let kind = old.domains.contains(name) ? "DOMAIN" : "TYPE"
      let rename = "ALTER \(kind) \(QuotedIdentifier.text(name)) RENAME TO \(QuotedIdentifier.text(temporary.name))"
      let others = old.rangeTypes[name].map { companions(of: $0, now: temporary) } ?? []
      return ([rename] + others + TypeText.create(name, in: new)).map { .init($0) }
    }
    if let before = old.enums[name], let after = new.enums[name] { return addValues(before, after) }
    if let before = old.compositeTypes[name], let after = new.compositeTypes[name] {
      return attributes(before, after).map { .init($0) }
    }
    if let before = old.domains[name], let after = new.domains[name], before.isNullable != after.isNullable {
      return [
        .init("ALTER DOMAIN \(QuotedIdentifier.text(name)) \(after.isNullable ? "DROP" : "SET") NOT NULL")
      ]
    }
    return []
  }

  /// What came with a range type keeps its names when the type loses its own: its multirange, the functions of both.
  private func companions(of range: RangeType, now name: ObjectName) -> [String] {
    let several = MultirangeName.of(range)
    let other = ReplacedTypeName.of(several, in: old, new)
    var subtype = range.subtype
    if let type = subtype.userType, fate.replacedTypes.contains(type) {
      subtype.name = ReplacedTypeName.of(type, in: old, new).name
    }
    let (bound, own) = (subtype.sql, QuotedIdentifier.text(name))
    let functions = [
      (range.name, "\(bound), \(bound)", name), (range.name, "\(bound), \(bound), text", name), (several, "", other),
      (several, "\(own)[]", other), (several, own, other),
    ].map { function, arguments, next in
      "ALTER FUNCTION \(QuotedIdentifier.text(function))(\(arguments)) RENAME TO \(QuotedIdentifier.text(next.name))"
    }
    return ["ALTER TYPE \(QuotedIdentifier.text(several)) RENAME TO \(QuotedIdentifier.text(other.name))"] + functions
  }

  /// Each new value stands before the next old one, so that the order comes out right.
  private func addValues(_ before: EnumType, _ after: EnumType) -> [CatalogAlteration.Statement] {
    var known = before.values.map(\.label)
    var list: [CatalogAlteration.Statement] = []
    let labels = after.values.map(\.label)
    for (position, label) in labels.enumerated() where !known.contains(label) {
      var text = "ALTER TYPE \(QuotedIdentifier.text(after.name)) ADD VALUE IF NOT EXISTS \(SQLLiteral.text(label))"
      if let next = labels[(position + 1)...].first(where: known.contains) {
        text += " BEFORE \(SQLLiteral.text(next))"
      }
      known.append(label)
      var statement = CatalogAlteration.Statement(text)
      statement.endsTransaction = true
      list.append(statement)
    }
    return list
  }

  private func attributes(_ before: CompositeType, _ after: CompositeType) -> [String] {
    let alter = "ALTER TYPE \(QuotedIdentifier.text(after.name))"
    var texts: [String] = []
    for attribute in before.attributes where !after.attributes.contains(where: { $0.name == attribute.name }) {
      texts.append("\(alter) DROP ATTRIBUTE \(QuotedIdentifier.text(attribute.name)) CASCADE")
    }
    for attribute in after.attributes {
      let collation = attribute.collation.map { " COLLATE \(writer.collationText($0))" } ?? ""
      let text = "\(attribute.type.sql)\(collation)"
      guard let earlier = before.attributes.first(where: { $0.name == attribute.name }) else {
        texts.append("\(alter) ADD ATTRIBUTE \(QuotedIdentifier.text(attribute.name)) \(text) CASCADE")
        continue
      }
      if earlier.type != attribute.type || earlier.collation != attribute.collation {
        texts.append("\(alter) ALTER ATTRIBUTE \(QuotedIdentifier.text(attribute.name)) TYPE \(text) CASCADE")
      }
    }
    return texts
  }

  func role(_ name: String) -> [String] {
    guard let before = old.roles[name], let after = new.roles[name] else { return [] }
    let text = QuotedIdentifier.text(name)
    let opposites = [
      ("INHERIT", "NOINHERIT"), ("BYPASSRLS", "NOBYPASSRLS"), ("CREATEDB", "NOCREATEDB"),
      ("CREATEROLE", "NOCREATEROLE"),
    ]
    let one = Set(before.options.map { $0.uppercased() })
    let other = Set(after.options.map { $0.uppercased() })
    var words: [String] = []
    for (yes, no) in opposites {
      let usual = yes == "INHERIT"
      let was = one.contains(no) ? false : one.contains(yes) || usual
      let wanted = other.contains(no) ? false : other.contains(yes) || usual
      if was != wanted { words.append(wanted ? yes : no) }
    }
    var texts = words.isEmpty ? [] : ["ALTER ROLE \(text) \(words.joined(separator: " "))"]
    for parent in before.memberOf where !after.memberOf.contains(parent) && !RoleNames.isKeyword(parent) {
      texts.append("REVOKE \(QuotedIdentifier.text(parent)) FROM \(text)")
    }
    for parent in after.memberOf where !RoleNames.isKeyword(parent) {
      let isNew = !before.memberOf.contains(parent)
      let administered = before.administers.contains(parent)
      let administers = after.administers.contains(parent)
      guard isNew || administered != administers else { continue }
      let grantor = QuotedIdentifier.text(parent)
      texts.append(
        !isNew && administered
          ? "REVOKE ADMIN OPTION FOR \(grantor) FROM \(text)"
          : "GRANT \(grantor) TO \(text)\(administers ? " WITH ADMIN OPTION" : "")")
    }
    return texts
  }

  func domainCheck(_ name: ObjectName, _ check: String) -> [String] {
    guard fate.comparison.change(of: .domainCheck(name, check)) == .inPlace else { return [] }
    return ["ALTER DOMAIN \(QuotedIdentifier.text(name)) VALIDATE CONSTRAINT \(QuotedIdentifier.text(check))"]
  }

  func sequence(_ name: ObjectName) -> [String] {
    guard let before = old.sequences[name], let after = new.sequences[name] else { return [] }
    let words = SequenceChange.words(from: before.options, to: after.options)
    let alter = "ALTER SEQUENCE \(QuotedIdentifier.text(name))"
    var texts = words.isEmpty ? [] : ["\(alter) \(words.joined(separator: " "))"]
    if before.isUnlogged != after.isUnlogged {
      texts.append("\(alter) SET \(after.isUnlogged ? "UNLOGGED" : "LOGGED")")
    }
    return texts
  }

  func ownership(_ name: ObjectName) -> [String] {
    guard old.sequences[name]?.ownedBy != new.sequences[name]?.ownedBy, let sequence = new.sequences[name] else {
      return []
    }
    return writer.ownSequence(sequence, in: new).map { [$0] } ?? []
  }

  func view(_ name: ObjectName) -> [String] {
    guard let before = old.views[name], let after = new.views[name] else { return [] }
    let isSameQuery = PartComparison.isSame(SQLExpression(before.query), SQLExpression(after.query))
    let kind = after.isMaterialized ? "MATERIALIZED VIEW" : "VIEW"
    let text = QuotedIdentifier.text(name)
    var texts: [String] = []
    if isSameQuery {
      texts += storage("ALTER \(kind) \(text)", before.options, after.options)
    } else if let create = writer.createView(after) {
      texts.append("CREATE OR REPLACE" + create.dropFirst("CREATE".count))
    }
    if after.isMaterialized, before.isPopulated != after.isPopulated {
      texts.append("REFRESH MATERIALIZED VIEW \(text)\(after.isPopulated ? "" : " WITH NO DATA")")
    }
    let columns = Set(before.columnDefaults.keys).union(after.columnDefaults.keys).sorted()
    for column in columns where before.columnDefaults[column] != after.columnDefaults[column] {
      let action = after.columnDefaults[column].map { "SET DEFAULT \(writer.defaultText($0))" } ?? "DROP DEFAULT"
      texts.append("ALTER VIEW \(text) ALTER COLUMN \(QuotedIdentifier.text(column)) \(action)")
    }
    let targets = Set(before.columnStatistics.keys).union(after.columnStatistics.keys).sorted()
    for column in targets where before.columnStatistics[column] != after.columnStatistics[column] {
      texts.append(
        "ALTER MATERIALIZED VIEW \(text) ALTER COLUMN \(QuotedIdentifier.text(column)) "
          + "SET STATISTICS \(after.columnStatistics[column] ?? -1)"
      )
    }
    return texts
  }
}

/// The name under which a replaced type waits until no column has it.
enum ReplacedTypeName {
  static func of(_ name: ObjectName, in catalogs: Catalog...) -> ObjectName {
    func isTaken(_ name: ObjectName) -> Bool {
      catalogs.contains {
        $0.enums.contains(name) || $0.domains.contains(name) || $0.compositeTypes.contains(name)
          || $0.rangeTypes.contains(name) || $0.tables.contains(name) || $0.views.contains(name)
          || $0.collations.contains(name)
      }
    }
    let endings = ["_old"] + (2...100).map { "_old\($0)" }
    let names = endings.map { ending in
      ObjectName(TakenNames.cut(name.name, to: TakenNames.longest - ending.utf8.count) + ending, schema: name.schema)
    }
    return names.first { !isTaken($0) } ?? names[0]
  }
}

/// The type of several ranges that comes with a range type.
///
/// Source: makeMultirangeTypeName of PostgreSQL's typecmds.c.
enum MultirangeName {
  static func of(_ range: RangeType) -> ObjectName {
    if let name = range.options["multirange_type_name"] {
      let parts = RegclassText.parts(of: name) ?? [name]
      return ObjectName(parts[parts.count - 1], schema: parts.count > 1 ? parts[0] : range.name.schema)
    }
    let name = range.name.name
    guard let place = name.firstRange(of: "range") else {
      return ObjectName(name + "_multirange", schema: range.name.schema)
    }
    return ObjectName(name.replacingCharacters(place, "multirange"), schema: range.name.schema)
  }
}

extension String {
  fileprivate func replacingCharacters(_ place: Range<String.Index>, _ text: String) -> String {
    String(self[..<place.lowerBound]) + text + String(self[place.upperBound...])
  }
}

/// What ALTER SEQUENCE says to bring options from one state to another.
enum SequenceChange {
  static func words(from before: SequenceOptions, to after: SequenceOptions) -> [String] {
    var words: [String] = []
    if before.type?.name ?? "int8" != after.type?.name ?? "int8" { words.append("AS \(after.type?.sql ?? "bigint")") }
    if before.increment ?? 1 != after.increment ?? 1 { words.append("INCREMENT BY \(after.increment ?? 1)") }
    if before.minimum != after.minimum { words.append(after.minimum.map { "MINVALUE \($0)" } ?? "NO MINVALUE") }
    if before.maximum != after.maximum { words.append(after.maximum.map { "MAXVALUE \($0)" } ?? "NO MAXVALUE") }
    let isAscending = (after.increment ?? 1) > 0
    let start = after.start ?? (isAscending ? after.minimum ?? 1 : after.maximum ?? -1)
    if before.start != after.start { words.append("START WITH \(start)") }
    if before.cache ?? 1 != after.cache ?? 1 { words.append("CACHE \(after.cache ?? 1)") }
    if before.cycles != after.cycles { words.append(after.cycles ? "CYCLE" : "NO CYCLE") }
    return words
  }
}
