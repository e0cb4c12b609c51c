package import SchemaModel

/// Decides what each diagram of a schema shows, so that each stays readable and quick to lay out.
///
/// No diagram has more than `budget` tables with their columns. A table that more than `hubLimit` others in a diagram
/// refer to gets a note instead of that many lines, and the columns that refer to it say so themselves.
package struct DiagramPlanner: Sendable {
  /// Where the sheet of a table is, from where the diagram will stand; nil for no link.
  package typealias Link = (ObjectName) -> String?

  package let groups: [TableGroup]
  let graph: RelationGraph
  let groupOf: [Int: Int]
  let budget: Int
  let hubLimit: Int
  /// Tables in one diagram without their columns.
  var boxLimit: Int { budget * 3 }

  /// - Parameter declared: groups by name, tables that exist; the first to name a table has it. Tables in none are
  ///   grouped by schema, name and foreign keys, unless all of them fit in one diagram.
  package init(
    _ catalog: Catalog, groups declared: [(name: String, tables: [ObjectName])] = [], budget: Int = 25,
    hubLimit: Int = 15
  ) {
    let graph = RelationGraph(catalog)
    var taken: Set<Int> = []
    var found: [(name: String, tables: [ObjectName])] = []
    for group in declared {
      let members = group.tables.compactMap { graph.positions[$0] }.filter { taken.insert($0).inserted }
      found.append((group.name, members.map { graph.tables[$0].name }))
    }
    let rest = graph.tables.indices.filter { !taken.contains($0) }
    if !rest.isEmpty, !found.isEmpty || graph.tables.count > budget {
      found += TableGrouping.groups(of: rest, in: graph, budget: budget, hubLimit: hubLimit)
    }
    groups = TableGroup.named(found.filter { !$0.tables.isEmpty })
    var groupOf: [Int: Int] = [:]
    for (number, group) in groups.enumerated() {
      for table in group.tables { groupOf[graph.positions[table] ?? -1] = number }
    }
    self.graph = graph
    self.groupOf = groupOf
    self.budget = budget
    self.hubLimit = hubLimit
  }

  /// The whole schema: with columns when it fits, else tables as boxes in their groups, else a box for each group.
  package func overview(_ title: String, link: @escaping Link, groupLink: (TableGroup) -> String? = { _ in nil })
    -> EntityDiagram
  {
    let count = graph.tables.count
    if count > boxLimit { return groupOverview(title, groupLink: groupLink) }
    var maker = DiagramMaker(self, title: title, link: link)
    maker.setGroups(groups.map { EntityDiagram.Group($0.name, url: groupLink($0)) })
    return maker.make(Array(graph.tables.indices), detail: count <= budget ? .full : .none, stubs: 0)
  }

  /// One group, with the tables of other groups that it refers to as stubs.
  package func diagram(of group: TableGroup, link: @escaping Link) -> EntityDiagram {
    let members = group.tables.compactMap { graph.positions[$0] }
    var maker = DiagramMaker(self, title: group.name, link: link)
    maker.setColor(of: groups.firstIndex { $0.slug == group.slug })
    let detail: NodeRows.Detail = members.count <= budget ? .full : members.count <= boxLimit ? .keys : .none
    return maker.make(members, detail: detail, stubs: 10)
  }

  /// A table with those it refers to and those that refer to it, only their keys; nil for an unknown table.
  package func neighbourhood(of name: ObjectName, limit: Int = 12, link: @escaping Link) -> EntityDiagram? {
    guard let centre = graph.positions[name] else { return nil }
    var members = [centre]
    func add(_ relations: [Int], _ end: (RelationGraph.Relation) -> Int, upTo limit: Int) -> Int {
      var left: Set<Int> = []
      for relation in relations {
        let other = end(graph.relations[relation])
        if members.contains(other) { continue }
        if members.count < limit { members.append(other) } else { left.insert(other) }
      }
      return left.count
    }
    // Both sides get their share when there are many of both.
    let children = Set(graph.toChildren[centre].map { graph.relations[$0].child }).subtracting([centre]).count
    let parentsLeft = add(graph.toParents[centre], \.parent, upTo: max(limit - children, limit / 2 + 1))
    let childrenLeft = add(graph.toChildren[centre], \.child, upTo: limit)
    var maker = DiagramMaker(self, title: name.display, link: link)
    maker.focus(on: centre, leftOut: (parentsLeft, childrenLeft))
    return maker.make(members, detail: .keys, stubs: 0)
  }

  /// Groups as boxes with their largest tables, and how many foreign keys lead from one to the other.
  private func groupOverview(_ title: String, groupLink: (TableGroup) -> String?) -> EntityDiagram {
    var diagram = EntityDiagram(title)
    for (number, group) in groups.enumerated() {
      var node = EntityDiagram.Node("group \(group.slug)", title: group.name, kind: .group)
      node.group = number
      node.url = groupLink(group)
      let members = group.tables.compactMap { graph.positions[$0] }
      let known = members.sorted { (graph.toChildren[$1].count, $0) < (graph.toChildren[$0].count, $1) }.prefix(5)
      node.rows = known.map { EntityDiagram.Row(graph.tables[$0].name.display) }
      let more = members.count - node.rows.count
      if more > 0 { node.notes.append("+ \(more) \(more == 1 ? "table" : "tables")") }
      diagram.nodes.append(node)
    }
    diagram.groups = groups.map { EntityDiagram.Group($0.name) }
    linkGroups(&diagram)
    return diagram
  }

  private func linkGroups(_ diagram: inout EntityDiagram) {
    var weights: [[Int]: Int] = [:]
    for relation in graph.relations {
      guard let child = groupOf[relation.child], let parent = groupOf[relation.parent], child != parent else {
        continue
      }
      weights[[parent, child], default: 0] += 1
    }
    var referring = [Int](repeating: 0, count: groups.count)
    for pair in weights.keys { referring[pair[0]] += 1 }
    // A group that most others refer to would tie everything together.
    let hubs = Set(groups.indices.filter { referring[$0] > hubLimit })
    for hub in hubs { diagram.nodes[hub].notes.append("referenced by \(referring[hub]) groups (lines not drawn)") }
    let sorted = weights.filter { !hubs.contains($0.key[0]) }
      .sorted { ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1]) }
    let limit = groups.count * 2
    for (pair, weight) in sorted.prefix(limit) {
      var edge = EntityDiagram.Edge(parent: diagram.nodes[pair[0]].id, child: diagram.nodes[pair[1]].id)
      edge.weight = weight
      edge.label =
        "\(weight) \(weight == 1 ? "foreign key" : "foreign keys") from \(groups[pair[1]].name) to \(groups[pair[0]].name)"
      diagram.edges.append(edge)
    }
    let left = sorted.count - diagram.edges.count
    if left > 0 { diagram.notes.append("\(left) weaker links between groups are not drawn") }
  }
}
