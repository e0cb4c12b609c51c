/// What runs in Python: it reads files on its standard input, parses those that matter with `ast`, and writes a JSON array
/// of numbers and texts for each on a line of its own. It imports and runs nothing of what it reads.
///
/// Input: the number of files, then for each a line with its role (1: it was named and may declare models), the bytes of its path and
/// of its text, then both. Files that declare models are written whole, of the others the statements that these use.
/// Output: number of the file; 0 and its statements, or 1, the offset and the words of a syntax error. Offsets are of
/// UTF-8.
enum PythonScript {
  static let text = [PackageResources.units_py, PackageResources.slices_py, PackageResources.trees_py]
    .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n\n")
}
