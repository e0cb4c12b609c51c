class Writer:
    """A tree as one flat list of numbers and texts, parents before children."""

    def __init__(self, file, package):
        self.file, self.package, self.out, self.depth = file, package, [], 0

    def head(self, kind, node):
        file = self.file
        at = getattr(self, "at", None)
        if at is None and hasattr(node, "lineno"):
            at = (file.offset(node.lineno, node.col_offset), file.offset(node.end_lineno, node.end_col_offset))
        self.out += (kind, *(at or (0, 0)))

    def many(self, nodes, write):
        self.out.append(len(nodes))
        for node in nodes:
            write(node)

    def optional(self, node):
        if node is None:
            self.out.append(0)
        else:
            self.expression(node)

    def expression(self, node):
        self.depth += 1
        method = getattr(self, type(node).__name__, None)
        if self.depth > DEEPEST or method is None:
            self.head(29, node)
            self.out.append("Deep" if self.depth > DEEPEST else type(node).__name__)
        else:
            method(node)
        self.depth -= 1

    def Name(self, node):
        self.head(1, node)
        self.out.append(node.id)

    def Constant(self, node):
        value = node.value
        if isinstance(value, str):
            self.head(2, node)
            self.out.append(value)
        elif value is True or value is False or value is None or value is Ellipsis:
            self.head(5 if value is True else 6 if value is False else 7 if value is None else 8, node)
        elif isinstance(value, int):
            self.head(3, node)
            self.out.append(str(value) if abs(value) < 1 << 62 else "")
        elif isinstance(value, float):
            self.head(4, node)
            self.out.append(repr(value))
        elif isinstance(value, bytes):
            self.head(9, node)
            self.out.append(value.decode("latin-1"))
        else:
            self.head(29, node)
            self.out.append("complex")

    def Attribute(self, node):
        self.head(10, node)
        self.expression(node.value)
        self.out.append(node.attr)

    def Call(self, node):
        self.head(11, node)
        self.expression(node.func)
        self.many(node.args, self.expression)
        self.many(node.keywords, self.keyword)

    def keyword(self, node):
        self.out.append(node.arg or "**")
        self.expression(node.value)

    def Subscript(self, node):
        self.head(12, node)
        self.expression(node.value)
        index = node.slice
        literal = self.last(node.value) == "Literal"
        quiet, self.quiet = getattr(self, "quiet", False), getattr(self, "quiet", False) or literal
        self.expression(index.value if type(index).__name__ == "Index" else index)
        self.quiet = quiet

    def last(self, node):
        return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""

    def Tuple(self, node):
        self.head(13, node)
        self.many(node.elts, self.expression)

    def List(self, node):
        self.head(14, node)
        self.many(node.elts, self.expression)

    def Set(self, node):
        self.head(15, node)
        self.many(node.elts, self.expression)

    def Dict(self, node):
        self.head(16, node)
        self.out.append(len(node.values))
        for key, value in zip(node.keys, node.values):
            self.optional(key)
            self.expression(value)

    def BinOp(self, node):
        self.head(17, node)
        self.out.append(KINDS[type(node.op)])
        self.expression(node.left)
        self.expression(node.right)

    def UnaryOp(self, node):
        self.head(18, node)
        self.out.append(KINDS[type(node.op)])
        self.expression(node.operand)

    def Starred(self, node):
        self.head(19, node)
        self.expression(node.value)

    def BoolOp(self, node):
        self.head(20, node)
        self.out.append(KINDS[type(node.op)])
        self.many(node.values, self.expression)

    def Compare(self, node):
        self.head(21, node)
        self.expression(node.left)
        self.out.append(len(node.ops))
        for operator, value in zip(node.ops, node.comparators):
            self.out.append(KINDS[type(operator)])
            self.expression(value)

    def IfExp(self, node):
        self.head(22, node)
        self.expression(node.test)
        self.expression(node.body)
        self.expression(node.orelse)

    def Lambda(self, node):
        self.head(23, node)
        self.parameters(node.args)
        self.expression(node.body)

    def JoinedStr(self, node):
        self.head(24, node)
        self.many(node.values, self.expression)

    def FormattedValue(self, node):
        self.head(25, node)
        self.expression(node.value)
        self.out.append(node.conversion)
        self.optional(node.format_spec)

    def ListComp(self, node):
        self.comprehension("list", node, node.elt, None)

    def SetComp(self, node):
        self.comprehension("set", node, node.elt, None)

    def GeneratorExp(self, node):
        self.comprehension("list", node, node.elt, None)

    def DictComp(self, node):
        self.comprehension("dict", node, node.key, node.value)

    def comprehension(self, kind, node, element, value):
        self.head(26, node)
        self.out.append(kind)
        self.expression(element)
        self.optional(value)
        self.out.append(len(node.generators))
        for part in node.generators:
            self.expression(part.target)
            self.expression(part.iter)
            self.many(part.ifs, self.expression)

    def NamedExpr(self, node):
        self.head(27, node)
        self.expression(node.target)
        self.expression(node.value)

    def Slice(self, node):
        self.head(28, node)
        self.optional(node.lower)
        self.optional(node.upper)
        self.optional(node.step)

    def annotation(self, node):
        """An annotation; texts in it that are names or expressions are written as those."""
        self.expression(Unquoted(self).visit(node))

    def parameters(self, node):
        positional = list(getattr(node, "posonlyargs", [])) + node.args
        defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
        self.out.append(len(positional))
        for parameter, default in zip(positional, defaults):
            self.out.append(parameter.arg)
            self.optional(default)
        self.out.append(node.vararg.arg if node.vararg else "")
        self.out.append(len(node.kwonlyargs))
        for parameter, default in zip(node.kwonlyargs, node.kw_defaults):
            self.out.append(parameter.arg)
            self.optional(default)
        self.out.append(node.kwarg.arg if node.kwarg else "")

    def block(self, nodes):
        self.depth += 1
        self.many(nodes if self.depth <= DEEPEST else [], self.statement)
        self.depth -= 1

    def statement(self, node):
        name = type(node).__name__
        if name == "Assign":
            self.head(40, node)
            self.many(node.targets, self.expression)
            self.expression(node.value)
        elif name == "AnnAssign":
            self.head(41, node)
            self.expression(node.target)
            self.annotation(node.annotation)
            self.optional(node.value)
        elif name == "AugAssign":
            self.head(42, node)
            self.expression(node.target)
            self.out.append(KINDS[type(node.op)])
            self.expression(node.value)
        elif name == "Expr":
            self.head(43, node)
            self.expression(node.value)
        elif name == "If":
            self.head(44, node)
            self.expression(node.test)
            self.block(node.body)
            self.block(node.orelse)
        elif name in ("For", "AsyncFor"):
            self.head(45, node)
            self.expression(node.target)
            self.expression(node.iter)
            self.block(node.body)
        elif name in ("FunctionDef", "AsyncFunctionDef"):
            self.function(node)
        elif name == "ClassDef":
            self.cls(node)
        elif name == "Return":
            self.head(48, node)
            self.optional(node.value)
        elif name == "Import":
            self.head(49, node)
            self.many(node.names, self.imported)
        elif name == "ImportFrom":
            self.imported_from(node)
        elif name in ("Try", "TryStar"):
            self.head(51, node)
            self.block(node.body)
            self.block([child for handler in node.handlers for child in handler.body])
            self.block(node.orelse + node.finalbody)
        elif name in ("With", "AsyncWith"):
            self.head(52, node)
            self.block(node.body)
        elif name == "TypeAlias":
            self.head(40, node)
            self.many([node.name], self.expression)
            self.annotation(node.value)
        elif name in ("Raise", "Assert", "Pass", "Global", "Nonlocal", "Delete"):
            self.head(53 if name == "Raise" else 54, node)
        else:
            self.head(55, node)
            self.out.append(name)

    def function(self, node):
        self.head(46, node)
        self.out.append(node.name)
        self.parameters(node.args)
        self.many(node.decorator_list, self.expression)
        if node.returns is None:
            self.out.append(0)
        else:
            self.annotation(node.returns)
        self.out.append(1 if has_body(node) else 0)
        self.block(node.body if has_body(node) else [])

    def cls(self, node):
        mark_methods(node)
        self.head(47, node)
        self.out.append(node.name)
        self.many(node.bases, self.expression)
        self.many(node.keywords, self.keyword)
        self.many(node.decorator_list, self.expression)
        doc = ast.get_docstring(node, clean=True) or ""
        self.out.append(doc if len(doc) < 2000 else "")
        self.block(node.body)

    def imported(self, alias):
        target = self.package.absolute(alias.name, self.file)
        root = self.package.absolute(alias.name.split(".")[0], self.file)
        self.out += (alias.name, alias.asname or "", index(target), index(root))

    def imported_from(self, node):
        self.head(50, node)
        target, place = self.package.module(self.file, node)
        self.out += ("." * node.level + (node.module or ""), index(target), len(node.names))
        for alias in node.names:
            child = self.package.submodule(place, alias.name)
            self.out += (alias.name, alias.asname or alias.name, index(child))


