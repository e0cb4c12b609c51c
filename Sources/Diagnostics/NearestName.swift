/// Finds the valid name somebody most likely meant.
package enum NearestName {
  /// The candidate closest to `name` by edit distance, when it is close enough to be worth suggesting; else the shortest
  /// one that is the name and more words, as `shop_id` is for `shop`.
  package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, name.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates where abs(candidate.count - name.count) <= limit {
      let distance = editDistance(name.lowercased(), candidate.lowercased())
      guard distance <= limit else { continue }
      if let current = best, (current.distance, current.name) <= (distance, candidate) { continue }
      best = (candidate, distance)
    }
    if let best { return best.name }
    return candidates.filter { $0.hasPrefix("\(name)_") || $0.hasSuffix("_\(name)") }
      .min { ($0.count, $0) < ($1.count, $1) }
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions and swapped neighbours.
  package static func editDistance(_ left: String, _ right: String) -> Int {
    let a = Array(left.unicodeScalars)
    let b = Array(right.unicodeScalars)
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var rows = [Array(0...b.count)]
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        var cost = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, rows[i - 2][j - 2] + 1) }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
