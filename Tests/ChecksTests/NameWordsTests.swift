@testable import Checks
import SchemaModel
import Testing

@Suite struct NameWordsTests {
  @Test(arguments: [
    ("orderItemId", "order item id"), ("order_item_id", "order item id"), ("OrderItemID", "order item id"),
    ("HTTPServer2Go", "http server2 go"), ("__a--b__", "a b"), ("x1Y", "x1 y"), ("A", "a"), ("", ""),
    ("straßenName", "straßen name"), ("ÄnderungsID", "änderungs id"),
  ])
  func takesNamesApart(name: String, expected: String) {
    #expect(NameWords(name).words.joined(separator: " ") == expected)
  }

  @Test func bothWaysAgree() {
    let letters = Array("aBcD1_ -Z")
    var name = 0
    while name < 9 * 9 * 9 * 9 {
      var (rest, text) = (name, "")
      for _ in 0..<4 {
        text.append(letters[rest % 9])
        rest /= 9
      }
      #expect(NameWords.ofASCII(text) == NameWords.ofCharacters(text), "\(text)")
      name += 1
    }
  }
}
