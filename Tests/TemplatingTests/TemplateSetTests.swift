import Diagnostics
import Templating
import Testing

@Suite struct TemplateSetTests {
  private func set(_ files: [String: String]) -> TemplateSet {
    let reading = TemplateSet.read(files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) })
    #expect(reading.diagnostics == [])
    return reading.value
  }

  @Test func textIsEscapedForTheLanguageOfTheTemplate() {
    let set = set(["a.md": "# {{name}} {{{rest}}}\n", "a.html": "<b>{{name}}</b>{{{rest}}}"])
    let record: TemplateRecord = ["name": .text("a|b<c>"), "rest": .markup("**x** & y")]
    #expect(set.render("a.md", record) == "# a\\|b\\<c> **x** & y\n")
    #expect(set.render("a.html", record) == "<b>a|b&lt;c&gt;</b>**x** & y")
  }

  @Test func sectionsListsAndMissingValues() {
    let set = set([
      "a.md": """
      {{#rows}}
      - {{name}}{{#note}}: {{.}}{{/note}}{{^note}} (none){{/note}}{{^last()}},{{/last()}}
      {{/rows}}
      {{^empty}}
      nothing in {{name}}
      {{/empty}}
      {{#on}}on{{/on}}{{^on}}off{{/on}}
      """
    ])
    let record: TemplateRecord = [
      "name": .text("outer"),
      "rows": .list(
        TemplateList(
          fields: ["name", "note"],
          rows: [["name": .text("one"), "note": .optional(.text, .text("*first*"))], ["name": .text("two")]])),
      "empty": .list(TemplateList(fields: ["name"], rows: [])),
      "on": .flag(true),
    ]
    #expect(set.render("a.md", record) == "- one: \\*first\\*,\n- two (none)\nnothing in outer\non")
    #expect(set.diagnostics(for: "a.md", against: record) == [])
  }

  @Test func aMissingFieldOfARowIsNotTakenFromOutside() {
    let set = set(["a.md": "{{#rows}}[{{note}}]{{/rows}}"])
    let rows = TemplateList(fields: ["note"], rows: [[:]])
    #expect(set.render("a.md", ["note": .text("outer"), "rows": .list(rows)]) == "[]")
  }

  @Test func partialsEscapeLikeTheirLanguage() {
    let set = set(["a.md": "{{#rows}}\n{{> row}}\n{{/rows}}\n", "row.md": "- {{name}}\n", "row.html": "<li>"])
    let rows = TemplateList(fields: ["name"], rows: [["name": .text("a'b")], ["name": .text("<c>")]])
    #expect(set.render("a.md", ["rows": .list(rows)]) == "- a'b\n- \\<c>\n")
  }

  @Test func aLaterFileReplacesAnEarlierUnlessItIsBroken() {
    let first = SourceFile(path: "built-in/a.md", text: "one")
    let second = SourceFile(path: "mine/a.md", text: "two")
    let broken = SourceFile(path: "mine/a.md", text: "{{#x}}")
    #expect(TemplateSet.read([first, second]).value.render("a.md", [:]) == "two")
    let reading = TemplateSet.read([first, broken])
    #expect(reading.value.render("a.md", [:]) == "one")
    #expect(reading.diagnostics.map(\.message) == ["section 'x' is not closed"])
  }

  @Test func manyRowsAreRendered() {
    let set = set(["a.md": "{{#rows}}| {{a}} | {{b}} | {{#c}}{{.}}{{/c}} |\n{{/rows}}"])
    let row: TemplateRecord = ["a": .text("x"), "b": .text("y"), "c": .optional(.text, .text("z"))]
    let list = TemplateList(fields: ["a", "b", "c"], rows: Array(repeating: row, count: 10_000))
    let text = set.render("a.md", ["rows": .list(list)])
    #expect(text.split(separator: "\n").count == 10_000)
    #expect(text.hasPrefix("| x | y | z |\n"))
  }
}
