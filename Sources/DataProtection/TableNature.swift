import SchemaModel

/// What a table's rows are, by its name, its foreign keys and what else it holds.
struct TableNature: Sendable {
  /// One row, one person.
  var isPerson = false
  /// A person's table, or one that points at such a table, or at what a person has.
  var isAboutPerson = false
  /// Buildings, towns, firms: their address is no secret of anybody.
  var isPlace = false
  /// Of patients and what is wrong with them.
  var isMedical = false
  /// Of keys, tokens and codes.
  var isOfSecrets = false
  /// Of machines: their addresses are nobody's.
  var isOfMachines = false
  /// Of what people write to each other.
  var isOfMessages = false
  /// Stems of the table's name.
  var stems: [String]

  init(_ table: Table) {
    let words = IdentifierWords(table.name.name)
    stems = words.stems
    let last = stems.last ?? ""
    isPerson = Words.persons.contains(last) && !Words.applications.contains { stems.contains($0) }
    isPlace = Words.places.contains(last)
    isMedical = stems.contains { Words.medical.contains($0) }
    isOfSecrets = Words.secrets.contains { stems.suffix($0.count) == $0[...] }
    isOfMachines = stems.contains { Words.machines.contains($0) }
    isOfMessages = Words.messages.contains(last)
    if !isPerson, !isPlace, Self.hasPersonsColumns(table) { isPerson = true }
    isAboutPerson = isPerson || isMedical || stems.contains { Words.aboutPersons.contains($0) }
  }

  /// A given name, a day of birth or a password beside an e-mail: only people have these.
  private static func hasPersonsColumns(_ table: Table) -> Bool {
    var hasEmail = false
    var hasPassword = false
    for column in table.columns {
      let words = IdentifierWords(column.name).words
      if Words.personColumns.contains(words) { return true }
      hasEmail = hasEmail || words == ["email"]
      hasPassword = hasPassword || words.first == "password"
    }
    return hasEmail && hasPassword
  }

  /// Vocabulary in stems, since that is what names are compared in.
  private enum Words {
    static let persons = stems(
      """
      user person people customer patient employee staff member contact guest student pupil teacher doctor guardian competitor
      applicant candidate donor subscriber recipient passenger driver attendee participant lead prospect client profile
      visitor resident citizen voter volunteer nurse practitioner physician instructor coach player author owner
      admin administrator beneficiary worker freelancer contractor therapist caregiver borrower learner
      registrant respondent signer witness cardholder insured policyholder
      """)
    static let applications = stems("oauth oidc app application sdk api option snapshot")
    static let places = stems(
      """
      venue store shop station airport warehouse branch stop place poi restaurant hotel clinic hospital school city town
      country region state county province zone area organization organisation company firm vendor supplier carrier
      office site facility building depot market bank university team club brand merchant
      """)
    static let medical = stems(
      """
      patient diagnosis diagnoses prescription medical encounter allergy immunization vaccination vitals symptom anamnesis
      clinical
      """)
    static let machines = stems(
      "server host node network subnet machine vm cluster dns gateway router proxy firewall instance container domain peer"
    )
    static let messages = stems(
      "message comment review chat conversation note feedback ticket reply answer response complaint testimonial")
    static let aboutPersons = stems(
      "session login address delivery shipment booking registration order invoice trip ride")
    static let secrets: [[String]] = [
      ["api", "key"], ["apikey"], ["access", "token"], ["refresh", "token"], ["secret"], ["credential"],
      ["verification", "token"], ["reset", "token"], ["password", "reset"], ["verification"], ["otp"],
    ].map { IdentifierWords($0).stems }
    static let personColumns: Set<[String]> = [
      ["first", "name"], ["firstname"], ["last", "name"], ["lastname"], ["given", "name"], ["family", "name"],
      ["surname"], ["date", "of", "birth"], ["birth", "date"], ["birthdate"], ["dob"], ["birthday"],
    ]

    private static func stems(_ text: String) -> Set<String> {
      Set(text.split(whereSeparator: \.isWhitespace).map { IdentifierWords.stem(String($0)) })
    }
  }
}
