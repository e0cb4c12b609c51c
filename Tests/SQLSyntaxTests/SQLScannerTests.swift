import SQLSyntax
import Testing

struct SQLScannerTests {
  private func kinds(_ text: String) -> [String] {
    SQLScanner.tokens(in: text).map { token in
      let bytes = Array(text.utf8)[token.range]
      return "\(token.kind.rawValue):\(String(decoding: bytes, as: UTF8.self))"
    }
  }

  @Test func tellsKindsApart() {
    #expect(
      kinds("SELECT é, 'a', 1.5, $1 FROM \"T\" -- end") == [
        "keyword:SELECT", "identifier:é", "other:,", "string:'a'", "other:,", "number:1.5", "other:,", "parameter:$1",
        "keyword:FROM", "identifier:\"T\"", "comment:-- end",
      ])
  }

  @Test func keepsWhatStandsBeforeABrokenString() {
    let tokens = kinds("SELECT é = 'open")
    #expect(tokens == ["keyword:SELECT", "identifier:é", "operator:=", "other:'open"])
  }

  @Test(arguments: ["", " ", "\u{0}", "'", "/*", "$$", "\"", "SELECT \u{0} 1", "\u{1F600}"])
  func neverFails(_ text: String) {
    for token in SQLScanner.tokens(in: text) { #expect(token.range.upperBound <= text.utf8.count) }
  }
}
