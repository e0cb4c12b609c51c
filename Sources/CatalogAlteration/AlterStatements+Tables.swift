import SQLWriting
import SchemaModel
import TypeConversion

extension AlterStatements {
  func table(_ name: ObjectName) -> [String] {
    guard let before = old.tables[name], let after = new.tables[name] else { return [] }
    let alter = "ALTER TABLE \(QuotedIdentifier.text(name))"
    var texts = before.ofType != nil && after.ofType == nil ? ["\(alter) NOT OF"] : []
    if before.isUnlogged != after.isUnlogged {
      texts.append("\(alter) SET \(after.isUnlogged ? "UNLOGGED" : "LOGGED")")
    }
    texts += storage(alter, before.storageParameters, after.storageParameters)
    let options = foreignOptions(before.foreignOptions, after.foreignOptions)
    if !options.isEmpty { texts.append("ALTER FOREIGN TABLE \(QuotedIdentifier.text(name)) \(options)") }
    return texts
  }

  func column(_ table: ObjectName, _ name: String) -> [CatalogAlteration.Statement] {
    guard let before = old.column(table, name), let after = new.column(table, name) else { return [] }
    let followed = fate.old.follows[.column(table, name)].flatMap { parent -> Part? in
      guard let owner = parent.owner, fate.isKept(.membership(table, owner)), fate.isKept(parent),
        fate.new.follows[.column(table, name)] == parent
      else { return nil }
      return parent
    }
    var list: [CatalogAlteration.Statement] = []
    if before.generated != nil, after.generated == nil, followed == nil {
      list.append(.init(action(table, name, "DROP EXPRESSION"), on: table))
    }
    if before.identity != nil, after.identity == nil {
      list.append(.init(action(table, name, "DROP IDENTITY"), on: table))
    }
    if let retype = fate.retype(of: .column(table, name)), followed == nil {
      list.append(self.retype(table, before, after, retype))
    }
    if before.isNullable != after.isNullable, !isSameNull(followed, after) { list.append(nullability(table, after)) }
    list += identity(table, before, after).map { .init($0, on: table) }
    list += settings(table, before, after).map { .init($0, on: table) }
    return list
  }

  /// Whether the parent's column changes alike, and this one with it.
  private func isSameNull(_ parent: Part?, _ column: Column) -> Bool {
    guard case .column(let owner, let name)? = parent, let before = old.column(owner, name),
      let after = new.column(owner, name)
    else { return false }
    return before.isNullable != after.isNullable && after.isNullable == column.isNullable
  }

  private func action(_ table: ObjectName, _ column: String, _ action: String) -> String {
    "ALTER TABLE \(QuotedIdentifier.text(table)) ALTER COLUMN \(QuotedIdentifier.text(column)) \(action)"
  }

  private func retype(
    _ table: ObjectName, _ before: Column, _ after: Column, _ change: ColumnRetype
  ) -> CatalogAlteration.Statement {
    var text = "TYPE \(after.type.sql)"
    if let collation = after.collation {
      text += " COLLATE \(writer.collationText(collation))"
    } else if before.collation != nil, change.isRetyped, before.type == after.type {
      text += " COLLATE \"default\""
    }
    let name = QuotedIdentifier.text(after.name)
    if after.type.userType.map(fate.replacedTypes.contains) == true {
      text += " USING \(ReplacedValues.conversion(name, before.type, after.type))"
    } else if ColumnConversion.of(before.type, to: after.type, in: old, new) == .using {
      text += " USING \(ColumnConversion.expression(name, old.typeBeneathDomains(before.type), to: after.type))"
    }
    return CatalogAlteration.Statement(action(table, after.name, text), on: table)
  }

  private func nullability(_ table: ObjectName, _ column: Column) -> CatalogAlteration.Statement {
    var statement = CatalogAlteration.Statement(
      action(table, column.name, column.isNullable ? "DROP NOT NULL" : "SET NOT NULL"), on: table)
    if !column.isNullable { statement.needs = .noNulls(in: ColumnReference(table, column.name)) }
    return statement
  }

