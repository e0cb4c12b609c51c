import SchemaModel

/// A way columns are named that hold data of a class, and where the name counts.
struct Phrase: Sendable {
  enum Place: Sendable {
    case anywhere
    /// In a table of people.
    case person
    /// In a table of people, or one that has to do with one person.
    case aboutPerson
    /// In any table but those of towns and firms.
    case notPlace
    /// In a table about patients.
    case medical
    /// In a table of keys, tokens and codes.
    case secrets
    /// In any table but those of machines.
    case notMachine
    /// In a table of messages that a person sent.
    case messages
  }

  /// Stems that a name has to end with.
  var stems: [String]
  var dataClass: DataClass
  /// What the name says, for people.
  var says: String
  var kinds: Set<ValueKind>
  var place: Place
  /// Stems before it that take its meaning away.
  var unless: Set<String>
}

/// The names that columns with sensitive data have.
enum Vocabulary {
  /// Phrases by their last stem, the longest first.
  static let byLast: [String: [Phrase]] = {
    let all = secrets + contacts + persons + identities + medical + payments + locations + texts
    var found: [String: [Phrase]] = [:]
    for phrase in all { found[phrase.stems.last ?? "", default: []].append(phrase) }
    return found.mapValues { list in
      list.enumerated().sorted { ($1.element.stems.count, $0.offset) < ($0.element.stems.count, $1.offset) }.map(
        \.element)
    }
  }()

  /// Words behind the word that says what it is, which say only in which form: `password_hash`, `phone_encrypted`.
  static let forms: Set<String> = Set(
    [
      "hash", "hashed", "digest", "encrypted", "enc", "cipher", "ciphertext", "normalized", "lower", "raw", "plain",
      "value", "text", "string",
    ].map(IdentifierWords.stem))

  /// - Parameter names: alternatives, parted by commas.
  private static func phrases(
    _ dataClass: DataClass, _ says: String, _ names: String, _ kinds: Set<ValueKind> = [.text],
    in place: Phrase.Place = .anywhere, unless: String = ""
  ) -> [Phrase] {
    let without = Set(unless.split(separator: " ").map { IdentifierWords.stem(String($0)) })
    return names.split(separator: ",").map { name in
      Phrase(
        stems: IdentifierWords(name.split(whereSeparator: \.isWhitespace).map(String.init)).stems, dataClass: dataClass,
        says: says, kinds: kinds, place: place, unless: without)
    }
  }

  private static let secrets: [Phrase] =
    phrases(
      .secret, "password", "password, passwd, pwd, passphrase, passcode, passwordhash, hashedpassword, password hint",
      [.text, .bytes], unless: "invalid wrong forgot")
    + phrases(
      .secret, "token",
      "token, access token, refresh token, id token, session token, reset token, bearer token, jwt, accesstoken, refreshtoken, idtoken, sessiontoken",
      [.text, .bytes, .uuid],
      unless:
        "page next previous continuation sync cursor public csrf nlp design idempotency mention from to native base quote"
    )
    + phrases(
      .secret, "secret",
      "secret, client secret, webhook secret, totp, otp, otp secret, seed phrase, mnemonic, webhook key",
      [.text, .bytes, .document], unless: "is has public")
    + phrases(
      .secret, "key",
      "api key, apikey, private key, secret key, signing key, encryption key, access key, privatekey, secretkey, license secret",
      [.text, .bytes, .document], unless: "public")
    + phrases(
      .secret, "code", "recovery code, backup code, reset code, verification code, otp code, security code, mfa code",
      [.text, .bytes, .document], unless: "country")
    + phrases(.secret, "salt", "salt", [.text, .bytes])
    + phrases(.secret, "PIN", "pin", [.text], in: .person)
    + phrases(.secret, "answer to a security question", "security answer, secret answer", [.text, .bytes])
    + phrases(.secret, "credentials", "credential, connection string, dsn, database url", [.text, .bytes, .document])
    + phrases(.secret, "key", "key, hash, hashed key, value", [.text, .bytes], in: .secrets)

