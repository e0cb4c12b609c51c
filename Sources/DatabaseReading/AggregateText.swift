import SchemaModel
import SQLSyntax

/// CREATE AGGREGATE from its parts: PostgreSQL prints none.
enum AggregateText {
  static func sql(of row: Row) -> String {
    var parts = [("SFUNC", row["sfunc"]), ("STYPE", row["stype"]), ("SSPACE", nonzero(row["sspace"]))]
    parts += [
      ("FINALFUNC", row["finalfunc"]), ("FINALFUNC_EXTRA", row.isTrue("final_extra") ? "" : nil),
      ("FINALFUNC_MODIFY", modify(row["final_modify"], row)), ("COMBINEFUNC", row["combinefunc"]),
      ("SERIALFUNC", row["serialfunc"]), ("DESERIALFUNC", row["deserialfunc"]),
      ("INITCOND", row["initcond"].map(SQLText.literal)), ("MSFUNC", row["msfunc"]), ("MINVFUNC", row["minvfunc"]),
      ("MSTYPE", row["mstype"]), ("MSSPACE", nonzero(row["msspace"])), ("MFINALFUNC", row["mfinalfunc"]),
      ("MFINALFUNC_EXTRA", row.isTrue("mfinal_extra") ? "" : nil),
      ("MFINALFUNC_MODIFY", row["mfinalfunc"] == nil ? nil : modify(row["mfinal_modify"], row)),
      ("MINITCOND", row["minitcond"].map(SQLText.literal)),
      ("SORTOP", row["sort_name"].map { "OPERATOR(\(SQLText.name(row.text("sort_schema"))).\($0))" }),
      ("PARALLEL", ["s": "SAFE", "r": "RESTRICTED"][row.text("parallel")]),
      ("HYPOTHETICAL", row["kind"] == "h" ? "" : nil),
    ]
    let options = parts.compactMap { name, value in value.map { $0.isEmpty ? name : "\(name) = \($0)" } }
    let arguments = row.text("arguments").isEmpty ? "*" : row.text("arguments")
    return "CREATE AGGREGATE \(row.text("name"))(\(arguments)) (\n  \(options.joined(separator: ",\n  "))\n)"
  }

  private static func nonzero(_ text: String?) -> String? { text == "0" ? nil : text }

  /// Read-only is the default of ordinary aggregates, read-write that of the others.
  private static func modify(_ letter: String?, _ row: Row) -> String? {
    guard row["finalfunc"] != nil || row["mfinalfunc"] != nil else { return nil }
    let usual = row["kind"] == "n" ? "r" : "w"
    return letter == usual ? nil : letter.flatMap { ["r": "READ_ONLY", "s": "SHAREABLE", "w": "READ_WRITE"][$0] }
  }
}

/// Names as PostgreSQL's `quote_ident` writes them.
enum SQLIdentifier {
  static func quoted(_ name: String) -> String {
    let isPlain =
      name.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == true
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "_")
      }
    return isPlain && SQLScanner.tokens(in: name).first?.kind == .identifier ? name : SQLText.name(name)
  }
}
