import Diagnostics
import Templating
import Testing

@Suite struct TemplateCheckTests {
  private let example: TemplateRecord = [
    "title": .text("t"), "body": .markup("b"), "on": .flag(true),
    "facts": .record(["owner": .text("o"), "size": .optional(.text, nil)]),
    "rows": .list(TemplateList(fields: ["name", "keys"], rows: [])),
    "columns": .list(
      TemplateList(of: .record(["name": .text, "key": .optional(.record(["label": .text]))]), [])),
  ]

  private func problems(_ text: String, partial: String = "{{title}}") -> [String] {
    let sources = [SourceFile(path: "T/a.md", text: text), SourceFile(path: "T/part.md", text: partial)]
    let reading = TemplateSet.read(sources)
    let diagnostics = reading.diagnostics + reading.value.diagnosticsIfPresent(for: "a.md", against: example)
    return diagnostics.map { diagnostic in
      let place = diagnostic.span.map { "\($0.line):\($0.column)" } ?? "-"
      let fix = diagnostic.fix.map { " (\($0))" } ?? ""
      return "\(place) \(diagnostic.code): \(diagnostic.message)\(fix)"
    }
  }

  @Test func everythingKnownPasses() {
    #expect(
      problems(
        """
        {{title}} {{{body}}} {{&body}} {{! a comment }} {{facts.owner}} {{#facts.size}}{{.}}{{/facts.size}}
        {{#facts}}{{owner}} {{title}}{{/facts}} {{#on}}x{{/on}}{{^on}}y{{/on}}
        {{#rows}}{{name}} {{#keys}}{{anything}}{{/keys}}{{#first()}}1{{/first()}}{{/rows}}{{^rows}}{{title}}{{/rows}}
        {{#columns}}{{name}}{{#key}}{{label}} {{name}}{{/key}}{{^key}}-{{/key}}{{/columns}}
        {{> part}}
        """) == [])
  }

  @Test(arguments: [
    ("x {{titel}}", "1:3 template-unknown-name: there is no 'titel' here (did you mean 'title'?)"),
    ("\n {{#rows}}{{nam}}{{/rows}}", "2:11 template-unknown-name: there is no 'nam' here (did you mean 'name'?)"),
    ("{{facts.ownr}}", "1:1 template-unknown-name: there is no 'ownr' here (did you mean 'owner'?)"),
    ("{{title.x}}", "1:1 template-kind: 'title.x': there is nothing inside a text"),
    ("{{{title}}}", "1:1 template-unescaped-text: 'title' is a text and must be escaped (write {{title}})"),
    ("{{&title}}", "1:1 template-unescaped-text: 'title' is a text and must be escaped (write {{title}})"),
    (
      "{{#title}}{{/title}}",
      "1:1 template-kind: 'title' is a text, so this section always shows (sections are for conditions, lists, "
        + "records and values that may be missing)"
    ),
    (
      "{{^facts}}{{/facts}}",
      "1:1 template-kind: 'facts' is a record, so this section never shows (sections are for conditions, lists, "
        + "records and values that may be missing)"
    ),
    (
      "{{rows}}",
      "1:1 template-kind: 'rows' is a list, which shows as nothing by itself (open a section: "
        + "{{#rows}}...{{/rows}})"
    ),
    ("{{#first()}}{{/first()}}", "1:1 template-unknown-name: 'first()' is only known directly inside a list"),
    (
      "{{> prt}}",
      "1:1 template-unknown-partial: there is no template 'prt' in this language (did you mean 'part'?)"
    ),
    ("é {{#on}}", "1:3 template-syntax: section 'on' is not closed (add {{/on}} where it ends)"),
    (
      "{{#on}}{{#rows}}{{/on}}",
      "1:8 template-syntax: section 'rows' is not closed (add {{/rows}} before {{/on}})"
    ),
    ("{{/on}}", "1:1 template-syntax: 'on' is closed but was not opened"),
    ("{{title", "1:1 template-syntax: tag is not finished on its line (end it with }})"),
    ("{{! x", "1:1 template-syntax: tag is not finished on its line (end it with }})"),
    ("{{a b}}", "1:1 template-syntax: 'a b' is not a name (use letters, digits, '-', '_' and dots)"),
    ("{{=<% %>=}}", "1:1 template-syntax: '{{=' tags are not used in these templates"),
    ("{{}}", "1:1 template-syntax: '' is not a name (use letters, digits, '-', '_' and dots)"),
  ])
  func problem(template: String, expected: String) {
    #expect(problems(template) == [expected])
  }

  @Test func allProblemsInOneRun() {
    #expect(problems("{{a1}}\n{{#on}}{{b1}}{{/on}}\n{{> part}}", partial: "{{c1}}").count == 3)
  }

  @Test func aPartialIsCheckedWhereItIsUsed() {
    #expect(problems("{{#columns}}{{> part}}{{/columns}}", partial: "{{label}}").count == 1)
    #expect(problems("{{#columns}}{{#key}}{{> part}}{{/key}}{{/columns}}", partial: "{{label}}") == [])
  }

  @Test func aPartialThatIncludesItselfIsFound() {
    #expect(problems("{{> part}}", partial: "{{> a}}").map { $0.prefix(26) } == ["1:1 template-partial-cycle"])
  }
}

extension TemplateSet {
  fileprivate func diagnosticsIfPresent(for name: String, against example: TemplateRecord) -> [Diagnostic] {
    names.contains(name) ? diagnostics(for: name, against: example) : []
  }
}
