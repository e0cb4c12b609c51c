import SQLSyntax
package import SchemaModel

/// A catalog and the one that models of it give back, held against what the models' writer said it loses: every
/// difference has a remark, and every remark a difference.
package struct RemarkedDifferences {
  /// Facts that were compared.
  package private(set) var facts = 0
  /// What was lost (`-`) or came (`+`) without a remark.
  package private(set) var unremarked: [String] = []
  /// Remarks behind which nothing stands.
  package private(set) var untrue: [String] = []

  /// - Parameter isWhole: whether every remark is about something that both catalogs can hold.
  package init(_ original: Catalog, _ again: Catalog, remarks: [ModelRemark], isWhole: Bool) {
    let sides = SQLParser.run { parser in
      (Comparable.of(original, parser: parser), Comparable.of(Self.placed(again, remarks), parser: parser))
    }
    var wanted = sides.0
    if isWhole { wanted.declareSchemas() }
    let lines = (CatalogFacts.lines(of: wanted.catalog), CatalogFacts.lines(of: sides.1.catalog))
    facts = lines.0.count
    let paths = Set(remarks.flatMap(\.paths).map(\.text))
    var met: Set<String> = []
    let lost = lines.0.subtracting(lines.1).sorted().map { ("-", $0) }
    let gained = lines.1.subtracting(lines.0).sorted().map { ("+", $0) }
    for (sign, line) in lost + gained {
      let known = Self.prefixes(of: line).filter { paths.contains($0) }
      met.formUnion(known)
      if known.isEmpty { unremarked.append("\(sign) \(line)") }
    }
    guard isWhole else { return }
    for remark in remarks {
      let idle = remark.paths.map(\.text).filter { !met.contains($0) && !Self.isBeyondFacts($0) }
      untrue += idle.map { "\(remark.kind): \(remark.what): \($0)" }
      if remark.paths.isEmpty { untrue.append("\(remark.kind): \(remark.what): about nothing") }
    }
  }

  /// What no facts are kept of.
  private static func isBeyondFacts(_ path: String) -> Bool {
    path.hasPrefix("unmodelled[") || path.hasPrefix("grants[DATABASE ") || path.hasSuffix(".isConstraint")
  }

  /// The unique indexes that are unique constraints, as the remarks say, where they could be nothing else.
  private static func placed(_ catalog: Catalog, _ remarks: [ModelRemark]) -> Catalog {
    let constraints = Set(remarks.flatMap(\.paths).map(\.text).filter { $0.hasSuffix(".isConstraint") })
    var catalog = catalog
    for name in catalog.tables.names {
      let place = CatalogPath.table(name)
      catalog.tables.update(name) { table in
        for index in table.indexes {
          let path = place.item("uniqueConstraints", index.name).property("isConstraint").text
          guard constraints.contains(path), let key = KeyConstraint(index) else { continue }
          table.uniqueConstraints.append(key)
        }
        let keys = Set(table.uniqueConstraints.map(\.name))
        table.indexes.removeAll { keys.contains($0.name) }
      }
    }
    return catalog
  }

  /// The line up to each place where a path can end.
  private static func prefixes(of line: String) -> [String] {
    var result: [String] = []
    var previous: Character?
    for position in line.indices {
      let character = line[position]
      if character == "." || character == " " || (character == "[" && previous != nil) {
        result.append(String(line[..<position]))
      }
      previous = character
    }
    return result
  }
}

extension KeyConstraint {
  /// nil for an index that no constraint could stand on.
  fileprivate init?(_ index: Index) {
    guard let columns = index.columnNames, index.isUnique, index.method == "btree", index.predicate == nil,
      index.elements == columns.map({ IndexElement(column: $0) }), index.statisticsTargets.isEmpty
    else { return nil }
    self.init(index.name, columns: columns)
    includes = index.includes
    nullsNotDistinct = index.nullsNotDistinct
    storageParameters = index.storageParameters
    indexComment = index.comment
  }
}

/// A catalog with one spelling for what has several.
private struct Comparable {
  var catalog: Catalog

  static func of(_ catalog: Catalog, parser: SQLParser) -> Comparable {
    var result = catalog
    let meaning = DefaultMeaning(parser: parser, catalog: catalog)
    for name in catalog.sequences.names {
      result.sequences.update(name) { $0.options = $0.options.withoutDefaults }
    }
    for name in catalog.tables.names {
      result.tables.update(name) { table in
        for column in table.columns.names {
          table.columns.update(column) { column in
            guard let sql = column.defaultExpression?.sql else { return }
            // No expression of SQL begins so: nothing is folded any further.
            column.defaultExpression = SQLExpression("= \(meaning.text(sql, of: column.type, in: name))")
          }
        }
      }
    }
    return Comparable(catalog: result)
  }

  /// Tables and enums in a schema that the source takes for granted: models declare it.
  mutating func declareSchemas() {
    for name in catalog.tables.map(\.name.schema) + catalog.enums.map(\.name.schema)
    where !catalog.schemas.contains(name) {
      catalog.schemas.append(Schema(name))
    }
  }
}
