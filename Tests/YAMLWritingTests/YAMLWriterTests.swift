import Testing
import YAMLWriting
import Yams

/// Whatever a text is, it is read back as it was written.
struct YAMLWriterTests {
  private static let texts = [
    "plain", "a b", "", " lead", "trail ", "yes", "no", "null", "~", "6", "1.5", "2026-01-01", "a: b", "a #b", "#b",
    "[x", "{y",
    "- z", "? q", "&a", "*b", "!c", "|", ">", "%d", "@e", "`f", "\"g\"", "'h'", "a\nb", "a\tb", "\u{7}", "ünï", "🚀",
    "\u{202E}x",
    "key:", "a\\b", "\u{85}", "\u{2028}", String(repeating: "long ", count: 60),
  ]

  @Test(arguments: texts)
  func valuesComeBack(text: String) throws {
    var yaml = YAMLWriter()
    yaml.pair("key", text, remark: "why\nnot")
    yaml.list("list", [text, text])
    yaml.map("map", [(key: text, value: text, remark: nil)])
    yaml.key("flow")
    yaml.flow(text, [(key: "a", value: text), (key: "b", value: text)], remark: "why\nnot")
    yaml.key("items")
    yaml.item([(key: "a", value: text, remark: nil), (key: "b", value: text, remark: "why\nnot")])
    let root = try #require(try Yams.compose(yaml: yaml.text)?.mapping)
    #expect(root["flow"]?.mapping?.map(\.key.string) == [text])
    #expect(root["flow"]?.mapping?.first?.value.mapping?.map(\.value.string) == [text, text])
    #expect(root["items"]?.sequence?.first?.mapping?.map(\.value.string) == [text, text])
    #expect(root["key"]?.string == text)
    #expect(root["list"]?.sequence?.map(\.string) == [text, text])
    #expect(root["map"]?.mapping?.map(\.key.string) == [text])
    #expect(root["map"]?.mapping?.map(\.value.string) == [text])
  }

  @Test(arguments: texts)
  func examplesAreComments(text: String) throws {
    var yaml = YAMLWriter()
    yaml.comment(text)
    yaml.example(text, "{ rows: ... }", indent: 2)
    #expect(yaml.text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") })
    #expect(try Yams.compose(yaml: yaml.text) == nil)
    // With the sign taken away it is a pair of that name.
    let line = try #require(yaml.text.split(separator: "\n").last)
    #expect(try Yams.compose(yaml: String(line.dropFirst(2)))?.mapping?.first?.key.string == text)
  }

  /// Maps and lists within each other; lines that stay lines end with a break when they are read.
  @Test(arguments: texts)
  func treesComeBack(text: String) throws {
    var yaml = YAMLWriter()
    let inner = YAMLTree.map([
      .init(text, .text(text)), .init("block", .block(text)), .init("number", .number(-7)),
      .init("none", .list([])), .init("empty", .map([])),
    ])
    yaml.write(.map([.init("groups", .list([inner, .text(text), .list([.text(text), inner])]))]))
    let root = try #require(try Yams.compose(yaml: yaml.text)?.mapping)
    let items = try #require(root["groups"]?.sequence)
    #expect(items.count == 3)
    for map in [items[0].mapping, items[2].sequence?[1].mapping] {
      let map = try #require(map)
      #expect(map.first?.key.string == text)
      #expect(map.first?.value.string == text)
      #expect([text, text + "\n"].contains(map["block"]?.string ?? "no text"))
      #expect(map["number"]?.int == -7)
      #expect(map["none"]?.sequence?.isEmpty == true)
      #expect(map["empty"]?.mapping?.isEmpty == true)
    }
    #expect(items[1].string == text)
    #expect(items[2].sequence?[0].string == text)
  }

  @Test func blocksKeepTheirLines() throws {
    let sql = "SELECT a\n  FROM b -- c: d\n\n WHERE 'x # y' = e"
    var yaml = YAMLWriter()
    yaml.write(.list([.map([.init("name", .text("q")), .init("query", .block(sql))])]))
    #expect(yaml.text.contains("  query: |\n    SELECT a\n      FROM b -- c: d\n\n     WHERE"))
    #expect(try Yams.compose(yaml: yaml.text)?.sequence?[0].mapping?["query"]?.string == sql + "\n")
  }
}
