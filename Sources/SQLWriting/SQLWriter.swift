package import SchemaModel

/// Writes a catalog, or one object of it, as PostgreSQL SQL. Same catalog, same bytes; no owners, no clock.
///
/// Statements end without a semicolon where they are given one by one, and with one in `schema(of:)`.
package struct SQLWriter: Sendable {
  package init() {}

  /// Everything the catalog holds, in an order in which an empty PostgreSQL 15 database loads it.
  package func schema(of catalog: Catalog) -> String {
    var script = SQLScript()
    script.note("PostgreSQL schema. Functions are created before what they use: their bodies are not checked.")
    script.add("SET check_function_bodies = off")
    if let path = searchPath(of: catalog) { script.add("SET search_path = \(path)") }
    for section in preamble(of: catalog) { script.add(section) }
    for statement in StatementOrder(catalog, writer: self).statements() { script.add(statement) }
    for section in appendix(of: catalog) { script.add(section) }
    for raw in catalog.unmodelled where RawPlacement(raw.kind) == .comment {
      script.note("Not part of the model, left out: \(raw.kind)\n\(raw.sql)")
    }
    for view in catalog.views where view.query.isEmpty {
      script.note("View \(view.name.qualified) is left out: its query is not known")
    }
    return script.text
  }

  /// One table with all that hangs on it; what it refers to must be there.
  package func statements(for table: Table) -> [String] {
    let placed = PlacedTable(table, parents: [])
    return [createTable(placed)] + afterData(of: placed)
      + placed.table.foreignKeys.compactMap { addForeignKey($0, to: table.name) }
      + attachments(of: placed) + comments(on: table)
  }

  /// Names in texts that were kept as written resolve as they did in the source.
  private func searchPath(of catalog: Catalog) -> String? {
    var schemas: [String] = []
    func add(_ name: String) { if !schemas.contains(name) { schemas.append(name) } }
    add("public")
    for schema in catalog.schemas { add(schema.name) }
    return schemas.count > 1 ? QuotedIdentifier.list(schemas) : nil
  }

  private func preamble(of catalog: Catalog) -> [[String]] {
    let schemas = SchemaNames.needed(by: catalog).map(createSchema)
    let extensions = catalog.extensions.map(createExtension)
    let roles = RoleNames.needed(by: catalog).flatMap { role in createRole(role) }
    let servers = catalog.unmodelled.filter { RawPlacement($0.kind) == .first }.map(\.sql)
    return [schemas, extensions, roles, servers]
  }

  package func state(of trigger: EventTrigger) -> [String] {
    let words = ["D": "DISABLE", "R": "ENABLE REPLICA", "A": "ENABLE ALWAYS"]
    return words[trigger.enabled].map { ["ALTER EVENT TRIGGER \(QuotedIdentifier.text(trigger.name)) \($0)"] } ?? []
  }

  /// What comes when all tables, functions and views are there.
  private func appendix(of catalog: Catalog) -> [[String]] {
    let tables = PlacedTable.all(in: catalog)
    return [
      tables.flatMap { afterData(of: $0) } + catalog.views.flatMap(viewIndexes),
      tables.compactMap { attachPartition($0) },
      tables.flatMap { placed in placed.table.foreignKeys.compactMap { addForeignKey($0, to: placed.table.name) } },
      catalog.domains.flatMap { domain in
        domain.checks.filter { !$0.isValidated }.map {
          "ALTER DOMAIN \(QuotedIdentifier.text(domain.name)) ADD \(checkDefinition($0))"
        }
      },
      catalog.sequences.compactMap { ownSequence($0, in: catalog) },
      tables.flatMap { attachments(of: $0) },
      catalog.views.flatMap { view in viewAttachments(view) },
      catalog.statistics.flatMap { statements(for: $0) },
      catalog.grants.map { grant($0) },
      comments(in: catalog),
      catalog.unmodelled.filter { RawPlacement($0.kind) == .last }.map(\.sql),
      // Those act on what is created after them.
      catalog.defaultPrivileges.map { alterDefaultPrivileges($0) },
      catalog.eventTriggers.flatMap { trigger in
        [trigger.sql] + state(of: trigger)
          + comment(trigger.comment, on: "EVENT TRIGGER \(QuotedIdentifier.text(trigger.name))")
      },
    ]
  }
}