  private func identity(_ table: ObjectName, _ before: Column, _ after: Column) -> [String] {
    guard let identity = after.identity else { return [] }
    guard let earlier = before.identity else {
      let options = writer.sequenceOptions(identity.sequence, inIdentity: true)
      let list = options.isEmpty ? "" : " (\(options.joined(separator: " ")))"
      return [
        action(table, after.name, "ADD GENERATED \(identity.generation.rawValue) AS IDENTITY\(list)"),
        SequencePosition.behind(after, of: table),
      ]
    }
    var words: [String] = []
    if earlier.generation != identity.generation { words.append("SET GENERATED \(identity.generation.rawValue)") }
    words += SequenceChange.words(from: earlier.sequence, to: identity.sequence).filter { !$0.hasPrefix("AS ") }
      .map { "SET \($0)" }
    var texts = words.isEmpty ? [] : [action(table, after.name, words.joined(separator: " "))]
    if let owner = old.tables[table], let target = new.tables[table] {
      let one = writer.identitySequence(of: before, in: owner)
      let other = writer.identitySequence(of: after, in: target)
      if one.name != other.name {
        texts.append("ALTER SEQUENCE \(QuotedIdentifier.text(one)) RENAME TO \(QuotedIdentifier.text(other.name))")
      }
    }
    return texts
  }

  private func settings(_ table: ObjectName, _ before: Column, _ after: Column) -> [String] {
    let isMoved = fate.retype(of: .column(table, after.name)) != nil
    var texts: [String] = []
    if before.storage != after.storage || isMoved && after.storage != nil {
      texts.append(only(table, after.name, "SET STORAGE \(after.storage ?? UsualStorage.of(after.type, in: new))"))
    }
    if before.compression != after.compression || isMoved && after.compression != nil {
      texts.append(only(table, after.name, "SET COMPRESSION \(after.compression ?? "default")"))
    }
    if before.statisticsTarget != after.statisticsTarget {
      texts.append(only(table, after.name, "SET STATISTICS \(after.statisticsTarget ?? -1)"))
    }
    texts += storage(
      "ALTER TABLE ONLY \(QuotedIdentifier.text(table)) ALTER COLUMN \(QuotedIdentifier.text(after.name))",
      before.options, after.options)
    let options = foreignOptions(before.foreignOptions, after.foreignOptions)
    if !options.isEmpty {
      texts.append(
        "ALTER FOREIGN TABLE \(QuotedIdentifier.text(table)) "
          + "ALTER COLUMN \(QuotedIdentifier.text(after.name)) \(options)"
      )
    }
    return texts
  }

  /// `OPTIONS (ADD ..., SET ..., DROP ...)`; empty when nothing changes.
  private func foreignOptions(_ before: [String: String], _ after: [String: String]) -> String {
    var items: [String] = []
    for (name, value) in after.sorted(by: { $0.key < $1.key }) where before[name] != value {
      items.append(
        "\(before[name] == nil ? "ADD" : "SET") \(QuotedIdentifier.text(name)) \(SQLLiteral.text(value))")
    }
    for name in before.keys.sorted() where after[name] == nil { items.append("DROP \(QuotedIdentifier.text(name))") }
    return items.isEmpty ? "" : "OPTIONS (\(items.joined(separator: ", ")))"
  }
}

/// Values of a type on their way to one of the same name.
enum ReplacedValues {
  static func conversion(_ column: String, _ old: ColumnType, _ new: ColumnType) -> String {
    if new.isArray { return "\(column)::text[]::\(new.sql)" }
    return "\(column)::text::\(new.sql)"
  }
}

/// The storage that a type has when nothing is said.
enum UsualStorage {
  static func of(_ type: ColumnType, in catalog: Catalog) -> String {
    let type = catalog.typeBeneathDomains(type)
    if type.isArray { return "EXTENDED" }
    if let name = type.userType {
      return catalog.enums.contains(name) ? "PLAIN" : "EXTENDED"
    }
    switch type.name {
    case "numeric", "inet", "cidr": return "MAIN"
    case "text", "varchar", "bpchar", "bytea", "json", "jsonb", "xml", "bit", "varbit", "path", "polygon", "tsvector",
      "jsonpath":
      return "EXTENDED"
    default: return type.name.hasSuffix("range") ? "EXTENDED" : "PLAIN"
    }
  }
}
