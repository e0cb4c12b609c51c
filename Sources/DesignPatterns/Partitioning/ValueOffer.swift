import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// What is said of partitions by value, whether hash or list.
enum ValueOffer {
  static func cost(_ parts: ValuePartitions, _ subject: PatternSubject) -> Claim {
    let table = parts.table
    let rows = subject.rows(of: table.name, afterMonths: PatternSubject.horizon) ?? 0
    let new = parts.new
    let wider = new.changedKeys.reduce(0.0) { sum, key in
      guard let old = SizeEstimator.indexes(of: table).first(where: { $0.name == key.old.name }),
        let index = SizeEstimator.indexes(of: new.table).first(where: { $0.name == key.new.name })
      else { return sum }
      return sum + subject.estimator.estimate(index, of: table, rows: rows)
        - subject.estimator.estimate(old, of: table, rows: rows)
    }
    let now = subject.rows(of: table.name) ?? 0
    return Claim(
      "\(bytes: max(0, wider)) more in its keys at 36 months; the copy takes \(bytes: subject.bytes(of: table, rows: now)) beside the table and each of its \(rows: now) rows is locked once"
    ).from(subject.sizeSources(of: table))
  }

  static func details(_ parts: ValuePartitions, _ subject: PatternSubject) -> [Claim] {
    let table = parts.table
    let now = subject.rows(of: table.name) ?? 0
    let rows = subject.volumes[table.name]?.rows?.span
    let parents = Set(table.foreignKeys.filter(\.isEnforced).map(\.target.display)).sorted()
    let others: Claim = parents.isEmpty ? "" : ", making and dropping its foreign keys either on \(codes: parents)"
    var claims = [
      Claim("no foreign key points at \(table: table.name), none is lost").from([table.span]),
      Claim(
        "the copy: \(rows: (now / TableSwap.batch).rounded(.up)) transactions of \(rows: TableSwap.batch) rows; until the swap each write is made twice"
      ).from([rows]),
      Claim(
        "the trigger takes SHARE ROW EXCLUSIVE and the swap ACCESS EXCLUSIVE on \(table: table.name)\(others), each for an instant"
      ).from([table.span] + table.foreignKeys.map(\.span)),
    ]
    if subject.catalog.origin.language == .prisma { claims.append(Partitioning.prisma(table, parts.new)) }
    if table.rowSecurity.isEnabled {
      claims.append(
        Claim(
          "row security holds for reads through \(table: table.name); its parts get no policy when they are made, so no role is granted one"
        ).from([table.span] + table.policies.map(\.span)))
    }
    return claims
  }
}
