internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// What a plan says about the load.
extension PlanFileFormat {
  @RecordBuilder<Plan> static var workloadFacts: [RecordKey<Plan>] {
    part("queries", "The queries the application sends", .list(of: query), \.queries)
    part("transactions", "Queries that stand or fall together", .list(of: transaction), \.transactions)
    part("batches", "Jobs over many rows", .list(of: batch), \.batches)
    part("load", "How the load test runs", load, \.load)
  }

  private static var query: ValueFormat<Query> {
    .record({ Query(name: Located("")) }) {
      required("name", "A short phrase, used once", .text, \.name)
      fact("sql", "The statement, with $1, $2 for parameters", .sql, \.sql)
      fact(
        "call", "The call that sends it; of Prisma's client it is read for the SQL it means where sql is not given",
        .text, \.call)
      fact("at", "Where that call stands: file:line", .text, \.at)
      fact("rate", "How often it runs", .rate, \.rate)
      fact("peak", "How often at the busiest", .rate, \.peak)
      fact("p95", "Time that 95 of 100 runs may take", .duration, \.p95)
      fact("p99", "Time that 99 of 100 runs may take", .duration, \.p99)
      fact("availability", "Share of runs that succeed", .share, \.availability)
      fact("per", "It runs once for each of those: another query or a thing", .text, \.per)
      part("params", "How the values of a parameter spread, e.g. zipf", parameters, \.parameters)
      fact("staleness", "How old an answer may be", .duration, \.staleness)
      part("cached", "Where answers are kept and what makes them stale", cacheRule, \.cached)
      fact("role", "The role that sends it", .text, \.role)
      fact("since", "First migration phase whose application sends it", phase, \.since)
      fact("until", "Last migration phase whose application sends it", phase, \.until)
    }
  }

  private static var phase: ValueFormat<String> { .word(["expand", "migrate", "contract"]) }

  private static var parameters: ValueFormat<[(name: String, distribution: Located<String>)]> {
    .map(keyedBy: .text, "Parameter or column", to: ValueFormat<String>.text.located()) { name, distribution, _ in
      (name: name.value, distribution: distribution)
    }
  }

  private static var cacheRule: ValueFormat<CacheRule> {
    .record(CacheRule.init) {
      fact("in", "The cache, e.g. redis", .text, \.store)
      facts("invalidated_by", "Queries and transactions that make it stale", .text, \.invalidatedBy)
    }
  }

  private static var transaction: ValueFormat<Transaction> {
    .record({ Transaction(name: Located("")) }) {
      required("name", "A short phrase, used once", .text, \.name)
      facts("runs", "Its queries, in order", .text, \.runs)
      fact("rate", "How often it runs", .rate, \.rate)
      fact("isolation", "Its isolation level", .word(isolationLevels), \.isolation)
      fact("guard", "What keeps concurrent runs apart, e.g. skip locked", .text, \.guardClause)
      fact("retry", "How often it is tried again", .integer(minimum: 0), \.retry)
      fact("hold", "How long it holds its connection", .duration, \.hold)
      fact("because", "Why", .markdown, \.because)
    }
  }

  private static var isolationLevels: [String] {
    ["read uncommitted", "read committed", "repeatable read", "serializable"]
  }

  private static var batch: ValueFormat<Batch> {
    .record({ Batch(name: Located("")) }) {
      required("name", "A short phrase, used once", .text, \.name)
      fact("table", "The table it works on", .table, \.table)
      fact("rows", "Rows of one run", .count, \.rows)
      fact("every", "When it runs, e.g. night or 15 min", .text, \.every)
      fact("within", "Time it may take", .duration, \.within)
      fact("mode", "What it does to the rows: insert, copy, update, upsert, delete or read", .text, \.mode)
    }
  }

  private static var load: ValueFormat<LoadProfile> {
    .record(LoadProfile.init) {
      fact("ramp", "Time to come up to the rates", .duration, \.ramp)
      fact("steady", "Time at the rates", .duration, \.steady)
      fact("spike", "A burst over the rates", .spike, \.spike)
      fact("stop_when", "The condition that ends the test", .text, \.stopWhen)
    }
  }
}
