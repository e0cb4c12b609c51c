import SchemaModel

/// Types that somebody declared.
extension CatalogAssembly {
  mutating func readEnums() {
    for row in rows(.enums) {
      let name = row.objectName
      if !catalog.enums.contains(name) {
        var type = EnumType(name, values: [])
        type.comment = row["comment"]
        catalog.enums.append(type)
      }
      if let label = row["label"] { catalog.enums.update(name) { $0.values.append(EnumType.Value(label)) } }
    }
  }

  mutating func readDomains() {
    for row in rows(.domains) {
      let base = types.type(
        row.text("type"), format: row.text("format"), dimensions: row.number("dimensions") ?? 0)
      var domain = DomainType(row.objectName, base: base)
      domain.isNullable = !row.isTrue("is_not_null")
      domain.defaultExpression = syntax.expression(row["default"])
      domain.collation = row.collation
      domain.comment = row["comment"]
      catalog.domains.append(domain)
    }
    for row in rows(.domainChecks) {
      guard let expression = syntax.expression(row["expression"]) else { continue }
      var check = CheckConstraint(row.text("name"), expression)
      check.isValidated = row.isTrue("is_validated")
      check.comment = row["comment"]
      catalog.domains.update(ObjectName(row.text("domain"), schema: row.text("schema"))) { $0.checks.append(check) }
    }
  }

  /// Their attributes come with the columns of tables.
  mutating func readCompositeTypes() {
    for row in rows(.compositeTypes) {
      var type = CompositeType(row.objectName, attributes: [])
      type.comment = row["comment"]
      catalog.compositeTypes.append(type)
    }
  }

  mutating func readRangeTypes() {
    for row in rows(.rangeTypes) {
      var range = RangeType(row.objectName, subtype: types.type(row.text("type"), format: row.text("format")))
      for option in ["subtype_opclass", "collation", "canonical", "subtype_diff"] {
        range.options[option] = row[option]
      }
      if let multirange = row["multirange_type_name"], multirange != Self.multirange(of: range.name.name) {
        range.options["multirange_type_name"] = multirange
      }
      range.comment = row["comment"]
      catalog.rangeTypes.append(range)
    }
  }

  /// The name PostgreSQL gives where none is said (makeMultirangeTypeName).
  private static func multirange(of name: String) -> String {
    guard let range = name.firstRange(of: "range") else {
      return PrismaConstraintName.shortened(name, suffix: "_multirange")
    }
    return PrismaConstraintName.clipped(name.replacingCharacters(in: range, with: "multirange"))
  }

  mutating func readCollations() {
    let providers = ["c": "libc", "i": "icu", "b": "builtin"]
    for row in rows(.collations) {
      var collation = Collation(row.objectName)
      if let provider = providers[row.text("provider")] { collation.options["provider"] = provider }
      if let locale = row["locale"] ?? (row["lc_collate"] == row["lc_ctype"] ? row["lc_collate"] : nil) {
        collation.options["locale"] = locale
      } else {
        collation.options["lc_collate"] = row["lc_collate"]
        collation.options["lc_ctype"] = row["lc_ctype"]
      }
      if !row.isTrue("is_deterministic") { collation.options["deterministic"] = "false" }
      collation.options["rules"] = row["rules"]
      collation.comment = row["comment"]
      catalog.collations.append(collation)
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
