import AccessControl
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Views in which masked columns are constants, as the roles see them that they are made for.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct MaskingTests {
  @Test(arguments: ["agri-commerce", "course-platform", "league-manager"])
  func maskedColumnsAreSeenAsConstants(_ name: String) async throws {
    let project = SecuredProject(shipped: name)
    #expect(!project.design.maskingViews.isEmpty)
    var views = 0
    var refused = 0
    try await ThrowawayServer.run { server in
      try await server.createDatabase("masked")
      let connection = try await server.connect(to: "masked")
      for script in project.scripts { try await connection.run(script: script) }
      // Loaded again, it makes the same.
      try await connection.run(script: project.scripts[1])
      for view in project.design.maskingViews {
        for role in view.roles {
          _ = try await connection.query("SET ROLE \(QuotedIdentifier.text(role))")
          let select = "SELECT * FROM \(QuotedIdentifier.text(view.name))"
          await #expect(throws: Never.self, "\(role): \(select)") { try await connection.query(select) }
          views += 1
          for column in view.masked {
            let base = "SELECT \(QuotedIdentifier.text(column)) FROM \(QuotedIdentifier.text(view.table))"
            let error = await #expect(throws: PostgresError.self, "\(role): \(base)") {
              try await connection.query(base)
            }
            #expect(error?.sqlState == "42501")
            refused += 1
          }
          _ = try await connection.query("RESET ROLE")
        }
      }
    }
    print("masking: \(name): \(views) views read by their roles, \(refused) masked columns refused")
  }

  @Test func aViewShowsTheRowsOfOneTenant() async throws {
    let project = SecuredProject(
      "clinic",
      schema: """
        CREATE TABLE patients (id bigint PRIMARY KEY, clinic_id bigint NOT NULL, name varchar(40) NOT NULL, phone text,
          born date NOT NULL, "Gate Code" text);
        CREATE TABLE patients_masked (id bigint PRIMARY KEY);
        """,
      plan: """
        tenancy: { model: shared-schema, key: clinic_id, setting: app.clinic_id, shared: [patients_masked] }
        roles:
          desk: { login: app, patients: [select, insert], rows: tenant }
          analyst: { login: app, patients: [select], rows: tenant }
          intern: { login: app, patients: [select], rows: tenant }
        sensitive:
          patients.phone: { class: contact, mask_for: [analyst, intern] }
          patients.born: { class: personal, mask_for: [analyst, intern] }
          patients."Gate Code": { class: secret, mask_for: [analyst, intern] }
          patients.name: { class: personal, mask_for: [intern] }
        """)
    #expect(project.problems.isEmpty, "\(project.problems)")
    let names = project.design.maskingViews.map(\.name.name)
    #expect(names == ["patients_masked_2", "patients_masked_intern"])
    try await ThrowawayServer.run { server in
      try await server.createDatabase("clinic")
      let connection = try await server.connect(to: "clinic")
      for script in project.scripts { try await connection.run(script: script) }
      try await connection.run(
        script: """
          INSERT INTO patients VALUES (1, 1, 'Ada', '030', '1990-01-01', '17#'), (2, 2, 'Bo', '031', '1991-01-01', '18#');
          SET app.clinic_id = '1';
          """)
      for (role, view, expected) in [
        ("analyst", "patients_masked_2", "(1,1,Ada,***,,***)"),
        ("intern", "patients_masked_intern", "(1,1,***,***,,***)"),
      ] {
        _ = try await connection.query("SET ROLE \(role)")
        #expect(try await connection.query("SELECT string_agg(t::text, ';') FROM \(view) AS t").value == expected)
        let error = await #expect(throws: PostgresError.self) { try await connection.query("SELECT * FROM patients") }
        #expect(error?.sqlState == "42501")
        _ = try await connection.query("RESET ROLE")
      }
      _ = try await connection.query("SET ROLE desk")
      await #expect(throws: PostgresError.self) { try await connection.query("SELECT * FROM patients_masked_2") }
    }
  }
}
