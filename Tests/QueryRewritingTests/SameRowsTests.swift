import PostgresClient
import QueryRewriting
import TestKit
import Testing

/// Every rewritten query is run beside the one it was made from.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct SameRowsTests {
  @Test func theListIsLongEnough() { #expect(RewriteCase.all.count + KeysetCase.all.count >= 40) }

  @Test func rewrittenQueriesGiveTheSameRows() async throws {
    let rewriter = QueryRewriter(catalog: try RewritingServer.catalog())
    try await RewritingServer.run { connection in
      for item in RewriteCase.all {
        guard let rewrite = item.rewrite(by: rewriter) else {
          Issue.record("not rewritten: \(item.testDescription)")
          continue
        }
        #expect(rewrite.sql != item.sql)
        var differing = 0
        var found = 0
        for arguments in item.arguments {
          let wanted = try await connection.answer(item.like ?? item.sql, item.like == nil ? arguments : "")
          let given = try await connection.answer(rewrite.sql, arguments)
          #expect(sorted(given) == sorted(wanted), "\(item.testDescription)\n\(rewrite.sql)\n\(arguments)")
          found += wanted.count
          if let (piece, other) = item.mutation {
            #expect(rewrite.sql.contains(piece), "\(rewrite.sql) has no \(piece)")
            let mutant = rewrite.sql.replacing(piece, with: other)
            if sorted(try await connection.answer(mutant, arguments)) != sorted(wanted) { differing += 1 }
          }
        }
        #expect(found > 0, "no rows to compare: \(item.testDescription)")
        #expect(item.mutation == nil || differing > 0, "a wrong rewrite passes: \(rewrite.sql)")
      }
    }
  }

  /// Where both sides of NOT IN may be NULL or not decides what is said.
  @Test func differencesAreSaid() throws {
    let rewriter = QueryRewriter(catalog: try RewritingServer.catalog())
    for item in RewriteCase.all where item.rewriting == .notExists {
      let notes = item.rewrite(by: rewriter)?.notes ?? []
      #expect(notes.contains { $0.contains("the same rows") } == (item.like == nil), "\(notes)")
    }
  }

  @Test func walksByKeyGiveEveryRowOnceInOrder() async throws {
    let rewriter = QueryRewriter(catalog: try RewritingServer.catalog())
    try await RewritingServer.run { connection in
      for item in KeysetCase.all {
        guard let page = rewriter.keyset(item.paged) else {
          Issue.record("not rewritten: \(item.paged)")
          continue
        }
        try await walk(item, page, connection)
      }
    }
  }

  /// The pages after each other are the list as OFFSET walks through it in the same order.
  private func walk(_ item: KeysetCase, _ page: KeysetPage, _ connection: PostgresConnection) async throws {
    let sql = page.rewrite.sql
    let order = try #require(sql.firstRange(of: " ORDER BY ").map { sql[$0.upperBound...] })
    let last = try #require(order.firstRange(of: " LIMIT "))
    let keys = page.keys.map(\.expression).joined(separator: ", ")
    let whole = "SELECT \(item.columns), \(keys) \(item.from) ORDER BY \(order[..<last.lowerBound])"
    #expect(item.order.map { order.hasPrefix($0) } ?? true, "\(sql)")
    let offset = "\(whole) LIMIT \(KeysetCase.pageSize) OFFSET $\(item.arguments.count + 1)"
    var wanted: [[String?]] = []
    while true {
      let rows = try await connection.answer(offset, (item.arguments + ["\(wanted.count)"]).joined(separator: ", "))
      wanted += rows
      if rows.count < KeysetCase.pageSize { break }
    }
    #expect(wanted.count > KeysetCase.pageSize || item.order == nil, "one page only: \(item.paged)")
    var walked = Array(wanted.prefix(KeysetCase.pageSize))
    while let row = walked.last, walked.count <= wanted.count {
      var values = item.arguments + Array(repeating: "NULL", count: page.keys.count)
      for (key, value) in zip(page.keys, row.suffix(page.keys.count)) {
        values[key.parameter - 1] = value.map { "'\($0)'" } ?? "NULL"
      }
      let count = row.count - page.keys.count
      let next = try await connection.answer(sql, values.joined(separator: ", "))
      if next.isEmpty { break }
      for (position, found) in next.enumerated() {
        let place = walked.count + position
        try #require(wanted.indices.contains(place), "too many rows: \(sql)")
        #expect(Array(found.prefix(count)) == Array(wanted[place].prefix(count)), "row \(place): \(sql)")
      }
      walked += wanted[walked.count..<walked.count + next.count]
    }
    #expect(walked.count == wanted.count, "\(sql)")
  }
}
