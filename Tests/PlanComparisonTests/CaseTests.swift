import Compilation
import DiagramWriting
import Diagnostics
import Foundation
import JSONWriting
import MarkdownWriting
import PlanComparison
import PlanReading
import Templates
import Templating
import TestKit
import Testing
import Workspace

/// Two trees beside what is said of their difference.
struct CaseTests {
  static let cases = ["feature", "access", "reordered", "plan", "renames"]

  @Test(arguments: cases)
  func comparison(of name: String) throws {
    let comparison = try Trees.comparison(of: name)
    let markdown = ComparisonDocument(comparison).markdown(Trees.templates) { _, drawing in
      MarkdownText.fenced(MermaidWriter().write(drawing.diagram), language: "mermaid")
    }
    #expect(ComparisonDocument(comparison).diagnostics(for: Trees.templates) == [])
    #expect(try CaseFolder().difference(markdown, from: "\(name)/diff.md") == nil)
    let json = JSONWriter().write(Self.withoutStatements(ComparisonJSON.document(comparison)))
    #expect(try CaseFolder().difference(json, from: "\(name)/diff.json") == nil)
  }

  /// Which statements a plan makes is held elsewhere.
  private static func withoutStatements(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map(withoutStatements))
    case .object(let members):
      .object(
        members.filter { $0.name != "statements" }.map { JSONValue.Member($0.name, withoutStatements($0.value)) })
    default: value
    }
  }

  @Test(arguments: cases)
  func aTreeWithItselfIsIdentical(name: String) throws {
    for side in ["base", "head"] {
      let tree = try Trees.side(of: name, side)
      let comparison = ProjectComparison(base: tree, head: tree)
      #expect(comparison.outcome == .identical)
      #expect(comparison.changes.isEmpty && comparison.consequences.isEmpty && comparison.files.isEmpty)
    }
  }

  /// Whatever order a change comes in, the gravest stand first.
  @Test(arguments: cases)
  func breakingComesFirst(name: String) throws {
    let comparison = try Trees.comparison(of: name)
    let classes = comparison.changes.map(\.changeClass)
    #expect(classes == classes.sorted())
  }

  @Test func everyCaseIsUsed() throws {
    let wanted = Set(Self.cases.flatMap { ["\($0)/diff.md", "\($0)/diff.json"] })
    let orphans = try CaseFolder().orphans(except: wanted).filter { path in
      let parts = path.split(separator: "/").map(String.init)
      return !Self.cases.contains(parts[0]) || parts.count > 1 && !["base", "head"].contains(parts[1])
    }
    #expect(orphans.isEmpty)
  }
}

/// The trees of the cases, compiled.
enum Trees {
  static let templates = TemplateSet.read(
    ShippedTemplates.changes.map { SourceFile(path: $0.name, text: $0.text) }
  ).value

  static func comparison(of name: String) throws -> ProjectComparison {
    ProjectComparison(base: try side(of: name, "base"), head: try side(of: name, "head"))
  }

  static func side(of name: String, _ side: String, beside test: String = #filePath) throws -> ProjectSide {
    let folder = URL(fileURLWithPath: test).deletingLastPathComponent().appendingPathComponent("Cases/\(name)/\(side)")
    let files = SourceReader(root: folder.path).folder(".", extensions: ["sql", "yml", "prisma"])
    return try self.side(files.value, label: side)
  }

  /// The plans of some files.
  static func side(_ files: [SourceFile], label: String) throws -> ProjectSide {
    let tree = SourceTree(files: files)
    let project = Project.read(tree)
    var diagnostics = project.diagnostics
    let compiler = PlanCompiler(tree: tree, project: project.value.file, memory: SchemaMemory())
    let plans = project.value.requests.map { request in
      let compiled =
        if let path = request.path {
          compiler.compile(path: path, name: request.name, date: nil)
        } else {
          compiler.compile(schema: request.schema, name: request.name, date: nil)
        }
      diagnostics += compiled.diagnostics
      return PlanSide(compiled.value, date: nil)
    }
    let errors = diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw Wrong(diagnostics: errors) }
    return ProjectSide(label: label, commit: nil, plans: plans, configuration: project.value.file?.source)
  }

  struct Wrong: Error {
    var diagnostics: [Diagnostic]
  }
}
