/// Arrays as PostgreSQL reads them from text.
enum ArrayLiteral {
  static func text(_ values: some Sequence<String>) -> String {
    let quoted = values.map { value in
      var text = "\""
      for scalar in value.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
        text.unicodeScalars.append(scalar)
      }
      return text + "\""
    }
    return "{\(quoted.joined(separator: ","))}"
  }

  static func numbers(_ values: some Sequence<some Numeric & CustomStringConvertible>) -> String {
    "{\(values.map(\.description).joined(separator: ","))}"
  }
}
