/// The ids that forges give to headings, in the order of a document: lower case, spaces as hyphens, punctuation dropped, repeated ones
/// numbered from 1.
package struct HeadingSlug: Sendable {
  private var counts: [String: Int] = [:]

  package init() {}

  /// The id of the next heading, from its text without markup.
  package mutating func id(for heading: String) -> String {
    let slug = Self.slug(of: heading)
    var id = slug
    while counts[id] != nil {
      counts[slug, default: 0] += 1
      id = "\(slug)-\(counts[slug, default: 0])"
    }
    counts[id] = 0
    return id
  }

  /// The id of a heading that no earlier one shares.
  package static func slug(of heading: String) -> String {
    var slug = String.UnicodeScalarView()
    for scalar in heading.lowercased().unicodeScalars {
      if scalar == " " {
        slug.append("-")
      } else if scalar == "-" || isWord(scalar) {
        slug.append(scalar)
      }
    }
    return String(slug)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ASCII.isWord(UInt8(scalar.value)) }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
      true
    default: false
    }
  }
}