  private static let contacts: [Phrase] =
    phrases(
      .contact, "e-mail",
      "email, e mail, mail address, email address, emailaddress, e mail address, email addr, mail", [.text],
      unless: "template smtp")
    + phrases(
      .contact, "telephone",
      "phone, phone number, phonenumber, phone no, mobile, mobile number, mobile phone, telephone, telephone number, tel, cell, cell phone, cellphone, fax, fax number, whatsapp, msisdn",
      [.text, .number, .document], unless: "notification channel grid spreadsheet table")
    + phrases(
      .contact, "postal address",
      "street, street address, address, address line, addressline, home address, postal address, mailing address, house number, street name",
      [.text, .document], in: .aboutPerson,
      unless:
        "ip mac wallet contract memory web url token eth btc bitcoin ethereum physical network node http blockchain caldav carddav"
    )
    + phrases(
      .contact, "postal address",
      "billing address, shipping address, delivery address, home address, residential address", [.text, .document])
    + phrases(
      .contact, "postcode", "postcode, postal code, postalcode, zip, zip code, zipcode", [.text, .number],
      in: .aboutPerson)
    + phrases(.contact, "town", "city, town", [.text], in: .person)
    + phrases(.contact, "person to be called", "emergency contact, next of kin", [.text, .document])
    + phrases(.contact, "messenger name", "skype, telegram, telegram username, discord username", [.text], in: .person)

  private static let names =
    "first name, firstname, last name, lastname, given name, family name, middle name, middlename, surname, maiden name, second name, forename, birth name, patronymic"

  private static let persons: [Phrase] =
    phrases(.personal, "person's name", names, [.text], unless: "file class domain")
    + phrases(
      .personal, "person's name",
      """
      recipient name, holder name, contact name, contact person, customer name, author name, sender name, billing name,
      shipping name, guest name, patient name, employee name, doctor name, cardholder name, card holder, cardholder,
      student name, teacher name, parent name, guardian name, passenger name, driver name, signer name, owner name,
      reviewer name, mother name, father name, applicant name, beneficiary name, account holder, account holder name,
      member name, attendee name, participant name, buyer name, father, mother, spouse name, legal name, preferred name
      """, [.text], unless: "file")
    + phrases(.personal, "person's name", "full name, fullname", [.text], in: .aboutPerson)
    + phrases(.personal, "name", "name", [.text], in: .person, unless: knownNames)
    + phrases(
      .personal, "name somebody goes by",
      "username, user name, display name, displayname, nick name, nickname, screen name, nick, alias", [.text],
      in: .person)
    + phrases(
      .personal, "day of birth",
      "date of birth, dateofbirth, birth date, birthdate, dob, birthday, birth day, date birth, birth year, year of birth, born, born on, born at",
      [.day, .moment, .text, .number])
    + phrases(.personal, "day of death", "date of death, death date, deceased at, deceased on", [.day, .moment, .text])
    + phrases(
      .personal, "who somebody is",
      "gender, sex, nationality, ethnicity, race, religion, marital status, place of birth, birth place, birthplace, sexual orientation, citizenship",
      [.text], in: .aboutPerson)
    + phrases(
      .personal, "picture",
      "avatar, avatar url, photo, photo url, profile picture, profile image, profile photo, profile pic, profile image url, profile picture url, picture, image, image url, headshot, mugshot",
      [.text, .bytes], in: .person, unless: "cover banner background")
    + phrases(
      .personal, "network address",
      "ip, ip address, ipaddress, ip addr, remote ip, remote addr, remote address, client ip, client address, last login ip, sign in ip, signup ip",
      [.text, .network], in: .notMachine, unless: "server host allowed blocked permitted trusted local gateway subnet")
    + phrases(.personal, "browser", "user agent, useragent", [.text, .document], in: .notMachine)
    + phrases(
      .personal, "staff number", "employee number, staff number, personnel number, student number", [.text, .number])
    + phrases(.personal, "number plate", "license plate, licence plate, number plate, plate number", [.text])
    + phrases(.personal, "occupation", "job title, occupation, profession, employer", [.text], in: .person)
    + phrases(.personal, "about oneself", "bio, biography, about me, about", [.text], in: .person)