/// Statements and notes on their way to one text.
package struct SQLScript {
  package private(set) var text = ""

  package init() {}

  package mutating func add(_ statement: String) { text += Self.terminated(statement) + "\n\n" }

  /// Statements that belong together; those of one line stand close.
  package mutating func add(_ statements: [String]) {
    guard !statements.isEmpty else { return }
    for statement in statements {
      let terminated = Self.terminated(statement)
      let hasLines = terminated.utf8.contains(UInt8(ascii: "\n"))
      if hasLines, !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
      text += terminated + (hasLines ? "\n\n" : "\n")
    }
    if !text.hasSuffix("\n\n") { text += "\n" }
  }

  /// Statements of one matter, close to each other however many lines they have.
  package mutating func add(block statements: [String]) {
    guard !statements.isEmpty else { return }
    for statement in statements { text += Self.terminated(statement) + "\n" }
    text += "\n"
  }

  /// A comment right above the next statement.
  package mutating func heading(_ heading: String) {
    note(heading)
    text.removeLast()
  }

  /// A comment; nothing in it can end the comment early.
  package mutating func note(_ note: String) {
    // By scalars, since a note may be as long as a file; what ends a line for PostgreSQL are these two.
    for line in note.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r" })
    {
      text += line.isEmpty ? "--\n" : "-- \(Substring(line))\n"
    }
    text += "\n"
  }

  /// By bytes, since a statement may be as long as a file.
  private static func terminated(_ statement: String) -> String {
    var statement = statement[...]
    while let last = statement.last, last.isWhitespace || last == ";" { statement = statement.dropLast() }
    let bytes = statement.utf8
    let lastBreak = bytes.lastIndex(of: UInt8(ascii: "\n"))
    if statement.hasPrefix("--"), lastBreak == nil { return String(statement) }
    let lastLine = bytes[(lastBreak ?? bytes.startIndex)...]
    let dash = UInt8(ascii: "-")
    // A semicolon behind a line comment would be part of it.
    let endsInComment = zip(lastLine, lastLine.dropFirst()).contains { $0 == dash && $1 == dash }
    return endsInComment ? statement + "\n;" : statement + ";"
  }
}

/// Where a statement that is not modelled has its place.
package enum RawPlacement {
  case first
  case body
  case last
  case comment

  package init(_ kind: String) {
    let kind = kind.uppercased()
    func begins(_ starts: [String]) -> Bool { starts.contains { kind == $0 || kind.hasPrefix("\($0) ") } }
    if begins(
      [
        "CREATE FOREIGN DATA WRAPPER", "CREATE SERVER", "CREATE FOREIGN SERVER", "CREATE USER MAPPING",
        "CREATE ACCESS METHOD", "CREATE LANGUAGE",
      ])
    {
      self = .first
    } else if begins(
      [
        "CREATE OPERATOR", "CREATE AGGREGATE", "CREATE CAST", "CREATE TEXT SEARCH", "CREATE CONVERSION",
        "CREATE TRANSFORM", "CREATE TYPE", "CREATE TABLE AS", "ALTER TEXT SEARCH", "ALTER OPERATOR",
      ])
    {
      self = .body
    } else if begins([
      "CREATE PUBLICATION", "ALTER PUBLICATION", "SECURITY LABEL", "COMMENT", "ALTER SERVER",
      "ALTER FOREIGN DATA WRAPPER",
    ]) {
      self = .last
    } else {
      self = .comment
    }
  }
}
