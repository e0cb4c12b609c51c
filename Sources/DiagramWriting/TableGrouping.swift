import SchemaModel

/// Finds groups of tables where nobody declared any: by schema and the first word of their names, then by foreign keys.
struct TableGrouping {
  private let graph: RelationGraph
  private let budget: Int
  private let hubs: Set<Int>
  /// Words nearly all names begin with (an application's prefix); they tell nothing.
  private let shared: [String]
  /// Tables by cluster; merged ones are empty.
  private var clusters: [[Int]] = []

  /// - Parameter members: positions of the tables to group, none of which is in a group yet.
  static func groups(of members: [Int], in graph: RelationGraph, budget: Int, hubLimit: Int) -> [(String, [ObjectName])]
  {
    var grouping = TableGrouping(graph, budget: budget, hubLimit: hubLimit, members: members)
    grouping.cluster(members)
    grouping.mergeNeighbours(below: max(2, grouping.budget / 4))
    // An overview of more groups than this would not be one.
    if grouping.clusters.count(where: { !$0.isEmpty }) > budget { grouping.mergeNeighbours(below: grouping.budget) }
    return grouping.named()
  }

  private init(_ graph: RelationGraph, budget: Int, hubLimit: Int, members: [Int]) {
    self.graph = graph
    self.budget = max(2, budget)
    shared = Self.sharedWords(members.map { Self.words(of: graph.tables[$0].name.name) })
    hubs = Set(graph.referenceCounts(from: members).filter { $0.value > hubLimit }.keys)
  }

  /// Families of names that fit; what is too large is split by the second word, what is alone stays alone.
  private mutating func cluster(_ members: [Int], by wordCount: Int = 1) {
    var order: [String] = []
    var families: [String: [Int]] = [:]
    for member in members {
      let name = graph.tables[member].name
      let key = "\(name.schema).\(words(of: member).prefix(wordCount).joined(separator: "_"))"
      if families[key] == nil { order.append(key) }
      families[key, default: []].append(member)
    }
    for key in order {
      let family = families[key] ?? []
      if family.count <= budget {
        clusters.append(family)
      } else if wordCount < 3 {
        cluster(family, by: wordCount + 1)
      } else {
        clusters += stride(from: 0, to: family.count, by: budget).map {
          Array(family[$0..<min($0 + budget, family.count)])
        }
      }
    }
  }

  /// Small clusters join the one they have most foreign keys with, as long as that fits.
  private mutating func mergeNeighbours(below small: Int) {
    for _ in 0..<8 {
      let links = linksBetweenClusters()
      var moved = false
      let order = clusters.indices.sorted { (clusters[$0].count, $0) < (clusters[$1].count, $1) }
      for cluster in order where !clusters[cluster].isEmpty && clusters[cluster].count < small {
        let options = (links[cluster] ?? [:]).filter { other, _ in
          other != cluster && !clusters[other].isEmpty && clusters[other].count + clusters[cluster].count <= budget
        }
        guard let best = options.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { continue }
        clusters[best] += clusters[cluster]
        clusters[cluster] = []
        moved = true
      }
      if !moved { return }
    }
  }

  private func linksBetweenClusters() -> [Int: [Int: Int]] {
    var home: [Int: Int] = [:]
    for (cluster, members) in clusters.enumerated() { for member in members { home[member] = cluster } }
    var links: [Int: [Int: Int]] = [:]
    for relation in graph.relations where !hubs.contains(relation.parent) {
      guard let child = home[relation.child], let parent = home[relation.parent], child != parent else { continue }
      links[child, default: [:]][parent, default: 0] += 1
      links[parent, default: [:]][child, default: 0] += 1
    }
    return links
  }

  /// Clusters with names; what stayed alone is gathered.
  private func named() -> [(String, [ObjectName])] {
    var groups: [(String, [ObjectName])] = []
    var alone: [Int] = []
    for cluster in clusters where !cluster.isEmpty {
      if cluster.count < 3 {
        alone += cluster
      } else {
        groups.append((name(of: cluster), names(cluster)))
      }
    }
    return groups + gathered(alone.sorted())
  }

  /// Tables without neighbours: by the first word of their names where some share it.
  private func gathered(_ alone: [Int]) -> [(String, [ObjectName])] {
    var families: [String: [Int]] = [:]
    for member in alone {
      families[words(of: member).first ?? "", default: []].append(member)
    }
    let large = families.filter { $0.value.count >= 3 }.sorted { $0.value[0] < $1.value[0] }
    let rest = alone.filter { (families[words(of: $0).first ?? ""] ?? []).count < 3 }
    return (large.map { ($0.key, $0.value) } + [("other", rest)]).flatMap { name, members in
      stride(from: 0, to: members.count, by: budget).map { start in
        (name, names(Array(members[start..<min(start + budget, members.count)])))
      }
    }
  }

  private func names(_ cluster: [Int]) -> [ObjectName] { cluster.sorted().map { graph.tables[$0].name } }

  /// The word most of the names begin with, else the table most of the others refer to.
  private func name(of cluster: [Int]) -> String {
    var counts: [String: Int] = [:]
    for member in cluster { counts[words(of: member).first ?? "", default: 0] += 1 }
    let schemas = Set(cluster.map { graph.tables[$0].name.schema })
    let prefix = schemas.count == 1 && schemas != ["public"] ? "\(schemas.first ?? ""): " : ""
    if let word = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), word.value * 2 > cluster.count,
      !word.key.isEmpty
    {
      return prefix + word.key
    }
    let references = graph.referenceCounts(from: cluster).filter { cluster.contains($0.key) }
    let centre = references.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? cluster.min() ?? 0
    return prefix + graph.tables[centre].name.name
  }

  private func words(of member: Int) -> ArraySlice<String> {
    let words = Self.words(of: graph.tables[member].name.name)
    return words.starts(with: shared) && words.count > shared.count ? words[shared.count...] : words[...]
  }

  private static func sharedWords(_ names: [[String]]) -> [String] {
    var shared: [String] = []
    while shared.count < 3 {
      var counts: [String: Int] = [:]
      for name in names where name.starts(with: shared) && name.count > shared.count {
        counts[name[shared.count], default: 0] += 1
      }
      guard let word = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), word.value * 10 > names.count * 6
      else { break }
      shared.append(word.key)
    }
    return shared
  }

  /// The words of a name in lower case, without a plural: `OrderItems`, `order_items` give `order`, `item`.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var lastWasLower = false
    func close() {
      if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") { word.removeLast() }
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for character in name {
      if character == "_" || character == "-" || character == " " || character == "." {
        close()
      } else {
        if character.isUppercase, lastWasLower { close() }
        word += character.lowercased()
      }
      lastWasLower = character.isLowercase || character.isNumber
    }
    close()
    return words
  }
}
