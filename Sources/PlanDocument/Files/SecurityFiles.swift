import AccessControl
import AuditTrail
import SchemaModel

/// `grants.sql`, `rls.sql` and `audit.sql`, for the whole schema: loaded after it, in this order; and `migrations/`, which lead
/// to the schema and bring the policies to tables that are in use.
enum SecurityFiles {
  static func files(_ subject: PlanSubject) -> [PlanFile] {
    [
      GrantScript.text(subject.access, subject.catalog).map { PlanFile("grants.sql", $0) },
      RowSecurityScript.text(subject.access, subject.catalog).map { PlanFile("rls.sql", $0) },
      subject.audit.flatMap { AuditScript.text($0, subject.catalog) }.map { PlanFile("audit.sql", $0) },
      ConnectionDesign(subject.plan)?.hostRules.map { PlanFile("pg_hba.conf", $0) },
    ].compactMap(\.self)
      + MigrationDocuments.files(subject)
  }
}
