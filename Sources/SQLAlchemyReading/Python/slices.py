class Package:
    """Every file, and which one a module's name means."""

    OUTSIDE = {
        "sqlalchemy", "sqlmodel", "typing", "typing_extensions", "enum", "datetime", "uuid", "decimal", "json", "re", "os",
        "sys", "collections", "dataclasses", "functools", "abc", "pydantic", "alembic", "flask_sqlalchemy",
    }

    def __init__(self, files):
        self.files = files
        packages = {folder(f.path) for f in files if base(f.path) == "__init__.py"}
        self.modules = {}
        self.folders = set()
        for file in files:
            parts = file.path.split("/")
            last = parts.pop()
            names = parts if last == "__init__.py" else parts + [last[:-3]]
            for start in range(len(names)):
                if start > 0 and "/".join(parts[:start]) in packages:
                    continue
                self.modules.setdefault(".".join(names[start:]), []).append(file)
        self.packages = packages

    def absolute(self, name, near):
        if name.split(".")[0] in self.OUTSIDE:
            return None
        found = self.modules.get(name)
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        return max(found, key=lambda file: (common(file.path, near.path), -len(file.path)))

    def relative(self, file, level, name):
        parts = file.path.split("/")[:-1]
        if level - 1 > len(parts):
            return None, None
        parts = parts[:len(parts) - (level - 1)]
        return self.at("/".join(parts + (name.split(".") if name else [])))

    def at(self, path):
        found = self.paths.get(path + ".py") or self.paths.get((path + "/" if path else "") + "__init__.py")
        return found, path

    def module(self, file, node):
        """The file of `from module import`, and its folder when it is a package."""
        if node.level:
            return self.relative(file, node.level, node.module)
        found = self.absolute(node.module or "", file)
        if found is None:
            return None, self.namespace(node.module, file)
        return found, folder(found.path) if base(found.path) == "__init__.py" else None

    def namespace(self, name, file):
        if not name or name.split(".")[0] in self.OUTSIDE:
            return None
        tail = name.replace(".", "/")
        parts = file.path.split("/")
        for size in range(len(parts), -1, -1):
            path = "/".join(parts[:size] + [tail])
            if path in self.directories:
                return path
        return None

    def submodule(self, place, name):
        if place is None:
            return None
        prefix = place + "/" if place else ""
        return self.paths.get(prefix + name + ".py") or self.paths.get(prefix + name + "/__init__.py")

    @property
    def paths(self):
        if not hasattr(self, "_paths"):
            self._paths = {f.path: f for f in self.files}
            self.directories = {folder(f.path) for f in self.files}
        return self._paths


def folder(path):
    return path.rpartition("/")[0]


def base(path):
    return path.rpartition("/")[2]


def common(a, b):
    count = 0
    for left, right in zip(a.split("/"), b.split("/")):
        if left != right:
            break
        count += 1
    return count


class Slicer:
    """Finds what of the files beside the models the models need."""

    def __init__(self, package):
        self.package = package
        self.pending = []
        self.classes = []
        self.valued = {}

    def run(self, models):
        for file in self.package.files:
            if file.role == 1:
                self.read(file)
        self.follow_all()
        # Classes that inherit from a base and say nothing of SQLAlchemy's themselves.
        for file in models.heirs(self.classes):
            self.read(file)
        self.follow_all()

    def read(self, file):
        file.parse()
        for unit in file.units or []:
            if not unit.is_function and not only_imports(unit.node):
                self.keep(file, unit)

    def follow_all(self):
        while self.pending:
            while self.pending:
                file, name = self.pending.pop()
                self.find(file, name)
            for target, (bound, askers) in list(self.valued.items()):
                for name in bound & self.asked(askers):
                    self.want(target, name)
            for file, cls in self.classes:
                for method in mark_methods(cls, self.asked(file.askers | {file})):
                    names, attributes = set(), set()
                    collect(method, names, attributes)
                    file.attributes |= attributes
                    for name in names:
                        self.want(file, name)

    def asked(self, askers):
        """The attributes that are asked of anything in these files, and in those that have them as modules."""
        seen, pending, found = set(), list(askers), set()
        while pending:
            file = pending.pop()
            if file in seen:
                continue
            seen.add(file)
            found |= file.attributes
            pending.extend(self.valued[file][1] if file in self.valued else ())
            if base(file.path) == "__init__.py":
                # A package hands on what its modules declare.
                pending.extend(file.askers)
        return found

    def want(self, file, name):
        if name not in file.wanted:
            file.wanted.add(name)
            self.pending.append((file, name))

    def find(self, file, name):
        file.parse()
        found = False
        if file.units is None:
            return
        for unit in file.units:
            if name in unit.binds:
                found = True
                self.keep(file, unit, name)
        for unit in [] if found else file.units:
            if unit.star:
                for node in unit.imports:
                    self.follow(file, node, {name}, unit)
        if not found and base(file.path) == "__init__.py":
            child = self.package.submodule(folder(file.path), name)
            if child is not None:
                self.module(child, file)

    def keep(self, file, unit, name=None):
        names, attributes = unit.needs()
        if unit not in file.kept:
            file.kept.add(unit)
            file.attributes |= attributes
            if isinstance(unit.node, ast.ClassDef):
                self.classes.append((file, unit.node))
            for needed in names:
                self.want(file, needed)
        if name is not None:
            for node in unit.imports:
                self.follow(file, node, {name}, unit)

    def follow(self, file, node, names, unit):
        file.kept.add(unit)
        if isinstance(node, ast.Import):
            for alias in node.names:
                if (alias.asname or alias.name.split(".")[0]) in names:
                    target = self.package.absolute(alias.name, file)
                    if target is not None:
                        self.module(target, file)
            return
        target, place = self.package.module(file, node)
        for alias in node.names:
            if alias.name != "*" and (alias.asname or alias.name) not in names:
                continue
            for wanted in names if alias.name == "*" else [alias.name]:
                if target is not None:
                    target.askers.add(file)
                    self.want(target, wanted)
                child = self.package.submodule(place, wanted) if alias.name != "*" else None
                if child is not None:
                    self.module(child, file)

    def module(self, target, file):
        """A module as a value: any attribute that is asked of anything may be asked of it."""
        target.parse()
        if target.units is not None and target not in self.valued:
            self.valued[target] = (set().union(*(unit.binds for unit in target.units)), set())
        if target in self.valued:
            self.valued[target][1].add(file)
