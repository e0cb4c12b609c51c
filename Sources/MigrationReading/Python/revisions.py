"""Reads Alembic revisions on its standard input, parses them with ast, and writes what upgrade() asks for: a JSON object a file.

Nothing of what it reads is imported or run. Offsets are of UTF-8.
"""
import ast
import json
import re
import sys


class Texts:
    def __init__(self, text):
        # Python's own idea of where a line ends.
        self.starts = [0] + [found.end() for found in re.finditer(rb"\r\n|\r|\n", text.encode())]

    def range(self, node):
        return [self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset]


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return base and base + "." + node.attr
    return None


class Reader:
    def __init__(self, texts, constants):
        self.texts, self.constants, self.steps = texts, constants, []
        self.connections, self.batches, self.depth = set(), {}, 0

    def value(self, node):
        self.depth += 1
        found = self.plain(node) if self.depth < 60 else {"other": "nesting that deep"}
        self.depth -= 1
        return found

    def plain(self, node):
        if isinstance(node, ast.Constant):
            value = node.value
            if value is None:
                return {"none": True}
            if isinstance(value, bool):
                return {"bool": value}
            if isinstance(value, str):
                return {"text": value}
            if isinstance(value, (int, float)):
                return {"number": repr(value)}
            return {"other": "a constant"}
        if isinstance(node, (ast.List, ast.Tuple)):
            return {"list": [self.value(item) for item in node.elts]}
        if isinstance(node, ast.Dict):
            pairs = [(self.value(k), self.value(v)) for k, v in zip(node.keys, node.values) if k is not None]
            return {"keys": [k for k, _ in pairs], "list": [v for _, v in pairs]}
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self.value(node.operand)
            return {"number": "-" + inner["number"]} if "number" in inner else {"other": "a computed value"}
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.value(node.left), self.value(node.right)
            if "text" in left and "text" in right:
                return {"text": left["text"] + right["text"]}
            return {"other": "a computed value"}
        if isinstance(node, ast.Call):
            return self.call(node)
        name = dotted(node)
        if name in self.constants:
            return self.constants[name]
        return {"name": name} if name else {"other": "a computed value"}

    def call(self, node):
        name = dotted(node.func)
        if name is None:
            if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call):
                inner = self.value(node.func.value)
                if "call" in inner and node.func.attr in ("with_variant", "execution_options"):
                    return inner
            return {"other": "a computed call"}
        arguments = [self.value(argument) for argument in node.args]
        if name in ("op.f", "sa.text", "text", "sqlalchemy.text", "op.inline_literal", "dedent", "textwrap.dedent"):
            if arguments and "text" in arguments[0]:
                kind = "literal" if name.endswith("text") else "text"
                return {kind: arguments[0]["text"]}
            return {"other": "a computed text"}
        keywords = {keyword.arg or "**": self.value(keyword.value) for keyword in node.keywords}
        return {"call": name, "list": arguments, "keywords": keywords}

    def say(self, node, what):
        self.steps.append({"kind": "said", "at": self.texts.range(node), "name": what})

    def body(self, statements):
        for statement in statements:
            self.statement(statement)

    def statement(self, node):
        if isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            return
        if isinstance(node, ast.Return) and node.value is None:
            return
        if isinstance(node, ast.Expr):
            return self.operation(node.value, node)
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            return self.assignment(node.targets[0].id, node.value, node)
        if isinstance(node, ast.With) and len(node.items) == 1:
            return self.block(node)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return
        words = {"For": "a loop", "If": "a condition", "While": "a loop", "Try": "a try block", "With": "a with block"}
        self.say(node, words.get(type(node).__name__, "code of its own"))

    def assignment(self, name, value, node):
        found = self.value(value)
        if dotted(getattr(value, "func", None)) == "op.get_bind":
            self.connections.add(name)
        elif found.get("call", "").startswith("op."):
            self.operation(value, node)
        elif "call" not in found and "other" not in found and "name" not in found:
            self.constants[name] = found
        elif "call" in found and found["call"].split(".")[-1] in ("ENUM", "Enum", "table", "column", "MetaData", "Table"):
            self.constants[name] = found

    def block(self, node):
        call = node.items[0].context_expr
        name = dotted(getattr(call, "func", None))
        if name == "op.batch_alter_table" and isinstance(node.items[0].optional_vars, ast.Name):
            self.batches[node.items[0].optional_vars.id] = self.call(call)
            return self.body(node.body)
        source = getattr(call, "func", None)
        if isinstance(source, ast.Attribute) and source.attr == "autocommit_block":
            self.steps.append({"kind": "autocommit", "at": self.texts.range(call)})
            self.body(node.body)
            self.steps.append({"kind": "transaction", "at": self.texts.range(call)})
            return
        self.say(node, "a with block")

    def operation(self, value, node):
        if not isinstance(value, ast.Call):
            return self.say(node, "code of its own")
        name = dotted(value.func) or ""
        base, _, method = name.rpartition(".")
        if base == "op" or base in self.batches:
            if method in ("f", "get_bind", "get_context"):
                return
            found = self.call(value)
            step = {"kind": "call", "at": self.texts.range(node), "name": method, "value": found}
            if base in self.batches:
                step["batch"] = self.batches[base]
            self.steps.append(step)
        elif method == "execute" and (base in self.connections or base == "session"):
            self.steps.append({"kind": "call", "at": self.texts.range(node), "name": "execute", "value": self.call(value)})
        elif isinstance(value.func, ast.Attribute) and value.func.attr == "execute" \
                and dotted(getattr(value.func.value, "func", None)) == "op.get_bind":
            found = {"call": "execute", "list": [self.value(a) for a in value.args], "keywords": {}}
            self.steps.append({"kind": "call", "at": self.texts.range(node), "name": "execute", "value": found})
        elif method in ("create", "drop") and (base in self.constants or "ENUM" in ast.dump(value.func)):
            enum = self.constants.get(base) or self.value(value.func.value)
            if "call" in enum:
                self.steps.append({"kind": "call", "at": self.texts.range(node), "name": method + "_enum", "value": {
                    "call": method + "_enum", "list": [enum], "keywords": {}}})
        elif method in ("create", "drop") and isinstance(value.func, ast.Attribute):
            enum = self.value(value.func.value)
            if "call" in enum:
                self.steps.append({"kind": "call", "at": self.texts.range(node), "name": method + "_enum", "value": {
                    "call": method + "_enum", "list": [enum], "keywords": {}}})
            else:
                self.say(node, "a call of " + (name or "something computed"))
        else:
            self.say(node, "a call of " + (name or "something computed"))


