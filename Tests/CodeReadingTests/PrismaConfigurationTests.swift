import CodeReading
import Diagnostics
import Testing

/// A configuration is read by its literals and never run.
struct PrismaConfigurationTests {
  private func read(_ text: String) -> Reading<PrismaConfiguration> {
    PrismaConfiguration.read(SourceFile(path: "prisma.config.ts", text: text))
  }

  @Test(arguments: [
    (#"export default { schema: "a/b.prisma" }"#, "a/b.prisma"),
    (#"export default defineConfig({ schema: 'a', })"#, "a"),
    (#"module.exports = { "schema": `a` };"#, "a"),
    (#"export default defineConfig({ x: { schema: "no" }, schema: path.join('a', "b") })"#, "a/b"),
    (
      #"import { join } from "path"; export default defineConfig({ schema: join("a", "b", "c.prisma") })"#,
      "a/b/c.prisma"
    ),
    ("export default defineConfig({ // schema: \"no\"\n f: () => { return { schema: 1 } }, schema: \"yes\" })", "yes"),
    (#"const r = /["'{]/; export default { schema: "yes" } satisfies PrismaConfig"#, "yes"),
    (#"const o = { schema: "no" }; export default { schema: "yes" }"#, "yes"),
  ])
  func literalsAreTaken(text: String, schema: String) {
    let reading = read(text)
    #expect(reading.value.schema?.value == schema)
    #expect(reading.diagnostics.isEmpty)
  }

  @Test(arguments: [
    "process.env.SCHEMA", "`${root}/schema.prisma`", #"path.join(__dirname, "a")"#, #"path.resolve("a")"#, #""a" + b"#,
    #"process.env.X ?? "a""#, "where()",
  ])
  func anythingElseIsAsked(value: String) {
    let reading = read("export default defineConfig({ schema: \(value), migrations: { path: \"m\" } })")
    #expect(reading.value.schema == nil)
    #expect(reading.diagnostics.map(\.code) == ["computed-location"])
    #expect(reading.value.migrations?.value == "m")
  }

  @Test func aVariableIsAsked() {
    let reading = read(#"const schema = "a"; export default { schema, }"#)
    #expect(reading.value.schema == nil && reading.diagnostics.map(\.code) == ["computed-location"])
  }

  @Test(arguments: [
    "", "export default {", "export default { schema: ", "({[", "`${", "/*", "export default { schema }", "\\",
  ])
  func anyTextIsRead(text: String) { #expect(read(text).value.schema == nil) }
}
