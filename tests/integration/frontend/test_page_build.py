"""Tests of the built page: one script of many modules, and a folder that is named after it."""

import gzip
import html
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import page_build
from page_markup import PAGES, render
from page_modules import UnusableModule, bundle, later, ordered
from page_server import announced
from tests.paths import FRONTEND

API = "https://api.example"


@cache
def built(api: str) -> tuple[str, dict[str, bytes]]:
    """Build the pages once for all tests of what stands in each."""
    return page_build.built(api)


def modules(folder: Path, **texts: str) -> Path:
    """Write modules; return the one named main."""
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text)
    return folder / "main.js"


def run(script: str) -> str:
    """Return what a script prints, in the browser driver's own node."""
    import playwright

    node = Path(playwright.__file__).parent / "driver" / "node"
    result = subprocess.run(
        [str(node), "--input-type=module"], input=script, capture_output=True, text=True, check=True
    )
    return result.stdout.strip()


def test_a_bundle_does_what_its_modules_do(tmp_path: Path) -> None:
    main = modules(
        tmp_path,
        main='import { One } from "./one.js"\nimport { tell as say } from "./two.js"\n'
        "const name = 1\nsay(new One().name + name)\n",
        one='import { tell } from "./two.js"\nconst name = "a"\n'
        'export class One {\n  #first = name\n  #second\n  get name() { tell("b")\n'
        "    return this.#first }\n}\n",
        two='// "quoted"\nexport function tell(text) {\n  console.log(`${text} (it)`)\n}\n',
    )
    assert [module.stem for module in ordered(main)] == ["two", "one", "main"]
    assert run(bundle(main)).splitlines() == ["b (it)", "a1 (it)"]


def test_what_is_loaded_later_is_a_script_of_its_own_beside_the_first(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "other.js").write_text("export const two = 2\n")
    last = tmp_path / "deep" / "last.js"
    last.write_text('import { two } from "./other.js"\nexport const four = two * two\n')
    main = modules(tmp_path, main='const found = await import("./deep/last.js")\n')
    assert [module.name for module in ordered(main)] == ["main.js"]
    assert later(main) == [last.resolve()]
    assert 'import("./last.js")' in bundle(main)
    assert run(f"{bundle(last)}console.log(four)") == "4"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('import all from "./two.js"\n', "neither import"),
        ("export default 3\n", "neither import"),
        ('import { a } from "./three.js"\n', "is not there"),
        ('import { one } from "./one.js"\n', "in a circle"),
        ('import { two, three as one } from "./two.js"\n', "imports three as one, which two.js"),
        ("const a = `${b.map((c) => `${c}`)}`\n", "a template in a template"),
    ],
)
def test_what_cannot_be_bundled_is_told_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    one = 'import { main } from "./main.js"\nexport const one = 1\n'
    two = "export const two = 2\n"
    with pytest.raises(UnusableModule, match=words) as refused:
        bundle(modules(tmp_path, main=text, one=one, two=two))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.script])
def test_from_its_sources_a_page_announces_every_module(name: str) -> None:
    found = announced(name)
    assert len(found) > 15
    text = render(name, modules=found)
    assert all(f'<link rel="modulepreload" href="scripts/{one}">' in text for one in found)


def test_pages_name_a_folder_that_changes_with_what_it_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, files = page_build.built(API, "https://page.example")
    assert f'src="{kept}/scripts/main.js"' in files["index.html"].decode()
    assert f'href="/{kept}/styles/main.css"' in files["404.html"].decode()
    assert files["config.json"] == b'{"api":"https://api.example"}'
    assert all(f"{kept}/scripts/{page.script}" in files for page in PAGES.values() if page.script)
    parts = page_build.scripts_and_styles()
    monkeypatch.setattr(page_build, "scripts_and_styles", lambda: {**parts, "x": b""})
    assert page_build.built(API)[0] != kept


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("index.html", ["config.json", f"{API}/contract"]),
        ("many.html", []),
        ("about.html", ["config.json", "nation.json", f"{API}/contract"]),
        ("api.html", ["config.json"]),
    ],
)
def test_what_a_page_fetches_first_stands_above_what_holds_it_up(
    name: str, told: list[str]
) -> None:
    kept, files = built(f"{API}/")
    first = f'<script src="{kept}/scripts/first-language.js"'
    above, _, below = files[name].decode().partition(first)
    assert re.findall(r'rel="preload" as="fetch" href="([^"]*)" crossorigin', above) == told
    assert f'type="module" src="{kept}/scripts/{PAGES[name].script}"' in above
    (style,) = re.findall(r'rel="preload" as="style" href="([^"]*)"', above)
    assert f'<link rel="stylesheet" href="{style}">' in below


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.script])
def test_a_page_may_ask_the_function_at_its_own_address_and_no_other(name: str) -> None:
    text = built("https://pushback-1a.a.run.app/")[1][name].decode()
    (asked,) = re.findall(r"connect-src ([^;]*);", html.unescape(text))
    strangers = {"'self'", "https://api.weather.gov"}
    assert set(asked.split()) - strangers == {"https://pushback-1a.a.run.app"}


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, str(FRONTEND / "page_build.py"), "--gzip", "--api=https://a.example"]
    built = [
        {
            str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime)
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (tmp_path / "one", tmp_path / "two")
        if subprocess.run([*command, str(folder)], check=True, stdout=subprocess.DEVNULL)
    ]
    assert built[0] == built[1]
    assert gzip.decompress(built[0]["config.json"][0]) == b'{"api":"https://a.example"}'


def test_a_folder_that_holds_other_things_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    command = [sys.executable, str(FRONTEND / "page_build.py"), str(tmp_path), "--api=x"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "name a new folder" in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]
