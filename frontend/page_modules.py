"""Modules: which of them a script needs, and one script made of them all.

The sources keep to one form of import and one of export; what has another is refused. Each module
becomes a function of its own, so that names of one cannot meet those of another. What a module
loads later, when it is needed, becomes a script of its own beside the first. What makes them
small, rjsmin here and lightningcss for the styles, are packages of Python's registry: no node is
needed to serve or to deploy the page.
"""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from rjsmin import jsmin

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)"\n', re.MULTILINE)
LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
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


def later(entry: Path) -> list[Path]:
    """Return the modules that a script, or what it imports, loads when they are needed."""
    found = ((one, address) for one in ordered(entry) for address in LATER.findall(one.read_text()))
    return list(dict.fromkeys((one.parent / address).resolve() for one, address in found))


def bundle(entry: Path) -> str:
    """Return one small script that does what a script and all that it imports do."""
    names = {module: f"m{number}" for number, module in enumerate(ordered(entry))}
    text = "\n".join(_function(module, names) for module in names)
    if given := EXPORT.findall(entry.read_text()):
        text += f"\nexport const {{ {', '.join(given)} }} = {names[entry]}"
    # The minifier knows no private names, and would join those of two lines to one.
    return str(jsmin(PRIVATE.sub("  ;", text))) + "\n"


def _beside(found: re.Match[str]) -> str:
    """Return the import of a script that lies beside the one that loads it."""
    return f'import("./{Path(found[1]).name}")'


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

    code = EXPORT.sub("", IMPORT.sub(take, LATER.sub(_beside, text)))
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
