import AccessControl
import Compilation
import Diagnostics
import PlanModel
import SchemaModel
import TestKit
import Testing

/// Whose rows they are, by keys alone.
@Suite struct TenancyProposalTests {
  @Test(arguments: ["agri-commerce", "league-manager", "course-platform"])
  func shippedSchemasSayWhatTheirPlansSay(_ name: String) throws {
    let project = SecuredProject(shipped: name)
    let external = Set(project.plan.external.map(\.table.value))
    let proposal = try #require(TenancyProposal(project.catalog, external: external))
    #expect(proposal.best.key == project.plan.tenancy?.key?.value)
    #expect(proposal.setting == project.plan.tenancy?.setting?.value)
    let declared = try #require(project.design.reaches.tenants)
    // Tables that the plan keeps for all are reached by no key that every row has.
    #expect(proposal.best.paths.tables.isSuperset(of: declared.tables))
  }

  @Test func aTableOfPeopleIsNoTenantWhereOthersAre() throws {
    let proposal = try #require(
      Self.proposal(
        """
        CREATE TABLE clinics (id bigint PRIMARY KEY);
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE staff (clinic_id bigint REFERENCES clinics, user_id bigint REFERENCES users);
        CREATE TABLE patients (id bigint PRIMARY KEY, "clinicId" bigint NOT NULL REFERENCES clinics, author bigint NOT NULL REFERENCES users);
        CREATE TABLE visits (id bigint PRIMARY KEY, patient_id bigint NOT NULL REFERENCES patients, user_id bigint NOT NULL REFERENCES users);
        CREATE TABLE rooms (clinic_id bigint NOT NULL REFERENCES clinics, kind bigint NOT NULL REFERENCES kinds);
        CREATE TABLE kinds (id bigint PRIMARY KEY);
        """))
    #expect(
      proposal.best.root?.name == "clinics" && proposal.best.key == "clinic_id" && proposal.setting == "app.clinic_id")
    #expect(proposal.other?.root?.name == "users")
    #expect(proposal.shared.map(\.name) == ["users", "kinds"])
    guard case .own("clinicId")? = proposal.best.paths[ObjectName("patients")] else {
      Issue.record("patients hold their clinic under another name")
      return
    }
  }

  /// Films hang on a language, and nobody would call languages tenants; nor is a row's other half its tenant.
  @Test func whatFewTablesCarryIsNoTenant() {
    #expect(
      Self.proposal(
        """
        CREATE TABLE languages (id bigint PRIMARY KEY);
        CREATE TABLE films (id bigint PRIMARY KEY REFERENCES languages, language_id bigint NOT NULL REFERENCES languages);
        CREATE TABLE copies (id bigint PRIMARY KEY, film_id bigint NOT NULL REFERENCES films);
        CREATE TABLE loans (id bigint PRIMARY KEY, copy_id bigint NOT NULL REFERENCES copies);
        """) == nil)
    #expect(Self.proposal("CREATE TABLE notes (id bigint PRIMARY KEY);") == nil)
  }

  /// A column that no foreign key explains.
  @Test func aKeyWithoutForeignKeysIsSeen() throws {
    let proposal = try #require(
      Self.proposal(
        (1...4).map { "CREATE TABLE t\($0) (id bigint PRIMARY KEY, account_id uuid NOT NULL);" }.joined()))
    #expect(proposal.best.root == nil && proposal.best.key == "account_id" && proposal.best.reached == 4)
  }

  private static func proposal(_ schema: String) -> TenancyProposal? {
    TenancyProposal(SecuredProject("proposed", schema: schema, plan: "").catalog)
  }
}
