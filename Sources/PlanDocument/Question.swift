/// The questions a plan can leave open. Each knows the YAML that answers it.
enum Question: String, Sendable, CaseIterable {
  case domain
  case volumes
  case growth
  case serviceLevels = "service-levels"
  case rates
  case querySQL = "query-sql"
  case queries
  case transactions
  case isolation
  case descriptions
  case conventions
  case stack
  case staleness
  case batches
  case batchSize = "batch-size"
  case retentionJob = "retention-job"
  case deployment
  case monitoring
  case roles
  case tenancy
  case tenantPath = "tenant-path"
  case tenantParent = "tenant-parent"
  case sensitive
  case secretStorage = "secret-storage"
  case retention
  case backupEncryption = "backup-encryption"
  case audit
  case auditReaders = "audit-readers"
  case auditJob = "audit-job"
  case connection
  case rotation
  case loginSecret = "login-secret"
  case baseline
  case release
  case rollbackWindow = "rollback-window"
  case backfill
  case seeds
  case load
  case rules
  case roleRows = "role-rows"
  case keptBy = "kept-by"
  case deleteAction = "delete-action"
  case rename
  case polymorphicTargets = "polymorphic-targets"

  /// Asked by a part about some subjects.
  func opened(by part: PartID, about subjects: [String]) -> OpenQuestion {
    let wording = wording
    return OpenQuestion(
      id: rawValue, text: wording.text, subjects: subjects, answer: wording.answer(subjects.first ?? ""),
      blocks: [part], weight: wording.weight, consequence: consequence)
  }

  private struct Wording {
    var text: String
    var weight: Int
    var answer: @Sendable (String) -> String

    init(_ text: String, _ weight: Int, _ answer: @escaping @Sendable (String) -> String) {
      self.text = text
      self.weight = weight
      self.answer = answer
    }
  }

