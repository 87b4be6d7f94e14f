"""Pages: the markup of each, with the head, the sign and the foot that they share."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FRONTEND = Path(__file__).resolve().parent
CONFIG = "config.json"
WEATHER = "https://api.weather.gov"
WAYS = (
    ("index.html", "nav.flight", "One flight"),
    ("many.html", "nav.many", "Many flights"),
    ("about.html", "nav.about", "Reliability"),
    ("api.html", "nav.api", "API"),
)


@dataclass(frozen=True)
class Page:
    """What a page loads: its script, its styles, its own texts.

    `asks` says whether it takes a question; `files` names what it fetches of its own as it opens,
    `told` what it then fetches of the service.
    """

    styles: str
    script: str = ""
    texts: str = ""
    asks: bool = False
    files: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    def needed(self, api: str) -> list[str]:
        """Return the addresses of what it fetches as it opens, so that none waits for its script.

        Examples
        --------
        >>> Page("main.css", files=("config.json",), told=("contract",)).needed("https://a.app/")
        ['config.json', 'https://a.app/contract']
        """
        service = [f"{api.rstrip('/')}/{name}" for name in self.told] if api else []
        return [*self.files, *service]

    def services(self, api: str) -> str:
        """Return whom its scripts may ask, as the Content Security Policy has it.

        Examples
        --------
        >>> Page("main.css", asks=True).services("https://pushback-1a.a.run.app/")
        "'self' https://pushback-1a.a.run.app https://api.weather.gov"
        """
        service = urlsplit(api)
        own = f"{service.scheme}://{service.netloc}" if service.netloc else ""
        return " ".join(filter(None, ["'self'", own, WEATHER if self.asks else ""]))


PAGES = {
    "index.html": Page("main.css", "main.js", "", True, (CONFIG,), ("contract",)),
    "many.html": Page("many-page.css", "many-page.js", "many", asks=True),
    "about.html": Page(
        "about-page.css", "about-page.js", "about", False, (CONFIG, "nation.json"), ("contract",)
    ),
    # What the service says of itself is asked for anew each time, so nothing kept is announced.
    "api.html": Page("api-page.css", "api-page.js", "api", files=(CONFIG,)),
    "404.html": Page("main.css"),
}

_TEMPLATES = Environment(
    loader=FileSystemLoader(FRONTEND / "pages"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def render(
    name: str, *, api: str = "", origin: str = "", kept: str = "", modules: tuple[str, ...] = ()
) -> str:
    """Return the markup of a page.

    Parameters
    ----------
    name
        A key of `PAGES`.
    api
        The address of the function, which the page may ask; "" where it is the page's own.
    origin
        Where the pages will be, for addresses that must be whole, such as a shared picture's.
    kept
        The folder of scripts and styles with its slash; "" where they lie beside the page.
    modules
        Modules to announce, so that none waits for another, below `scripts/`.
    """
    page = PAGES[name]
    # The page for an unknown address is shown at any depth.
    root = "" if page.script else "/"
    return _TEMPLATES.get_template(name).render(
        name=name,
        page=page,
        services=page.services(api),
        api=api,
        origin=origin,
        root=root,
        kept=root + kept,
        modules=modules,
        ways=WAYS,
    )
