/// Bytes as people read them: `41 MiB`; powers of 1024, three significant digits at most.
package enum ByteText {
  package static func of(_ bytes: Double) -> String {
    let steps = [
      (1_099_511_627_776.0, "TiB"), (1_073_741_824.0, "GiB"), (1_048_576.0, "MiB"), (1024.0, "KiB"),
    ]
    for (step, unit) in steps where bytes >= step * 0.9995 { return "\(decimal(bytes / step)) \(unit)" }
    return "\(decimal(bytes)) B"
  }

  private static func decimal(_ number: Double) -> String {
    let places = number >= 99.95 ? 1.0 : number >= 9.995 ? 10.0 : 100.0
    let rounded = (number * places).rounded() / places
    return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
  }
}
