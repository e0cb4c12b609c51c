import PlannerStatistics

/// The file of an index that CREATE INDEX has made of no rows.
struct IndexFile {
  let path: String
  /// The access method.
  let method: String

  func extend(to shape: PlannerIndex) throws(PlanningError) {
    let file = SparseFile(path: path)
    guard method == "btree" else { return try file.extend(toPages: shape.pages) }
    let skeleton = BTreeSkeleton(height: shape.height)
    try file.extend(toPages: max(shape.pages, skeleton.pageCount + 1))
    try skeleton.write(to: file)
  }
}
