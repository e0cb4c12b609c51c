import ast, codecs, json, re, sys, threading

KINDS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.BitOr: "|", ast.BitAnd: "&", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>", ast.MatMult: "@",
    ast.UAdd: "+", ast.USub: "-", ast.Not: "not", ast.Invert: "~", ast.And: "and", ast.Or: "or",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}
# Texts that may be annotations, or classes that relationships name.
LIKE_A_NAME = re.compile(r"[A-Za-z_][\w.\[\], |]{0,150}\Z").match
# The encoding that a comment in one of the first two lines declares (PEP 263).
ENCODING = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
BLANK = re.compile(rb"[ \t\f]*(?:[#\r]|$)")
TOO_DEEP = "its values, operators or blocks are nested too deeply"
DEEPEST = 120
LONGEST_BODY = 80
HOOKS = {
    "__init__", "__new__", "load_dialect_impl", "get_col_spec", "__tablename__", "__table_args__", "__mapper_args__",
    "__init_subclass__", "_generate_next_value_", "__table__", "__str__",
}


WORDS = [
    b"__tablename__", b"__table__", b"Table(", b"DeclarativeBase", b"declarative_base", b"SQLModel", b"mapped_column(",
    b"Column(", b"map_imperatively", b"Mapped[",
]
LIBRARIES = [b"sqlalchemy", b"sqlmodel", b"SQLAlchemy", b"__tablename__"]
BASES = {"DeclarativeBase", "DeclarativeBaseNoMeta"}
# The names that a class inherits from, and its own.
CLASS = re.compile(rb"^class[ \t]+(\w+)[ \t]*\(([^)]*)\)", re.M)
WORD = re.compile(rb"\w+")


class Models:
    """Tells which of the files that were named declare models, by words that every declaration has."""

    def __init__(self, files):
        self.files = [file for file in files if file.role == 1]
        parts = [file.path.split("/")[:-1] for file in self.files]
        # What the folder that all are in is called is said of none of them.
        self.common = 0
        while all(len(path) > self.common for path in parts) and len({path[self.common] for path in parts}) == 1:
            self.common += 1
        # Alembic's revisions are steps towards the models, not the models.
        self.environments = tuple(
            folder(file.path) + "/" for file in files
            if base(file.path) == "env.py" and folder(file.path) and b"alembic" in file.text
        )

    def choose(self):
        for file in self.files:
            if not self.declares(file):
                file.role = 0

    def heirs(self, classes):
        """The other files with classes that inherit from a declarative base, by its name."""
        # Bases themselves: of classes that have a table, heirs that say nothing add nothing.
        names = {
            cls.name.encode() for _, cls in classes
            if BASES & {last_name(node) for node in cls.bases} or any(is_abstract(node) for node in cls.body)
        }
        fresh = []
        for file in self.files:
            if file.role == 1 or self.is_aside(file) or not any(name in file.text for name in names):
                continue
            if any(names & set(WORD.findall(found.group(2))) for found in CLASS.finditer(file.text)):
                file.role = 1
                fresh.append(file)
        return fresh

    def is_aside(self, file):
        return len(self.files) > 1 and (self.is_test(file) or self.is_revision(file) or self.is_installed(file))

    def declares(self, file):
        if self.is_aside(file):
            return False
        return any(word in file.text for word in WORDS) and any(word in file.text for word in LIBRARIES)

    def is_revision(self, file):
        return file.path.startswith(self.environments) or b"down_revision" in file.text

    def is_test(self, file):
        parts = file.path.split("/")[self.common:]
        name = parts.pop()
        if {"test", "tests", "testing"} & set(parts) or name.startswith("test_") or name == "conftest.py":
            return True
        return name.endswith("_test.py") and (b"pytest" in file.text or b"unittest" in file.text)

    def is_installed(self, file):
        return bool({"site-packages", "dist-packages"} & set(file.path.split("/")[self.common:]))


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
            if self.is_encoded_otherwise():
                return
            self.tree = ast.parse(text)
        except SyntaxError as problem:
            self.locate()
            line = problem.lineno or 1
            column = max((problem.offset or 1) - 1, 0)
            source = text.split("\n")
            prefix = source[line - 1][:column] if 0 < line <= len(source) else ""
            self.error = (self.offset(line, len(prefix.encode("utf-8", "replace"))), str(problem.msg))
        except (RecursionError, MemoryError):
            self.error = (0, TOO_DEEP)
        except (ValueError, OverflowError) as problem:
            self.error = (0, str(problem) or type(problem).__name__)
        if self.tree is not None:
            self.locate()
            self.units = [Unit(node) for node in self.tree.body]

    def is_encoded_otherwise(self):
        """Whether the file declares an encoding by which Python reads other letters than UTF-8 has here."""
        lines = self.text.split(b"\n", 2)[:2]
        found = ENCODING.match(lines[0])
        if found is None and len(lines) > 1 and BLANK.match(lines[0]):
            found = ENCODING.match(lines[1])
        if found is None:
            return False
        name = found.group(1).decode("ascii", "replace")
        at = self.text.find(found.group(1))
        try:
            codec = codecs.lookup(name).name
        except LookupError:
            self.error = (at, "unknown encoding: " + name)
            return True
        if codec == "utf-8" or codec.startswith("utf-8-") or self.text.isascii():
            return False
        self.error = (at, "it declares the encoding " + name + " and is saved as UTF-8")
        return True

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


def is_abstract(node):
    return isinstance(node, ast.Assign) and last_name(node.targets[0]) == "__abstract__"


def last_name(node):
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


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
