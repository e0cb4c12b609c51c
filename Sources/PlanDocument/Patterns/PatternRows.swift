import DesignPatterns
import SchemaModel
import Templating

/// The designs that are proposed in a part, with what speaks for and against each, and its facts folded behind it.
enum PatternRows {
  static let fields = ["proposed", "table", "because", "gains", "costs", "sql"]

  /// Where a kind of pattern is told.
  static func part(of kind: DesignPattern.Kind) -> PartID {
    switch kind {
    case .partitioning: .indexPlan
    case .retentionJob, .queueWakeUp: .batches
    case .fullText, .trigram, .extendedStatistics, .tree: .optimization
    case .materializedView: .caching
    case .effectiveDates, .versionColumn: .constraints
    case .polymorphic, .keyOverflow, .generatedColumn, .tenantSchemas: .tables
    case .audit: .audit
    }
  }

  /// Adds them to the context of a part whose template shows them.
  static func add(
    to context: inout TemplateRecord, of part: PartID, _ subject: PlanSubject, _ page: inout Composition
  ) {
    guard parts.contains(part) else { return }
    let patterns = subject.patterns.filter { Self.part(of: $0.kind) == part }
    let files = PatternFiles(subject)
    var details: [TemplateRecord] = []
    let rows = patterns.map { pattern -> TemplateRecord in
      let row = page.row(
        "pattern.\(pattern.fingerprint)", .derived,
        from: subject.sources(of: [pattern.title, pattern.because, pattern.gain, pattern.cost])
          + [.rule(pattern.kind.rawValue)],
        [
          "proposed": Prose(pattern.title, subject), "table": subject.link(pattern.table),
          "because": Prose(pattern.because, subject), "gains": Prose(pattern.gain, subject),
          "costs": Prose(pattern.cost, subject), "sql": files.links(to: pattern),
        ])
      let facts = pattern.details.enumerated().map { number, claim in
        page.say(
          "pattern.\(pattern.fingerprint).\(number + 1)", .derived, from: subject.sources(of: [claim]),
          Prose(claim, subject))
      }
      if !facts.isEmpty {
        details.append([
          "heading": .text("\(pattern.table.display): \(Prose(pattern.title, subject).plain)"),
          "facts": .sayings(facts),
        ])
      }
      return row
    }
    let unknown = patterns.flatMap(\.unknown)
    if !unknown.isEmpty { page.ask(.polymorphicTargets, about: unknown) }
    context["patterns"] = .rows(fields, rows)
    context["hasPatterns"] = .flag(!rows.isEmpty)
    context["patternDetails"] = .list(TemplateList(fields: ["heading", "facts"], rows: details))
    context["missing"] = page.missing
  }

  private static let parts = Set(DesignPattern.Kind.allCases.map(part))
}

/// The files that hold the SQL of patterns: `patterns/<nn>-<kind>-<table>.sql`.
struct PatternFiles {
  private var paths: [String: [(role: PatternScript.Role, path: String)]] = [:]

  init(_ subject: PlanSubject) {
    let names = FileNames(tablesOf: subject.catalog)
    for (number, pattern) in subject.patterns.filter({ !$0.scripts.isEmpty }).enumerated() {
      let place = number < 9 ? "0\(number + 1)" : "\(number + 1)"
      let name = names[pattern.table].map { $0.hasPrefix("public.") ? String($0.dropFirst(7)) : $0 } ?? ""
      paths[pattern.fingerprint] = pattern.scripts.map { script in
        let ending = script.role == .apply ? "" : "-\(script.role.rawValue)"
        return (script.role, "patterns/\(place)-\(pattern.kind.rawValue)-\(name)\(ending).sql")
      }
    }
  }

  /// SQL of one kind stands together in a file of its own.
  private static func shared(_ pattern: DesignPattern) -> Prose? {
    pattern.kind == .audit ? .link("apply", to: "audit.sql") : nil
  }

  func links(to pattern: DesignPattern) -> Prose {
    let links = (paths[pattern.fingerprint] ?? []).map { role, path -> Prose in
      .link(role.rawValue, to: path)
    }
    return links.isEmpty ? Self.shared(pattern) ?? .none : .joined(links)
  }

  static func files(of subject: PlanSubject) -> [PlanFile] {
    let files = PatternFiles(subject)
    return subject.patterns.flatMap { pattern in
      zip(files.paths[pattern.fingerprint] ?? [], pattern.scripts).map { PlanFile($0.path, $1.sql) }
    }
  }
}
