import Foundation
import CommonMark
import Compilation
import MarkdownWriting
import PlanDocument
import Templates
import Templating

/// What is wrong with the plan that a schema alone gives.
struct PlanCheck {
  private let files: [PlanFile]
  private let report: PlanReport
  private let others: Set<String>

  init(_ compiled: CompiledPlan, templates: TemplateSet) {
    let output = PlanOutput(compiled: compiled, date: nil)
    report = output.report
    let writer = PlanDocumentWriter(templates: templates)
    files = writer.documents(of: report) + writer.sheets(of: report, 0..<PlanDocumentWriter.sheetCount(of: report))
    others = Set(output.drawings.flatMap { ["\($0.path).svg"] + ($0.keepsSource ? ["\($0.path).dot"] : []) })
  }

  var problems: [String] {
    let documents = Dictionary(
      files.filter { $0.path.hasSuffix(".md") }.map { ($0.path, Outline(MarkdownDocument($0.text))) },
      uniquingKeysWith: { first, _ in first })
    guard let plan = documents["plan.md"] else { return ["there is no plan.md"] }
    var problems = PartID.allCases.map(\.heading).filter { !plan.headings.contains($0) }.map { "no part \($0)" }
    if report.questions.isEmpty { problems.append("no open questions") }
    problems += PartID.allCases.map(\.heading).filter(plan.emptyHeadings.contains).map { "\($0) is empty" }
    if !plan.headings.contains("Open questions") { problems.append("no section for the questions") }
    if plan.linesBeforeSections < 5 { problems.append("no first screen") }
    for (path, outline) in documents.sorted(by: { $0.key < $1.key }) {
      problems += outline.destinations.compactMap { problem(of: $0, in: path, documents) }
    }
    return problems
  }

  private func problem(of destination: String, in path: String, _ documents: [String: Outline]) -> String? {
    guard !destination.contains("://") else { return nil }
    let halves = (destination.removingPercentEncoding ?? destination).split(
      separator: "#", maxSplits: 1, omittingEmptySubsequences: false
    ).map(String.init)
    let target = halves[0].isEmpty ? path : Self.resolve(halves[0], from: path)
    guard let outline = documents[target] else {
      let isThere = others.contains(target) || files.contains { $0.path == target || $0.path.hasPrefix("\(target)/") }
      return isThere && halves.count == 1 ? nil : "\(path) links to \(destination), which is not written"
    }
    guard halves.count == 2, !outline.anchors.contains(halves[1]) else { return nil }
    return "\(path) links to \(destination), where there is no such heading"
  }

  private static func resolve(_ destination: String, from path: String) -> String {
    var folders = path.split(separator: "/").dropLast().map(String.init)
    for piece in destination.split(separator: "/").map(String.init) {
      if piece == ".." { folders = folders.dropLast() } else { folders.append(piece) }
    }
    return folders.joined(separator: "/")
  }
}

/// Headings, anchors and links of a document.
struct Outline {
  private(set) var headings: Set<String> = []
  private(set) var anchors: Set<String> = []
  private(set) var destinations: Set<String> = []
  /// Headings that the next one follows at once.
  private(set) var emptyHeadings: Set<String> = []
  private(set) var linesBeforeSections = 0
  private var slugs = HeadingSlug()

  init(_ document: MarkdownDocument) {
    document.blocks.forEach { read($0) }
    for (block, next) in zip(document.blocks, document.blocks.dropFirst()) {
      if case .heading(_, let text) = block.kind, case .heading = next.kind { emptyHeadings.insert(text.plainText) }
    }
    let second = document.blocks.first { block in
      if case .heading(let level, let text) = block.kind {
        level == 2 && text.plainText.hasPrefix("1. ")
      } else {
        false
      }
    }
    linesBeforeSections = (second?.lines.lowerBound ?? 1) - 1
  }

  private mutating func read(_ block: MarkdownBlock) {
    switch block.kind {
    case .heading(_, let inlines):
      headings.insert(inlines.plainText)
      anchors.insert(slugs.id(for: inlines.plainText))
      read(inlines)
    case .paragraph(let inlines): read(inlines)
    case .quote(let blocks): blocks.forEach { read($0) }
    case .list(let list): list.items.flatMap(\.blocks).forEach { read($0) }
    case .table(let table): (table.header + table.rows.flatMap { $0 }).forEach { read($0) }
    case .code, .rule, .html: break
    }
  }

  private mutating func read(_ inlines: [MarkdownInline]) {
    for inline in inlines {
      switch inline {
      case .link(let destination, _, let children), .image(let destination, _, let children):
        destinations.insert(destination)
        read(children)
      case .emphasis(let children), .strong(let children): read(children)
      case .html(let text):
        if let range = text.firstRange(of: "id=\"") {
          anchors.insert(String(text[range.upperBound...].prefix { $0 != "\"" }))
        }
      case .text, .code, .softBreak, .lineBreak: break
      }
    }
  }
}
