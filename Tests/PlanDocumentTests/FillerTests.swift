import CommonMark
import Compilation
import Diagnostics
import Foundation
import PlanDocument
import PlanModel
import SchemaModel
import Testing

/// A sentence that would read the same for any project has no place in a plan.
struct FillerTests {
  /// Sentences of eight words or more that stand in every example although nothing in them belongs to one; each with its reason.
  private static let allowed: Set<String> = {
    let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/allowed-sentences.txt")
    let text = (try? String(contentsOf: cases, encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Set(lines.compactMap { $0.components(separatedBy: " -- ").first })
  }()

  @Test func allowListIsShortAndReasoned() throws {
    let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/allowed-sentences.txt")
    let lines = try String(contentsOf: cases, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count <= 40)
    for line in lines { #expect(line.components(separatedBy: " -- ").count == 2, "no reason: \(line)") }
  }

  @Test func noSentenceStandsInAllPlans() {
    let plans = Example.all.map { Set(Self.sentences(of: $0.document("plan.md"), $0)) }
    #expect(plans.count == 6)
    #expect(plans.allSatisfy { $0.count > 20 }, "too little was found to compare")
    let shared = plans.dropFirst().reduce(plans[0]) { $0.intersection($1) }.subtracting(Self.allowed)
    #expect(shared.sorted() == [])
  }

  /// Sheets: no sentence stands in those of every table of a plan.
  @Test(arguments: Example.all)
  func noSentenceStandsInAllSheets(example: Example) {
    let sheets = example.documents.filter { $0.path.hasPrefix("tables/") }.map {
      Set(Self.sentences(of: $0.text, example))
    }
    #expect(sheets.count > 3)
    let shared = sheets.dropFirst().reduce(sheets.first ?? []) { $0.intersection($1) }.subtracting(Self.allowed)
    #expect(shared.sorted() == [])
  }

  /// The check can fail: a planted sentence is found.
  @Test func plantedFillerIsFound() {
    let planted = "Good databases are designed with care and with the future in mind.\n"
    let plans = Example.all.map { Set(Self.sentences(of: $0.document("plan.md") + "\n" + planted, $0)) }
    let shared = plans.dropFirst().reduce(plans[0]) { $0.intersection($1) }
    #expect(shared.contains("good databases are designed with care and with the future in mind"))
  }

  /// The sentences of eight words or more, names and numbers masked.
  private static func sentences(of text: String, _ example: Example) -> [String] {
    let names = Self.names(of: example)
    return Document(text).passages.filter { $0.place != .task }.flatMap { passage in
      masked(passage.inlines).split { ".;!?".contains($0) }.compactMap { sentence in
        let words = sentence.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "#" || $0 == "'" || $0 == "_") }
          .map { word in
            names.contains(String(word)) ? "#" : word.contains(where: \.isNumber) ? "#" : String(word)
          }
        // Names in a row are one place to fill.
        let said = words.enumerated().filter { $0.offset == 0 || $0.element != "#" || words[$0.offset - 1] != "#" }.map(
          \.element)
        return said.count >= 8 ? said.joined(separator: " ") : nil
      }
    }
  }

  private static func masked(_ inlines: [MarkdownInline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): text
      case .code, .link, .image: " # "
      case .emphasis(let children), .strong(let children): masked(children)
      case .softBreak, .lineBreak: " "
      case .html: ""
      }
    }.joined()
  }

  private static func names(of example: Example) -> Set<String> {
    let compiled = example.compiled.value
    var names: Set<String> = []
    for table in compiled.catalog.tables {
      names.insert(table.name.name.lowercased())
      names.formUnion(table.columns.map { $0.name.lowercased() })
      names.formUnion(table.indexes.map { $0.name.lowercased() })
    }
    for query in compiled.plan.queries {
      names.formUnion(query.name.value.lowercased().split(separator: " ").map(String.init))
    }
    names.formUnion(compiled.plan.roles.map { $0.name.value.lowercased() })
    return names
  }
}
