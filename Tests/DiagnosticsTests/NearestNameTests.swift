import Diagnostics
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("totl", "total"), ("Total", "total"), ("shop", "shop_id"), ("created", "created_at"), ("kind", "item_kind"),
    ("opne_at", "open_at"),
  ])
  func suggests(name: String, expected: String) {
    let columns = ["total", "shop_id", "shop_id_old", "created_at", "item_kind", "open_at"]
    #expect(NearestName.of(name, among: columns) == expected)
  }

  @Test func staysSilentWhenNothingIsNear() {
    #expect(NearestName.of("colour", among: ["total", "shop_id"]) == nil)
    #expect(NearestName.of("", among: ["total"]) == nil)
    #expect(NearestName.of("a", among: [String]()) == nil)
  }

  @Test(arguments: [("abc", "abc", 0), ("abc", "acb", 1), ("", "ab", 2), ("kitten", "sitting", 3)])
  func countsEdits(left: String, right: String, distance: Int) {
    #expect(NearestName.editDistance(left, right) == distance)
    #expect(NearestName.editDistance(right, left) == distance)
  }
}
