import Diagnostics
import Testing

/// What repeats an input repeats no password of a URL.
struct SecretMaskTests {
  @Test(arguments: [
    ("schema: postgres://ana:s3cr3t@db/shop", "schema: postgres://ana:******@db/shop"),
    ("postgres://ana:a:b/c@d@db/shop x@y:z", "postgres://ana:*******@db/shop x@y:z"),
    (
      "'postgres://db/shop?user=ana&password=s3cr3t&sslmode=require'",
      "'postgres://db/shop?user=ana&password=******&sslmode=require'"
    ),
    ("a postgres://u:pw@h, b https://u:pw@h", "a postgres://u:**@h, b https://u:**@h"),
    ("postgres://ana@db/shop", "postgres://ana@db/shop"), ("postgres://db:5432/shop", "postgres://db:5432/shop"),
    ("mail ana:x@db", "mail ana:x@db"), ("://", "://"), ("", ""), ("postgres://ü:ü@h", "postgres://ü:*@h"),
  ])
  func passwordsAreCovered(text: String, shown: String) {
    #expect(SecretMask.covered(text) == shown)
    #expect(text.unicodeScalars.count == shown.unicodeScalars.count)
  }

  @Test func noDiagnosticShowsThem() {
    let line = "schema: postgres://ana:s3cr3t@db/shop, colour: red"
    let file = SourceFile(path: "dbplan.yml", text: line)
    let diagnostic = file.diagnostic(
      .error, code: "unknown-key", "there is no postgres://ana:s3cr3t@db", at: 39..<45, why: "postgres://ana:s3cr3t@db",
      fix: "not postgres://ana:s3cr3t@db")
    let text = DiagnosticFormatter(usesColor: false).format(diagnostic)
    #expect(!text.contains("s3cr3t"))
    #expect(text.contains("dbplan.yml:1:40: error:") && text.contains("@db/shop, colour: red"))
  }

  @Test func aSourceWithoutLinesIsNamedAlone() {
    let span = SourceSpan(wholeOf: "postgres://db/shop")
    #expect(span.reference == "postgres://db/shop" && span.position == "postgres://db/shop" && !span.hasLine)
    let text = DiagnosticFormatter(usesColor: false).format(Diagnostic(.note, code: "a", "b", at: span))
    #expect(text == "postgres://db/shop: note: b [a]\n")
    let place = SourceSpan(path: "a.sql", offset: 3, length: 1, line: 2, column: 4)
    #expect(place.reference == "a.sql:2" && place.position == "a.sql:2:4" && place.hasLine)
  }
}
