/// Long steps in parts, so that each file can be read.
extension MigrationPlan {
  /// Lines of one direction of a step in any of its forms; an Alembic revision holds both.
  package static let longestStep = 480

  /// The same plan with each longer step in parts that are applied one after the other.
  ///
  /// The way back runs through the parts from the last to the first, so that its statements keep their order.
  package func split(after limit: Int = longestStep) -> MigrationPlan {
    var plan = self
    plan.steps = []
    plan.catalogs = []
    var counts: [Int] = []
    for (position, step) in steps.enumerated() {
      counts.append(plan.steps.count)
      let parts = step.parts(of: limit)
      plan.steps += parts
      // What lies between two parts is of no release: both are as the whole.
      if position < catalogs.count { plan.catalogs += parts.map { _ in catalogs[position] } }
    }
    counts.append(plan.steps.count)
    for index in plan.deploys.indices {
      plan.deploys[index].after = counts[min(deploys[index].after, steps.count)]
    }
    plan.pointOfNoReturn = pointOfNoReturn.map { counts[min($0, steps.count)] }
    return plan
  }
}

extension MigrationStep {
  fileprivate func parts(of limit: Int) -> [MigrationStep] {
    guard isTransactional, isDownTransactional != false else { return [self] }
    let ups = Self.chunks(up, limit)
    let downs = Self.chunks(down, limit)
    let count = max(ups.count, downs.count)
    guard count > 1 else { return [self] }
    return (0..<count).map { number in
      var part = self
      part.name = Self.name(String(name.prefix(70)), "part", "\(number + 1)")
      part.summary = "\(summary) Part \(number + 1) of \(count): back through all of them, the last first."
      part.up = number < ups.count ? ups[number] : []
      // The first statements of the way back belong to the part that was applied last.
      part.down = count - 1 - number < downs.count ? downs[count - 1 - number] : []
      return part
    }
  }

  /// Statements together as long as they fit; each takes two lines more in a revision of Alembic.
  private static func chunks(_ statements: [String], _ limit: Int) -> [[String]] {
    var chunks: [[String]] = []
    var lines = 0
    for statement in statements {
      let own = statement.utf8.count { $0 == UInt8(ascii: "\n") } + 3
      if chunks.isEmpty || lines + own > limit {
        chunks.append([])
        lines = 0
      }
      chunks[chunks.count - 1].append(statement)
      lines += own
    }
    return chunks
  }
}
