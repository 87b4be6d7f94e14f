"""Modules: which of them a script needs, and one script made of them all.

The sources keep to one form of import and one of export; what has another is refused. Each module
becomes a function of its own, so that names of one cannot meet those of another. What makes it
small, rjsmin here and lightningcss for the styles, are packages of Python's registry: no node is
needed to serve or to deploy the page.
"""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from rjsmin import jsmin

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)"\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:(?:async )?function\*? ?|class |const )(\w+))", re.MULTILINE)
PRIVATE = re.compile(r"^  (?=#\w)", re.MULTILINE)
NESTED = re.compile(r"`[^`]*\$\{[^}`]*`")
LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class UnusableModule(Exception):
    """Says which module cannot be bundled, and why."""


def ordered(entry: Path) -> list[Path]:
    """Return the modules that a script needs, each after those that it imports, itself last.

    Raises
    ------
    UnusableModule
        If one is missing, or if they import each other in a circle.
    """
    needs: dict[Path, list[Path]] = {}
    wanted = [entry]
    while wanted:
        module = wanted.pop()
        if module in needs:
            continue
        if not module.is_file():
            raise UnusableModule(f"{module} is imported, and is not there.")
        found = IMPORT.findall(module.read_text())
        needs[module] = [(module.parent / address).resolve() for _, address in found]
        wanted += needs[module]
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = " -> ".join(module.name for module in error.args[1])
        raise UnusableModule(f"Modules import each other in a circle: {circle}.") from None


def bundle(entry: Path) -> str:
    """Return one small script that does what a script and all that it imports do."""
    names = {module: f"m{number}" for number, module in enumerate(ordered(entry))}
    text = "\n".join(_function(module, names) for module in names)
    # The minifier knows no private names, and would join those of two lines to one.
    return str(jsmin(PRIVATE.sub("  ;", text))) + "\n"


def _function(module: Path, names: dict[Path, str]) -> str:
    text = module.read_text()

    def take(found: re.Match[str]) -> str:
        source = (module.parent / found[2]).resolve()
        wanted = [name.strip() for name in found[1].split(",") if name.strip()]
        given = EXPORT.findall(source.read_text())
        # A browser would refuse the modules; what they were made into would run on without it.
        if missing := [name for name in wanted if name.split()[0] not in given]:
            raise UnusableModule(f"{module} imports {missing[0]}, which {source.name} lacks.")
        return f"const {{ {', '.join(wanted).replace(' as ', ': ')} }} = {names[source]}\n"

    code = EXPORT.sub("", IMPORT.sub(take, text))
    if strange := LEFT_OVER.search(code):
        raise UnusableModule(
            f'{module}: {strange[0]!r} is neither import {{ a }} from "./b.js" '
            "nor export function, class or const; write it as one of them."
        )
    # The minifier would take the inner one's end for the outer one's.
    if nested := NESTED.search(code):
        raise UnusableModule(f"{module}: {nested[0]!r} holds a template in a template; part them.")
    given = ", ".join(EXPORT.findall(text))
    return f"const {names[module]} = (() => {{\n{code}\nreturn {{ {given} }}\n}})()"
