/// Every pattern that a schema and its plan call for, in the order of their kinds.
package enum PatternFinder {
  package static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    let partitions = Partitioning.patterns(in: subject)
    let ranged = Set(partitions.map(\.table))
    let listed = ListOffer.patterns(in: subject, besides: ranged)
    let hashed = HashOffer.patterns(in: subject, besides: ranged.union(listed.map(\.table)))
    return partitions + listed + hashed + RetentionJob.patterns(in: subject, besides: ranged)
      + TextSearch.patterns(in: subject) + MaterializedRead.patterns(in: subject)
      + DependentColumns.patterns(in: subject)
      + ClosureTable.patterns(in: subject) + EffectiveDates.patterns(in: subject)
      + VersionColumn.patterns(in: subject) + GeneratedValue.patterns(in: subject)
      + Polymorphic.patterns(in: subject) + KeyOverflow.patterns(in: subject)
      + QueueWakeUp.patterns(in: subject) + TenantSchemas.patterns(in: subject) + AuditOffer.patterns(in: subject)
  }
}
