import AccessControl
import Diagnostics
import IndexAnalysis
package import PlanModel
package import SchemaModel

/// A decision that a schema and its plan raise: two or three ways with what each comes to here.
package struct DesignChoice: Sendable {
  package enum Topic: String, Sendable, CaseIterable {
    case retention
    case textSearch = "text-search"
    case staleRead = "stale-read"
    case deletedKeys = "deleted-keys"
    case tenantColumn = "tenant-column"
    case redundantIndexes = "redundant-indexes"
    case keyType = "key-type"
  }

  package enum Level: String, Sendable {
    case simplest
    case balanced
    case robust = "most robust"
  }

  package struct Way: Sendable {
    package var name: String
    package var level: Level
    package var pro: Claim
    package var con: Claim
    package var performance: Claim
    package var migration: Claim
    package var maintenance: Claim
    /// Words by which a plan's own option is known to be this way.
    var marks: [String]
  }

  /// A decision of the plan about the same thing.
  package struct Link: Sendable {
    package var decision: Decision
    /// The way that was chosen, when it is one of these.
    package var chosen: Int?
  }

  package var topic: Topic
  package var tables: [ObjectName]
  /// Tells it from others of its topic.
  package var object: String
  package var question: Claim
  package var ways: [Way]
  package var recommended: Int
  package var reason: Claim
  package var link: Link?

  init(
    _ topic: Topic, on tables: [ObjectName], _ object: String, question: Claim, ways: [Way], recommended: Int,
    because reason: Claim
  ) {
    self.topic = topic
    self.tables = tables
    self.object = object
    self.question = question
    self.ways = ways
    self.recommended = recommended
    self.reason = reason
  }

  package var fingerprint: String { [topic.rawValue, object].filter { !$0.isEmpty }.joined(separator: "/") }
}

/// What checks have found that is to be decided.
package struct RaisedFindings: Sendable {
  /// Unique keys that rows flagged as deleted still occupy.
  package var deletedKeys: [(table: ObjectName, key: String)] = []
  /// Indexes that others make superfluous.
  package var redundantIndexes: [(table: ObjectName, index: String)] = []

  package init() {}
}

/// Every choice that a schema and its plan raise, each joined to the plan's own decision about it.
package enum ChoiceFinder {
  package static func choices(in subject: PatternSubject, raised: RaisedFindings) -> [DesignChoice] {
    let found =
      RetentionChoice.choices(in: subject) + SearchChoice.choices(in: subject) + StaleReadChoice.choices(in: subject)
      + DeletedKeysChoice.choices(raised.deletedKeys, in: subject) + TenantColumnChoice.choices(in: subject)
      + RedundantIndexChoice.choices(raised.redundantIndexes, in: subject) + KeyTypeChoice.choices(in: subject)
    return found.map { linked($0, subject) }
  }

  /// The decision that speaks of one of the tables, or of no table, in the words of the topic.
  private static func linked(_ choice: DesignChoice, _ subject: PatternSubject) -> DesignChoice {
    var choice = choice
    let names = Set(choice.tables.map(\.name))
    let topical = words(of: choice.topic, subject)
    let decision = subject.plan.decisions.first { decision in
      let said = Set(words(in: text(of: decision)))
      let isAbout = !said.isDisjoint(with: names) || choice.topic == .keyType
      return isAbout && !Set(words(in: decision.question.value)).union(optionWords(decision)).isDisjoint(with: topical)
    }
    guard let decision else { return choice }
    let chosen = decision.chosen.flatMap { name in
      choice.ways.firstIndex { way in
        let lower = name.value.lowercased()
        return way.marks.contains { lower.contains($0) }
      }
    }
    choice.link = .init(decision: decision, chosen: chosen)
    return choice
  }

  private static func words(of topic: DesignChoice.Topic, _ subject: PatternSubject) -> Set<String> {
    switch topic {
    case .retention: ["partition", "partitions", "delete", "retention", "expire", "archive"]
    case .textSearch: ["search", "trigram", "trigrams", "tsvector"]
    case .staleRead: ["cache", "cached", "replica", "materialised", "materialized"]
    case .deletedKeys: ["deleted", "partial"]
    case .tenantColumn: Set([subject.policies.tenantKey, "composite"].compactMap(\.self))
    case .redundantIndexes: ["redundant", "drop"]
    case .keyType: ["uuid", "bigint", "cuid"]
    }
  }

  private static func optionWords(_ decision: Decision) -> Set<String> {
    Set(decision.options.flatMap { words(in: $0.name.value) })
  }

  private static func text(of decision: Decision) -> String {
    let options = decision.options.flatMap { [$0.name.value] + $0.pros + $0.cons }
    return ([decision.question.value, decision.because?.value ?? ""] + options).joined(separator: " ")
  }

  private static func words(in text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }
}
