"""Mutation test of the guard: changes it in one place at a time and asks whether its own tests notice.

    python -m bench.mutating                 the score, and each survivor with its line
    python -m bench.mutating --only 17       what mutant 17 is, and what the tests say of it

Each mutant runs in a process of its own, forked from one that has loaded everything but the guard. A mutant counts as
found when a test fails or takes far too long. Those that can make no difference are listed, each with its reason.

Not for: CI, which checks branch coverage; this takes minutes.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUARD = "fonds.actions.guard"
SOURCE = ROOT / "src" / "fonds" / "actions" / "guard.py"
TESTS = ("tests/actions/test_crossing.py", "tests/actions/test_guard.py")
LOADED = (
    *("pytest", "cryptography.hazmat.primitives.asymmetric.ed25519"),
    *("fonds.search", "fonds.store", "fonds.actions.archive", "fonds.actions.deriving", "fonds.actions.preparing"),
)
PATIENCE_SECONDS = 600

NO_DIFFERENCE = {
    "3 + 1": "more fresh ids than are needed",
    "without holding is not None": "a record that the tables find by the site's id is held, as long as nobody writes",
}
"""Mutants that no test can find, by what `describe` says of them, and why."""

_COMPARED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.GtE: ast.Lt,
}
_CALCULATED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}


class Mutator(ast.NodeTransformer):
    """Makes the mutant with a number, and knows where it was made."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.seen, self.made = wanted, 0, ""

    def offer(self, node: ast.AST, what: str) -> bool:
        """Counts one possible change; says whether it is the one to make."""
        self.seen += 1
        if self.seen != self.wanted:
            return False
        self.made = f"line {node.lineno}: {what}"  # type: ignore[attr-defined]  # all nodes that are offered have one
        return True

    # What is said to people and to type checkers is left alone: annotations, docstrings, imports, sentences.

    def visit_Module(self, node: ast.Module) -> ast.AST:
        node.body = [each if _is_docstring(each) else self.visit(each) for each in node.body]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [each if _is_docstring(each) else self.visit(each) for each in node.body]
        node.args.defaults = [self.visit(each) for each in node.args.defaults]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [each if _is_docstring(each) else self.visit(each) for each in node.body]
        return node

    def visit_Import(self, node: ast.Import) -> ast.AST:
        return node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    # Statements

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Call) and self.offer(node, f"without {ast.unparse(node.value)[:60]}"):
            return ast.copy_location(ast.Pass(), node)
        return self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        target = node.targets[0]
        if not isinstance(target, ast.Tuple) and self.offer(node, f"None for {ast.unparse(target)}"):
            node.value = ast.copy_location(ast.Constant(None), node.value)
            return node
        return self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value is not None and not _is_none(node.value) and self.offer(node, "returns None"):
            node.value = ast.copy_location(ast.Constant(None), node.value)
            return node
        return self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        if node.exc is not None and self.offer(node, f"does not raise {ast.unparse(node.exc)[:40]}"):
            return ast.copy_location(ast.Pass(), node)
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        self._negate_test(node)
        return self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self._negate_test(node)
        return self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        if self.offer(node, "handles nothing"):
            node.type = ast.copy_location(ast.Name("ZeroDivisionError", ast.Load()), node)
            return node
        return self.generic_visit(node)

    def visit_With(self, node: ast.With) -> ast.AST:
        for place, item in enumerate(node.items):
            may_go = len(node.items) > 1 and item.optional_vars is None
            if may_go and self.offer(node, f"not within {ast.unparse(item.context_expr)[:40]}"):
                del node.items[place]
                return node
        return self.generic_visit(node)

    def _negate_test(self, node: ast.If | ast.IfExp) -> None:
        if self.offer(node, f"not {ast.unparse(node.test)[:60]}"):
            node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)

    # Expressions

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        for place, operator in enumerate(node.ops):
            if type(operator) in _COMPARED and self.offer(node, f"the contrary of {ast.unparse(node)[:60]}"):
                node.ops[place] = _COMPARED[type(operator)]()
                return node
        return self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        if type(node.op) in _CALCULATED and self.offer(node, f"another sum than {ast.unparse(node)[:60]}"):
            node.op = _CALCULATED[type(node.op)]()
            return node
        return self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        if self.offer(node, f"and/or in {ast.unparse(node)[:60]}"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return node
        for place, value in enumerate(node.values):
            if self.offer(node, f"without {ast.unparse(value)[:60]}"):
                del node.values[place]
                return node if len(node.values) > 1 else node.values[0]
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        if isinstance(node.op, ast.Not) and self.offer(node, f"without not in {ast.unparse(node)[:60]}"):
            return node.operand
        return self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool) and self.offer(node, f"{not node.value}"):
            return ast.copy_location(ast.Constant(not node.value), node)
        if isinstance(node.value, int) and not isinstance(node.value, bool) and self.offer(node, f"{node.value} + 1"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        if (
            isinstance(node.value, str)
            and not _is_sentence(node.value)
            and self.offer(node, f"other words than {node.value[:40]!r}")
        ):
            return ast.copy_location(ast.Constant(f"{node.value}x"), node)
        if isinstance(node.value, bytes) and self.offer(node, "other bytes"):
            return ast.copy_location(ast.Constant(b"x" + node.value), node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        for place, keyword in enumerate(node.keywords):
            if keyword.arg and _may_go(node) and self.offer(node, f"without {keyword.arg}="):
                del node.keywords[place]
                return node
        return self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        # What `zip` is told of lengths that are the same by making changes nothing.
        return node if node.arg == "strict" else self.generic_visit(node)

    def visit_ListComp(self, node: ast.ListComp) -> ast.AST:
        self._change_condition(node)
        return self.generic_visit(node)

    def visit_SetComp(self, node: ast.SetComp) -> ast.AST:
        self._change_condition(node)
        return self.generic_visit(node)

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        self._change_condition(node)
        return self.generic_visit(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.AST:
        self._change_condition(node)
        return self.generic_visit(node)

    def _change_condition(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        for part in node.generators:
            for place, condition in enumerate(part.ifs):
                if self.offer(node, f"without if {ast.unparse(condition)[:60]}"):
                    del part.ifs[place]
                    return


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_sentence(text: str) -> bool:
    """Whether words are for people; codes and names have no spaces."""
    return " " in text or not text.strip(". ")


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _may_go(node: ast.Call) -> bool:
    """Whether leaving out an argument is a change of meaning, and not of the type of a value."""
    return ast.unparse(node.func).rpartition(".")[2] in (
        "replace",
        "Ruling",
        "take_in",
        "Refused",
        "Conflict",
        "Invalid",
    )


def make_mutant(tree: ast.Module, number: int) -> tuple[ast.Module, str]:
    """The mutant with a number from 1, and what it is; nothing when there are not so many."""
    mutator = Mutator(number)
    changed = mutator.visit(copy.deepcopy(tree))
    return ast.fix_missing_locations(changed), mutator.made


def mutants(tree: ast.Module) -> Iterator[tuple[int, ast.Module, str]]:
    """All of them."""
    number = 1
    while True:
        changed, made = make_mutant(tree, number)
        if not made:
            return
        yield number, changed, made
        number += 1


def is_found(tree: ast.Module, folder: Path, *, show: bool = False) -> bool:
    """Whether the tests notice a mutant. The child that runs them ends with 0 when they do not."""
    child = os.fork()
    if child == 0:
        _run_tests(tree, folder, show=show)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status != 0
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _run_tests(tree: ast.Module, folder: Path, *, show: bool) -> None:
    status = 3
    try:
        import pytest  # noqa: PLC0415 - in the child alone

        _load(tree)
        if not show:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
        status = int(pytest.main(["-x", "-q", f"--basetemp={folder}", *(str(ROOT / test) for test in TESTS)]))
    finally:
        sys.stdout.flush()
        os._exit(status)


def _load(tree: ast.Module) -> None:
    """Puts a changed guard in the place of the one on the disk, before anybody imports it."""
    import importlib.util  # noqa: PLC0415 - in the child alone

    specification = importlib.util.spec_from_file_location(GUARD, SOURCE)
    assert specification is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[GUARD] = module
    exec(compile(tree, str(SOURCE), "exec"), module.__dict__)


def main() -> int:
    """Prints the score; 0 when it is at least 95 %."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--only", type=int, default=0, help="number of one mutant")
    asked.add_argument("--first", type=int, default=1, help="number of the first mutant to try")
    asked.add_argument("--last", type=int, default=10**6, help="number of the last one")
    asked.add_argument("--list", action="store_true", help="say what the mutants are, and run nothing")
    wanted = asked.parse_args()
    for name in LOADED:
        __import__(name)
    _load_words()
    assert GUARD not in sys.modules
    tree = ast.parse(SOURCE.read_text("utf-8"))
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        return (
            _list(tree)
            if wanted.list
            else _judge(tree, Path(folder), wanted.only, range(wanted.first, wanted.last + 1))
        )


def _load_words() -> None:
    from fonds.actions.deriving import derive  # noqa: PLC0415 - what takes long is done once, before any fork
    from fonds.reading import read_source  # noqa: PLC0415 - likewise

    derive(read_source(b"ORDER\n\n1. Charge the Mill with sending flour to Osh.\n").record)


def _list(tree: ast.Module) -> int:
    for number, _, made in mutants(tree):
        print(f"{number:4}  {made}")
    return 0


def _judge(tree: ast.Module, folder: Path, only: int, asked: range) -> int:
    if is_found(tree, folder / "0", show=bool(only)):
        print("the tests fail without any change")
        return 2
    found = survived = same = 0
    for number, changed, made in mutants(tree):
        if (only and number != only) or number not in asked:
            continue
        key = made.partition(": ")[2]
        if key in NO_DIFFERENCE:
            same += 1
            continue
        if is_found(changed, folder / str(number), show=bool(only)):
            found += 1
        else:
            survived += 1
            print(f"survived {number}: {made}", flush=True)
        shutil.rmtree(folder / str(number), ignore_errors=True)
    score = 100 * found / max(found + survived, 1)
    print(f"{found} of {found + survived} mutants are found: {score:.1f} %; {same} more can make no difference")
    return 0 if score >= 95 else 1


if __name__ == "__main__":
    sys.exit(main())
