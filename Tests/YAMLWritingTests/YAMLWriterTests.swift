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
}
