extension MarkdownText {
  package static func code(_ text: String, in place: Place = .flow) -> String { "`\(text)`" }
  package static func fenced(_ text: String, language: String = "") -> String { "```\n\(text)\n```" }
  package static func link(_ text: String, to destination: String) -> String { "[\(escaped(text))](\(destination))" }
}
package enum MarkdownProse { package static func embedded(_ prose: String, belowLevel level: Int = 4) -> String { prose } }