  /// The first subject stands in the example answer, so that it can be pasted and completed.
  private var wording: Wording {
    switch self {
    case .domain: Wording("What is this data about?", 40) { _ in "domain: |\n  ..." }
    case .volumes:
      Wording("How many rows?", 90) {
        "volumes:\n  \(or($0, "table")): { rows: ..., growth: .../month, basis: measured }"
      }
    case .growth: Wording("How fast do they grow?", 50) { "volumes:\n  \(or($0, "table")): { growth: .../month }" }
    case .serviceLevels:
      Wording("How fast must it be?", 80) { "queries:\n  - { name: \(or($0, "...")), p95: ... ms, p99: ... ms }" }
    case .rates:
      Wording("How often does it run?", 85) { "queries:\n  - { name: \(or($0, "...")), rate: .../s, peak: .../s }" }
    case .querySQL: Wording("What does it send?", 60) { "queries:\n  - { name: \(or($0, "...")), sql: SELECT ... }" }
    case .queries:
      Wording("Which queries matter?", 95) { _ in
        "queries:\n  - { name: ..., sql: SELECT ..., rate: .../s, peak: .../s, p95: ... ms }"
      }
    case .transactions:
      Wording("What must happen together?", 70) { _ in
        "transactions:\n  - { name: ..., runs: [...], rate: .../s, isolation: read committed, hold: ... ms }"
      }
    case .isolation:
      Wording("Which isolation, and why?", 55) {
        "transactions:\n  - { name: \(or($0, "...")), isolation: ..., because: ... }"
      }
    case .descriptions: Wording("What is it for?", 20) { "describe:\n  \(or($0, "table")): ..." }
    case .conventions:
      Wording("Which house rules hold?", 15) { _ in
        "conventions: { id: ..., naming: snake_case, timestamps: required, on_delete: explicit }"
      }
    case .stack:
      Wording("Which versions are in use?", 45) { _ in "stack: { postgres: ..., orm: ..., prisma: ..., migrate: ... }" }
    case .staleness:
      Wording("How stale may it be?", 35) { "queries:\n  - { name: \(or($0, "...")), staleness: ... s }" }
    case .batches:
      Wording("Which jobs write in bulk?", 30) { _ in
        "batches:\n  - { name: ..., table: ..., rows: ..., every: ..., within: ... min, mode: ... }"
      }
    case .batchSize:
      Wording("How many rows, how quickly?", 30) {
        "batches:\n  - { name: \(or($0, "...")), rows: ..., within: ... min }"
      }
    case .retentionJob:
      Wording("What deletes the rows that are too old?", 48) {
        "batches:\n  - { name: ..., table: \(or($0, "table")), rows: ..., every: night, within: ... min, mode: delete }"
      }
    case .deployment:
      Wording("What does it run on?", 65) { _ in
        "deployment: { instances: { min: ..., max: ... }, max_connections: ..., reserved: ..., pooler: ..., replicas: ... }"
      }
    case .monitoring:
      Wording("Who watches, from which limit?", 25) { _ in "monitoring: { stack: ..., page: ..., slow: ... ms }" }
    case .roles:
      Wording("Who may do what?", 75) { "roles:\n  app: { login: app, \(or($0, "table")): [select], rows: tenant }" }
    case .tenancy:
      Wording("Whose rows are they?", 88) { _ in
        "tenancy: { model: shared-schema, key: ..., setting: ..., enforce: [database] }"
      }
    case .tenantPath:
      Wording("Shared by all tenants, or one's own?", 60) { "tenancy: { shared: [\(or($0, "table"))] }" }
    case .tenantParent:
      Wording("Whose child is it?", 48) { "tenancy:\n  through: { \(or($0, "table")): ... }" }
    case .sensitive:
      Wording("Sensitive, or not?", 58) {
        "sensitive:\n  \(or($0, "table.column")): { class: ..., stored: ..., keep: ... }   # or: none"
      }
    case .secretStorage:
      Wording("How is the secret stored?", 59) {
        "sensitive:\n  \(or($0, "table.column")): { stored: hashed }   # or: app-encrypted, tokenised, plain"
      }
    case .retention:
      Wording("How long is it kept?", 44) { "sensitive:\n  \(or($0, "table.column")): { keep: ... years }" }
    case .backupEncryption:
      Wording("How are backups kept?", 42) { _ in
        "backup: { tool: ..., rpo: ..., rto: ..., encrypted: ..., readers: [...], restore_tested: ... }"
      }
    case .audit:
      Wording("Whose changes are recorded?", 38) { _ in
        "audit: { tables: [...], actor: ..., keep: ..., security_events: [...] }"
      }
    case .auditReaders: Wording("Who may read the log?", 21) { _ in "audit: { readers: [...] }" }
    case .connection:
      Wording("How do clients connect?", 56) { _ in
        "connection: { tls: TLSv1.3, root: ..., sslmode: verify-full, passwords: scram-sha-256, from: [...] }"
      }
    case .rotation: Wording("How long is a password used?", 23) { _ in "connection: { rotation: 90 days }" }
    case .loginSecret:
      Wording("Where is its password kept?", 41) { "connection:\n  secrets: { \(or($0, "login")): ... }" }
    case .auditJob: Wording("Which role's job keeps the log's months?", 19) { _ in "audit: { job: ... }" }
    case .baseline: Wording("What is there today?", 50) { _ in "baseline: git:main   # or a schema file, or none" }
    case .release: Wording("How is it released?", 36) { _ in "deployment: { release: rolling, lock_timeout: 2s }" }
    case .rollbackWindow:
      Wording("How long must the way back stay open?", 34) { _ in "deployment: { rollback_window: ... days }" }
    case .backfill:
      Wording("What goes into existing rows?", 72) {
        "backfills:\n  - { column: \(or($0, "table.column")), sql: ..., batch: 5k, pause: 100ms }"
      }
    case .seeds:
      Wording("Which rows come with it?", 22) {
        "seeds:\n  \(or($0, "table")): { file: seeds/\(or($0, "table")).csv, in: [all] }"
      }
    case .load:
      Wording("Which load must it survive?", 28) { _ in
        "load: { ramp: ... min, steady: ... min, spike: 5x for 2 min, stop_when: ... }"
      }
    case .rules:
      Wording("Which rules must always hold?", 32) { _ in "rules:\n  - { rule: ..., unique: \"table(column, ...)\" }" }
    case .roleRows:
      Wording("Which rows may it see?", 57) {
        "roles:\n  \(or($0, "role")): { rows: ... }   # all, tenant, own via <column>"
      }
    case .keptBy:
      Wording("What keeps it right?", 33) {
        "derived:\n  \(or($0, "table.column")): { kept_by: trigger }   # or: application, job"
      }
    case .deleteAction:
      Wording("What becomes of the children?", 62) {
        "relations:\n  \(or($0, "table.column")): { on_delete: ..., because: ... }"
      }
    case .polymorphicTargets:
      Wording("Which tables does it point at?", 31) {
        "columns:\n  \(or($0, "table.column")): { values: { ...: ...% } }"
      }
    case .rename:
      Wording("Renamed, or dropped and added?", 78) { "renames: { \(or($0, "old")): ... }   # none denies it" }
    }
  }
}

private func or(_ text: String, _ fallback: String) -> String { text.isEmpty ? fallback : text }