class Unquoted(ast.NodeTransformer):
    def __init__(self, writer):
        self.writer = writer

    def visit_Subscript(self, node):
        name = self.writer.last(node.value)
        if name == "Literal":
            return node
        if name == "Annotated" and isinstance(node.slice, ast.Tuple) and node.slice.elts:
            node.slice.elts[0] = self.visit(node.slice.elts[0])
            return node
        return self.generic_visit(node)

    def visit_Call(self, node):
        return node

    def visit_Constant(self, node):
        if not isinstance(node.value, str):
            return node
        tree = annotation(node.value)
        if tree is None:
            return node
        for part in ast.walk(tree):
            if hasattr(part, "lineno"):
                part.lineno, part.col_offset = node.lineno, node.col_offset
                part.end_lineno, part.end_col_offset = node.end_lineno, node.end_col_offset
        return self.visit(tree) if not isinstance(tree, ast.Constant) else tree


def index(file):
    return -1 if file is None else file.index


def main():
    source = sys.stdin.buffer
    files = []
    for number in range(int(source.readline())):
        role, length, size = (int(word) for word in source.readline().split())
        path = source.read(length).decode("utf-8", "replace")
        files.append(File(number, role, path, source.read(size)))
    models = Models(files)
    models.choose()
    package = Package(files)
    package.paths
    Slicer(package).run(models)
    for file in files:
        if file.error is not None and (file.role == 1 or file.wanted):
            line = [file.index, 1, file.error[0], file.error[1]]
        elif file.tree is not None and (file.kept or file.role == 1):
            writer = Writer(file, package)
            units = [unit.node for unit in file.units if unit in file.kept]
            try:
                writer.many(units, writer.statement)
                line = [file.index, 0] + writer.out
            except (RecursionError, MemoryError):
                line = [file.index, 1, 0, TOO_DEEP]
        else:
            continue
        print(json.dumps(line, separators=(",", ":")))
    sys.stdout.flush()


sys.setrecursionlimit(20000)
threading.stack_size(256 * 1024 * 1024)
thread = threading.Thread(target=main)
thread.start()
thread.join()
