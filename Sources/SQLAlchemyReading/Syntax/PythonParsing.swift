package import Diagnostics

/// The syntax trees of the files that matter, as Python's own parser gave them.
///
/// The parser runs in a process at the edge: `script` is what it is to run (`python3 -I -S -c SCRIPT`), `input` what
/// it reads, and its output makes the trees. It imports nothing of the user's.
package struct PythonParsing: Sendable {
  package static let script = PythonScript.text

  /// Every file: first those that were named, then those that they may import from.
  let files: [SourceFile]
  /// How many of the files were named.
  let sourceCount: Int

  /// - Parameters:
  ///   - sources: the files of the schema; those that declare tables are read whole.
  ///   - library: files of the same project, of which only what the models use is read.
  package init(sources: [SourceFile], library: [SourceFile] = []) {
    let named = Set(sources.map(\.path))
    files = sources + library.filter { !named.contains($0.path) }
    sourceCount = sources.count
  }

  /// What the script reads on its standard input.
  package var input: String {
    var text = "\(files.count)\n"
    for (number, file) in files.enumerated() {
      text += "\(number < sourceCount ? 1 : 0) \(file.path.utf8.count) \(file.text.utf8.count)\n\(file.path)"
      text += file.text
    }
    return text
  }

  /// The trees that the script wrote, and the files that Python does not accept as diagnostics.
  package func modules(from output: [UInt8]) -> Reading<PythonModules> {
    var reading = Reading(PythonModules(files: files))
    for line in output.split(separator: UInt8(ascii: "\n")) {
      var stream = TokenStream(line)
      let number = stream.number()
      guard files.indices.contains(number), !stream.isBroken else { continue }
      if stream.number() == 0 {
        var decoder = TreeDecoder(file: number, stream: stream)
        reading.value.trees[number] = decoder.statements()
      } else {
        let offset = stream.number()
        reading.diagnostics.append(
          files[number].diagnostic(
            .error, code: "python-syntax", "Python does not accept this file: \(stream.text())", at: offset..<offset,
            why: "nothing of this file was read"))
      }
    }
    return reading
  }
}

/// Files and their trees; a file without a tree is not needed.
package struct PythonModules: Sendable {
  let files: [SourceFile]
  var trees: [Int: [Statement]] = [:]

  /// Whether any of the named files declares models.
  package var hasModels: Bool { !trees.isEmpty }

  /// The files that something was read of.
  package var readFiles: [SourceFile] { trees.keys.sorted().map { files[$0] } }
}
