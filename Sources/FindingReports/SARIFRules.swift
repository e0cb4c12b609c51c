import Diagnostics
import Checks
import JSONWriting

/// Checks as SARIF rules.
struct SARIFRules: Sendable {
  private let metadata: [CheckMetadata]

  init(_ metadata: [CheckMetadata]) { self.metadata = metadata }

  func index(of code: String) -> Int? { metadata.firstIndex { $0.code == code } }

  var all: JSONValue { .array(metadata.map(Self.rule)) }

  private static func rule(_ metadata: CheckMetadata) -> JSONValue {
    [
      "id": .string(metadata.code),
      "shortDescription": ["text": .string(SARIFText.message(metadata.summary))],
      "fullDescription": ["text": .string(SARIFText.message(metadata.why))],
      "help": [
        "text": .string(SARIFText.message(CheckExplanation.text(of: metadata))),
        "markdown": .string(SARIFText.message(CheckExplanation.markdown(of: metadata))),
      ],
      "defaultConfiguration": ["level": .string(metadata.severity.rawValue)],
      "properties": ["tags": ["database"]],
    ]
  }
}
