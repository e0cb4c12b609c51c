import AccessControl
import SchemaModel

/// `grants.sql` and `rls.sql`, for the whole schema: loaded after it, in this order; and `migrations/`, which bring the policies
/// to tables that are in use.
enum SecurityFiles {
  static func files(_ subject: PlanSubject) -> [PlanFile] {
    [
      GrantScript.text(subject.access, subject.catalog).map { PlanFile("grants.sql", $0) },
      RowSecurityScript.text(subject.access, subject.catalog).map { PlanFile("rls.sql", $0) },
    ].compactMap(\.self)
      + RolloutRows.files(subject)
  }
}