def revision(text):
    tree = ast.parse(text)
    reader = Reader(Texts(text), {})
    upgrade, places = None, {}
    for node in tree.body:
        target = getattr(node, "target", None) or (getattr(node, "targets", None) or [None])[0]
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(target, ast.Name) and node.value is not None:
            places[target.id] = reader.texts.range(node.value)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            reader.constants[node.target.id] = reader.value(node.value)
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found = reader.value(node.value)
            if "other" not in found and "name" not in found:
                reader.constants[node.targets[0].id] = found
        elif isinstance(node, ast.FunctionDef) and node.name == "upgrade":
            upgrade = node
    if "revision" not in reader.constants or "down_revision" not in reader.constants:
        return environment(tree)
    identity, down = reader.constants["revision"], reader.constants["down_revision"]
    if upgrade is not None:
        reader.body(upgrade.body)
    parents = [item.get("text") for item in down.get("list", [down])]
    return {"revision": identity.get("text", ""), "down": [name for name in parents if name], "steps": reader.steps,
            "at": places["revision"]}


def environment(tree):
    """What an env.py says: whether each revision is a transaction of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "transaction_per_migration" \
                and isinstance(node.value, ast.Constant) and node.value.value is True:
            return {"revision": "", "down": [], "steps": [], "separate": True}
    return None


def main():
    data = sys.stdin.buffer
    for number in range(int(data.readline())):
        text = data.read(int(data.readline())).decode("utf-8", "replace")
        try:
            found = revision(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            found = {"revision": "", "down": [], "steps": [], "error": str(error).split("\n")[0],
                     "line": getattr(error, "lineno", None) or 1}
        except Exception as error:
            found = {"revision": "", "down": [], "steps": [], "line": 1, "error": "not followed: " + type(error).__name__}
        if found is not None:
            found["file"] = number
            print(json.dumps(found))


main()
