import Diagnostics
package import PlanModel
package import SchemaModel

/// How the values of a sensitive column are kept, as a plan's `stored` says it.
package enum StorageForm: String, Sendable, Hashable {
  case plain
  case appEncrypted = "app-encrypted"
  case pgcrypto
  case hashed
  case tokenised

  /// nil for words that say none of these: `hashed (argon2)` does, `in Vault` does not.
  package init?(_ text: String) {
    let words = Set(IdentifierWords(text).words)
    if words.contains("pgcrypto") {
      self = .pgcrypto
    } else if !words.isDisjoint(with: ["hashed", "hash", "bcrypt", "argon2", "argon2id", "scrypt"]) {
      self = .hashed
    } else if !words.isDisjoint(with: ["tokenised", "tokenized"]) {
      self = .tokenised
    } else if !words.isDisjoint(with: ["encrypted", "kms"]) {
      self = .appEncrypted
    } else if !words.isDisjoint(with: ["plain", "plaintext", "clear", "cleartext"]) {
      self = .plain
    } else {
      return nil
    }
  }

  /// Whether the database holds ciphertext, which has neither the order nor the form of the value.
  package var isEncrypted: Bool { self == .appEncrypted || self == .pgcrypto }
}

extension SensitiveColumn {
  package var form: StorageForm? { stored.flatMap { StorageForm($0.value) } }

  package var kind: DataClass? { dataClass.flatMap { DataClass(rawValue: $0.value) } }
}

/// Room that a column has for what encryption makes of a value.
package enum CiphertextRoom {
  /// Bytes that AES-GCM adds: a nonce and a tag.
  package static let overhead = 28

  /// Characters that a value of so many bytes needs once it is encrypted and written in base 64.
  package static func characters(for bytes: Int) -> Int { (bytes + overhead + 2) / 3 * 4 }

  /// Why a column can not hold ciphertext; nil when it can.
  package static func complaint(_ column: Column, _ form: StorageForm, _ catalog: Catalog) -> String? {
    let type = catalog.typeBeneathDomains(column.type)
    if type.isArray { return nil }
    switch type.name {
    case "bytea": return nil
    case "text", "varchar", "bpchar", "citext":
      if form == .pgcrypto { return "pgp_sym_encrypt returns bytea" }
      guard let length = type.modifiers.first.flatMap(Int.init), length < characters(for: 16) else { return nil }
      return "a value of 16 bytes takes \(characters(for: 16)) characters, encrypted with AES-GCM and in base 64"
    case "json", "jsonb": return "ciphertext is no JSON"
    default: return "it holds no bytes"
    }
  }
}
