import Diagnostics
import Synchronization

/// Schemas that were read in a run: the same files are parsed once, whichever plans and commits they are read for.
package final class SchemaMemory: Sendable {
  /// The files in the order they are read.
  struct Key: Hashable {
    struct File: Hashable {
      var path: String
      var text: String
    }

    var prisma: [File]
    var overlays: [File]
    var sql: [File]
    var additions: [File]
  }

  /// A schema that is being read: whoever asks meanwhile waits for it.
  private final class Entry: Sendable {
    let reading = Mutex<Reading<ReadSchema>?>(nil)
  }

  private let entries = Mutex<[Key: Entry]>([:])

  package init() {}

  func reading(of key: Key, _ read: () -> Reading<ReadSchema>) -> Reading<ReadSchema> {
    let entry = entries.withLock { entries in
      if let known = entries[key] { return known }
      let entry = Entry()
      entries[key] = entry
      return entry
    }
    return entry.reading.withLock { known in
      if let known { return known }
      let made = read()
      known = made
      return made
    }
  }
}

extension SchemaMemory.Key {
  init(prisma: [SourceFile], overlays: [SourceFile], sql: [SourceFile], additions: [SourceFile]) {
    func files(_ files: [SourceFile]) -> [File] { files.map { File(path: $0.path, text: $0.text) } }
    self.init(
      prisma: files(prisma), overlays: files(overlays), sql: files(sql), additions: files(additions))
  }
}