  /// Names of something that a person has.
  private static let knownNames =
    "file host domain company organization organisation team role group plan tenant school business bucket brand product device event class type app application job position department skill display shop store firm trade program course project category tag list segment"

  private static let identities: [Phrase] =
    phrases(
      .identity, "identity number",
      """
      ssn, social security number, social security, national id, national id number, national identifier, identity number,
      passport number, passport no, passport, identity card number, id card number, personal id number, bsn, aadhaar,
      aadhaar number, aadhar number, curp, cpf, nino, driver license, drivers license, driver license number, driving license,
      driving licence, driving licence number, social insurance number, medicare number, nhs number
      """, [.text, .number])
    + phrases(
      .identity, "tax number", "tax id, tax number, tax identification number, vat number, vat id, tin",
      [.text, .number],
      in: .person)
    + phrases(
      .identity, "identity number", "id number, document number, license number, licence number", [.text], in: .person)
    + phrases(
      .biometric, "biometric data",
      "fingerprint template, fingerprint image, face embedding, face encoding, faceprint, iris scan, retina scan, voice print, voiceprint, biometric template, biometric, biometric data",
      [.text, .bytes, .document])
    + phrases(.biometric, "fingerprint", "fingerprint", [.bytes], in: .person)

  private static let medical: [Phrase] =
    phrases(
      .health, "illness or treatment",
      """
      diagnosis, diagnoses, medical note, medical history, medical condition, medical record number, mrn, allergy, allergies,
      medication, symptom, anamnesis, blood type, blood group, blood pressure, heart rate, disability, disabilities,
      chronic condition, health note, health condition, health status, vaccination status, pregnancy status, icd code, icd10 code,
      medical info, medical information, dietary requirement, dietary restriction
      """, [.text, .document, .number], unless: "self system max min")
    + phrases(
      .health, "health insurance", "insurance number, health insurance number, insurance policy number",
      [.text, .number],
      in: .medical)
    + phrases(
      .health, "notes on a patient",
      "note, comment, remark, description, reason, treatment, condition, summary, finding, observation, complaint, result, weight, height, dosage, instruction",
      [.text, .document, .number], in: .medical)

  private static let payments: [Phrase] =
    phrases(
      .payment, "bank account", "iban, bank account, bank account number, routing number, sort code, bank account no",
      [.text, .number])
    + phrases(
      .payment, "payment card",
      "card number, credit card, credit card number, creditcard, creditcardnumber, cardnumber, pan number, cvv, cvc, cvv2, card last4, card last 4, last4, last four, card expiry, card exp month, card exp year, card fingerprint",
      [.text, .number, .bytes], unless: "gift loyalty library")
    + phrases(
      .payment, "payment",
      "payment reference, payment method token, payment token, payer reference, paypal email, payout account",
      [.text])
    + phrases(.payment, "bank account", "account number", [.text, .number], in: .person)
    + phrases(
      .financial, "income",
      "salary, base salary, annual salary, wage, income, annual income, monthly income, net worth, credit score, compensation, hourly wage, pay rate",
      [.number, .text], unless: "min max minimum maximum range job")

  private static let locations: [Phrase] =
    phrases(
      .location, "position",
      "latitude, longitude, lat, lng, lon, coordinate, geolocation, geo location, gps, gps position",
      [.number, .text, .place, .document], in: .aboutPerson)
    + phrases(
      .location, "position",
      "location, position, geom, geo, coordinate, point, last position, last location, home location",
      [.place], in: .aboutPerson)
    + phrases(.location, "position", "home latitude, home longitude, last latitude, last longitude", [.number])

  private static let texts: [Phrase] =
    phrases(
      .freeText, "free text", "note, comment, remark, memo, internal note, admin note, staff note, feedback", [.text],
      in: .aboutPerson)
    + phrases(
      .freeText, "free text", "body, content, message, text, comment, note, feedback, reply, answer", [.text],
      in: .messages)
}
