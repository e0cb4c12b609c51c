import SchemaModel

/// Which table tells of a partition.
enum PartitionTree {
  /// Every partition with the table at the top of its tree, as far as that is known.
  static func wholes(of catalog: Catalog) -> [ObjectName: ObjectName] {
    var wholes: [ObjectName: ObjectName] = [:]
    for table in catalog.tables where table.partitionOf != nil {
      var whole = table
      var seen: Set<ObjectName> = [table.name]
      while let parent = whole.partitionOf?.parent, let next = catalog.tables[parent], seen.insert(parent).inserted {
        whole = next
      }
      if whole.name != table.name, whole.partitionOf == nil { wholes[table.name] = whole.name }
    }
    return wholes
  }
}
