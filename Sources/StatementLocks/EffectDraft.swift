import SchemaModel

/// What a statement does, gathered piece by piece.
struct EffectDraft {
  private var locks: Set<StatementEffect.Lock> = []
  private var rewrites: Set<ObjectName> = []
  private var scans: Set<ObjectName> = []
  private var builds: Set<ObjectName> = []
  var isTransactional = true

  /// Relations of the system are nobody's business.
  private static func isSystem(_ name: ObjectName) -> Bool {
    name.schema.hasPrefix("pg_") || name.schema == "information_schema"
  }

  mutating func lock(_ name: ObjectName?, _ modes: LockMode...) {
    guard let name, !Self.isSystem(name) else { return }
    for mode in modes { locks.insert(StatementEffect.Lock(name, mode)) }
  }

  mutating func lock(_ names: [ObjectName], _ modes: LockMode...) {
    for name in names { for mode in modes { lock(name, mode) } }
  }

  mutating func rewrite(_ name: ObjectName) { if !Self.isSystem(name) { rewrites.insert(name) } }
  mutating func scan(_ name: ObjectName) { if !Self.isSystem(name) { scans.insert(name) } }
  mutating func build(_ name: ObjectName) { if !Self.isSystem(name) { builds.insert(name) } }

  /// What another statement of the same block does besides.
  mutating func add(_ effect: StatementEffect) {
    locks.formUnion(effect.locks)
    rewrites.formUnion(effect.rewrites)
    scans.formUnion(effect.scans)
    builds.formUnion(effect.builds)
    isTransactional = isTransactional && effect.isTransactional
  }

  var effect: StatementEffect {
    var effect = StatementEffect()
    effect.locks = locks.sorted()
    effect.rewrites = rewrites.sorted()
    effect.scans = scans.sorted()
    effect.builds = builds.sorted()
    effect.isTransactional = isTransactional
    return effect
  }
}
