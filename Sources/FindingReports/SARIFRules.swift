import Diagnostics
import Checks
import JSONWriting

/// Every check as a SARIF rule.
enum SARIFRules {
  private static let codes = CheckRegistry.all.map(\.metadata.code)

  static func index(of code: String) -> Int? { codes.firstIndex(of: code) }

  static var all: JSONValue { .array(CheckRegistry.all.map { rule($0.metadata) }) }

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
