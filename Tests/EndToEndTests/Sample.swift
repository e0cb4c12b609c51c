import TestKit

/// Schemas and plans that tests write to a folder.
enum Sample {
  static let schema = """
    CREATE TABLE clubs (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text NOT NULL
    );
    CREATE TABLE members (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      club_id bigint NOT NULL REFERENCES clubs (id) ON DELETE CASCADE,
      joined_at timestamp NOT NULL
    );

    """

  static let plan = """
    plan: Members of clubs
    schema: ../schema.sql
    volumes:
      members: { rows: 2M, growth: 10k/month }

    """

  /// A project with a schema, a plan and its output; the plan is `Plans/clubs.yml`.
  static func write(to folder: String) throws {
    try TestKit.write(schema, to: "\(folder)/schema.sql")
    try TestKit.write(plan, to: "\(folder)/Plans/clubs.yml")
  }

  /// The `.sql` line that every reader refuses.
  static let brokenStatement = "CREATE TABLE seasons (id bigint PRIMARY KEY,,);\n"
}
