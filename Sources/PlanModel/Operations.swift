package import Diagnostics
package import SchemaModel

package struct Deployment: Sendable {
  package var minimumInstances: Located<Int>?
  package var maximumInstances: Located<Int>?
  /// Requests one instance works on at a time.
  package var concurrency: Located<Int>?
  package var cores: Located<Int>?
  package var memory: Located<ByteCount>?
  package var disk: Located<Throughput>?
  package var maxConnections: Located<Int>?
  package var reserved: Located<Int>?
  package var pooler: Located<String>?
  package var replicas: Located<Int>?
  package var cache: Located<String>?
  package var release: Located<String>?
  package var lockTimeout: Located<Duration>?
  package var rollbackWindow: Located<Duration>?

  package init() {}
}

package struct Backup: Sendable {
  package var tool: Located<String>?
  package var rpo: Located<Duration>?
  package var rto: Located<Duration>?
  package var encrypted: Located<String>?
  package var readers: [Located<String>] = []
  package var restoreTested: Located<CalendarDate>?
  /// Time from one whole backup to the next.
  package var every: Located<Duration>?
  /// How long one is kept.
  package var keep: Located<Duration>?

  package init() {}
}

package struct Monitoring: Sendable {
  package var stack: Located<String>?
  package var page: Located<String>?
  package var slow: Located<Duration>?

  package init() {}
}

package struct Backfill: Sendable {
  package var column: Located<ColumnReference>
  package var sql: Located<String>?
  package var batch: Located<Count>?
  package var pause: Located<Duration>?
  package var stopIf: Located<String>?

  package init(column: Located<ColumnReference>) { self.column = column }
}

package struct Seed: Sendable {
  package var table: Located<ObjectName>
  package var file: Located<String>?
  package var environments: [Located<String>] = []
  package var after: [Located<ObjectName>] = []

  package init(table: Located<ObjectName>) { self.table = table }
}

package struct Decision: Sendable {
  package struct Option: Sendable {
    package var name: Located<String>
    package var level: Located<String>?
    package var pros: [String] = []
    package var cons: [String] = []
    package var performance: String?
    package var migration: String?
    package var maintenance: String?

    package init(name: Located<String>) { self.name = name }
  }

  package var id: Located<String>
  package var question: Located<String>
  package var options: [Option] = []
  package var recommended: Located<String>?
  package var chosen: Located<String>?
  package var because: Located<String>?
  package var by: Located<String>?
  package var on: Located<CalendarDate>?

  package init(id: Located<String>, question: Located<String>) {
    self.id = id
    self.question = question
  }
}

package struct Waiver: Sendable {
  package var check: Located<String>
  /// A table or `table.column`; nil waives the check everywhere.
  package var on: Located<String>?
  package var because: Located<String>
  package var until: Located<CalendarDate>?

  package init(check: Located<String>, because: Located<String>) {
    self.check = check
    self.because = because
  }
}

package struct Attestation: Sendable {
  package enum Answer: String, Sendable, CaseIterable {
    case pass
    case fail
  }

  /// The checklist line it answers, e.g. `security.audits`.
  package var line: Located<String>
  package var answer: Located<Answer>
  package var by: Located<String>?
  package var on: Located<CalendarDate>?
  package var evidence: Located<String>?

  package init(line: Located<String>, answer: Located<Answer>) {
    self.line = line
    self.answer = answer
  }
}
