import CommonMark
import MarkdownWriting
import PlanDocument

extension Example {
  /// A plan of one schema, or of what `adds` makes of it.
  static func small(schema: String, adds: String? = nil, _ plan: String) -> Example {
    var files = ["Plans/small/schema.sql": schema]
    var head = "plan: small\nschema: schema.sql\n"
    if let adds {
      files["Plans/small/additions.sql"] = adds
      head += "baseline: schema.sql\nadds: additions.sql\n"
    }
    files["Plans/small/plan.yml"] = head + plan
    return Example("small", Project(files: files).compile("small"))
  }

  /// The text of a part or closing section of the plan; `first screen` is what stands before.
  func part(_ heading: String) -> String { Document.parts(of: document("plan.md"))[heading] ?? "" }

  /// The cells of the first table of a part, as plain text.
  func rows(of heading: String) -> [[String]] {
    Document(part(heading)).tables.first?.rows.map { $0.map(\.plainText) } ?? []
  }
}
