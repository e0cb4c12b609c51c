package import Diagnostics

extension PrismaReader.JoinTableKey {
  /// The code of the note that nothing in a schema tells which it is.
  package static let unknown = "prisma-join-table"

  /// What the migrations beside a schema tell, in their order: how the last of them named the key of a join table. nil
  /// when none of them has one.
  package init?(in migrations: [SourceFile]) {
    for migration in migrations.reversed() {
      let key = migration.text.contains("_AB_pkey\"")
      let unique = migration.text.contains("_AB_unique\"")
      guard key || unique else { continue }
      // One that has both replaces the index by the key.
      self = key ? .primaryKey : .uniqueIndex
      return
    }
    return nil
  }
}
