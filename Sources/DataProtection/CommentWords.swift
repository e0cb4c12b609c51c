import SchemaModel

/// What a comment says of a column whose name says nothing.
enum CommentWords {
  static func remark(_ comment: String, _ kind: ValueKind) -> (dataClass: DataClass, says: String)? {
    guard kind != .moment, kind != .uuid else { return nil }
    let words = IdentifierWords(comment).words
    // "contains no personal data", "not a password"
    guard !words.contains(where: negations.contains) else { return nil }
    for (phrase, dataClass, says) in phrases where words.indices.contains(where: { words[$0...].starts(with: phrase) })
    {
      return (dataClass, says)
    }
    return nil
  }

  private static let negations: Set<String> = [
    "no", "not", "never", "without", "non", "anonymous", "anonymised", "public",
  ]

  private static let phrases: [([String], DataClass, String)] = [
    (["pii"], .personal, "PII"), (["personal", "data"], .personal, "personal data"),
    (["personally", "identifiable"], .personal, "personally identifiable"), (["phi"], .health, "PHI"),
    (["protected", "health"], .health, "protected health information"), (["medical", "data"], .health, "medical data"),
    (["date", "of", "birth"], .personal, "date of birth"), (["phone", "number"], .contact, "phone number"),
    (["email", "address"], .contact, "e-mail address"), (["e", "mail", "address"], .contact, "e-mail address"),
    (["home", "address"], .contact, "home address"), (["social", "security"], .identity, "social security"),
    (["passport", "number"], .identity, "passport number"),
    (["credit", "card", "number"], .payment, "credit card number"),
    (["iban"], .payment, "IBAN"), (["gate", "code"], .secret, "gate code"), (["door", "code"], .secret, "door code"),
    (["plain", "text", "password"], .secret, "password"), (["hashed", "password"], .secret, "password"),
    (["secret", "key"], .secret, "secret key"),
  ]
}
