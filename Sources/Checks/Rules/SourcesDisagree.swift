import CatalogComparison
import Diagnostics
import PlanModel
import SchemaModel
import SchemaReconciliation

/// What the sources of one schema say differently.
struct SourcesDisagree: Check {
  let metadata = CheckMetadata(
    code: SourceDisagreement.code, severity: .warning,
    summary: "Two sources of one schema differ in an object, type, default, null, index or action.",
    why: """
      Models and migrations that drifted apart describe two databases, and only one of them exists. The application fails on \
      the column that nobody made, and the next generated migration undoes what somebody changed by hand.
      """,
    fix: """
      Decide which source is right and change the other one. The plan follows a live database before SQL, and SQL before models; \
      what only one of them declares is kept. What a language can not say (Prisma: checks, policies, triggers, partial indexes) \
      is no difference.
      """,
    bad: CheckExample(
      .prisma,
      """
      model Order {
        id    Int    @id
        total Int
      }
      """,
      beside:
        #"CREATE TABLE "Order" (id integer NOT NULL, total bigint NOT NULL, CONSTRAINT "Order_pkey" PRIMARY KEY (id));"#
    ),
    good: CheckExample(
      .prisma,
      """
      model Order {
        id    Int    @id
        total BigInt
      }
      """,
      beside:
        #"CREATE TABLE "Order" (id integer NOT NULL, total bigint NOT NULL, CONSTRAINT "Order_pkey" PRIMARY KEY (id));"#
    ),
    sources: ["Prisma documentation: Detecting schema drift", "Alembic documentation: Auto Generating Migrations"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let external = Set(subject.plan.external.map(\.table.value))
    return subject.disagreements.filter { disagreement in
      disagreement.table.map { subject.isJudged($0) && !external.contains($0) } ?? true
    }.map { disagreement in
      let holder = disagreement.first.hasObject ? disagreement.first : disagreement.second
      let other = disagreement.first.hasObject ? disagreement.second : disagreement.first
      let isTable = disagreement.kind == .table || disagreement.kind == .rowSecurity
      var finding = finding(
        on: disagreement.table, isTable ? nil : disagreement.name, disagreement.message,
        evidence: [disagreement.evidence], fix: .words(disagreement.fix), at: holder.span ?? other.span,
        severity: disagreement.isNameAlone ? .note : nil)
      finding.related = holder.span == nil ? nil : other.span
      return finding
    }
  }
}
