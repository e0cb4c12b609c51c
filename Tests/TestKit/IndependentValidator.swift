import Workspace

/// Python's own check of JSON against a schema, where Python has one.
package enum IndependentValidator {
  /// What it complains about; nil when it agrees, and when there is none, which it says.
  /// - Parameters:
  ///   - documents: a JSON list of strings, each a document.
  ///   - schemaPath: the file that holds the schema.
  ///   - subject: what is checked, for the message.
  package static func complaint(
    about documents: String, schemaPath: String, subject: String
  ) async throws -> String? {
    let runner = ProcessRunner()
    guard let probe = try? await runner.run(.python3, ["-c", "import jsonschema"]), probe.isSuccess else {
      print("python3 has no jsonschema: its check of \(subject) is skipped")
      return nil
    }
    let script = """
      json, sys, jsonschema = map(__import__, ("json", "sys", "jsonschema"))
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      for text in json.load(sys.stdin):
          jsonschema.Draft202012Validator(schema).validate(json.loads(text))
      """
    let result = try await runner.run(.python3, ["-c", script, schemaPath], input: documents)
    return result.isSuccess ? nil : String(result.errorOutput.suffix(2000))
  }
}
