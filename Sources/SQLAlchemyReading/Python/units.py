import ast, json, re, sys, threading

KINDS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.BitOr: "|", ast.BitAnd: "&", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>", ast.MatMult: "@",
    ast.UAdd: "+", ast.USub: "-", ast.Not: "not", ast.Invert: "~", ast.And: "and", ast.Or: "or",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}
# Texts that may be annotations, or classes that relationships name.
LIKE_A_NAME = re.compile(r"[A-Za-z_][\w.\[\], |]{0,150}\Z").match
DEEPEST = 120
LONGEST_BODY = 80
HOOKS = {
    "__init__", "__new__", "load_dialect_impl", "get_col_spec", "__tablename__", "__table_args__", "__mapper_args__",
    "__init_subclass__", "_generate_next_value_", "__table__", "__str__",
}


class File:
    def __init__(self, index, role, path, text):
        self.index, self.role, self.path, self.text = index, role, path, text
        self.tree = None
        self.error = None
        self.units = None
        self.wanted = set()
        self.kept = set()
        self.attributes, self.askers = set(), set()
        self.starts = None

    def parse(self):
        if self.tree is not None or self.error is not None:
            return
        try:
            text = self.text.decode("utf-8")
            if text.startswith("\ufeff"):
                text = text[1:]
            self.tree = ast.parse(text)
        except SyntaxError as problem:
            self.locate()
            line = problem.lineno or 1
            column = max((problem.offset or 1) - 1, 0)
            source = text.split("\n")
            prefix = source[line - 1][:column] if 0 < line <= len(source) else ""
            self.error = (self.offset(line, len(prefix.encode("utf-8", "replace"))), str(problem.msg))
        except (ValueError, RecursionError, MemoryError, OverflowError) as problem:
            self.error = (0, str(problem) or type(problem).__name__)
        if self.tree is not None:
            self.locate()
            self.units = [Unit(node) for node in self.tree.body]

    def locate(self):
        data = self.text
        self.shift = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        starts, i = [0], 0
        while True:
            feed, back = data.find(b"\n", i), data.find(b"\r", i)
            if feed < 0 and back < 0:
                break
            at = feed if back < 0 or (0 <= feed < back) else back
            i = at + (2 if data[at:at + 2] == b"\r\n" else 1)
            starts.append(i)
        starts[0] += self.shift
        self.starts = starts

    def offset(self, line, column):
        starts = self.starts
        return min((starts[line - 1] if 0 < line <= len(starts) else len(self.text)) + column, len(self.text))


class Unit:
    """A statement of a module: the names it binds and those it needs."""

    def __init__(self, node):
        self.node = node
        self.binds, self.imports, self.star = set(), [], False
        self.is_function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        self.bind(node)
        self.uses = None

    def bind(self, node):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.binds.add(node.name)
            for decorator in node.decorator_list:
                # How an element is written belongs to the element.
                if isinstance(decorator, ast.Call) and decorator.args and "compiles" in ast.dump(decorator.func):
                    self.root(decorator.args[0])
        elif isinstance(node, ast.Import):
            self.imports.append(node)
            for alias in node.names:
                self.binds.add(alias.asname or alias.name.split(".")[0])
        elif isinstance(node, ast.ImportFrom):
            self.imports.append(node)
            for alias in node.names:
                if alias.name == "*":
                    self.star = True
                else:
                    self.binds.add(alias.asname or alias.name)
        elif isinstance(node, ast.Expr):
            self.root(node.value)
        else:
            for field in ("targets", "target", "name"):
                for target in listed(getattr(node, field, None)):
                    self.root(target)
            for field in ("body", "orelse", "finalbody"):
                for child in listed(getattr(node, field, None)):
                    if isinstance(child, ast.stmt):
                        self.bind(child)
            for handler in getattr(node, "handlers", []):
                for child in handler.body:
                    self.bind(child)

    def root(self, node):
        while True:
            if isinstance(node, ast.Name):
                self.binds.add(node.id)
            elif isinstance(node, (ast.Tuple, ast.List)):
                for item in node.elts:
                    self.root(item)
            elif isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
                node = node.value
                continue
            elif isinstance(node, ast.Call):
                node = node.func
                continue
            return

    def needs(self):
        if self.uses is None:
            names, attributes = set(), set()
            collect(self.node, names, attributes)
            self.uses = (names, attributes)
        return self.uses


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def collect(root, names, attributes):
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            attributes.add(node.attr)
            stack.append(node.value)
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, str) and LIKE_A_NAME(node.value):
                tree = annotation(node.value)
                if tree is not None:
                    stack.append(tree)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            stack.extend(node.decorator_list)
            stack.extend(item for item in node.args.defaults + node.args.kw_defaults if item is not None)
            if has_body(node):
                stack.extend(node.body)
                if node.returns is not None:
                    stack.append(node.returns)
        elif isinstance(node, ast.ClassDef):
            mark_methods(node)
            stack.extend(ast.iter_child_nodes(node))
        else:
            stack.extend(ast.iter_child_nodes(node))


def only_imports(node):
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Pass, ast.Raise)):
        return True
    if not isinstance(node, (ast.If, ast.Try)):
        return False
    blocks = [node.body, node.orelse, getattr(node, "finalbody", [])] + [h.body for h in getattr(node, "handlers", [])]
    return all(only_imports(child) for block in blocks for child in block)


def annotation(text):
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def has_body(node):
    wanted = getattr(node, "wanted", True)
    return wanted and (getattr(node, "end_lineno", 0) or 0) - node.lineno <= LONGEST_BODY


def mark_methods(cls, asked=frozenset()):
    """Methods matter when SQLAlchemy calls them, or when what matters names them. Gives those that begin to matter."""
    if not hasattr(cls, "methods"):
        cls.methods, cls.mentioned = {}, set()
        for node in cls.body:
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                collect(node, cls.mentioned, cls.mentioned)
                continue
            node.wanted = node.name in HOOKS or any("declared_attr" in ast.dump(d) for d in node.decorator_list)
            if node.wanted:
                collect(node, cls.mentioned, cls.mentioned)
            else:
                cls.methods.setdefault(node.name, []).append(node)
    fresh = []
    pending = [name for name in cls.methods if name in cls.mentioned or name in asked]
    while pending:
        for node in cls.methods.pop(pending.pop(), []):
            node.wanted = True
            fresh.append(node)
            found = set()
            collect(node, found, found)
            pending.extend(name for name in found if name in cls.methods)
    return fresh
