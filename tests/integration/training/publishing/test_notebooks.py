"""Tests of the tool that executes notebooks, with real kernels."""

import json
from pathlib import Path
from textwrap import dedent

import pytest

from training.cli import main
from training.errors import NotebookFailed, NotebookStale, NotebookUnknown
from training.publishing.notebooks import NOTEBOOKS_FOLDER, build, check, execute, find_sources

TINY = """\
    # %% [markdown]
    # # A tiny notebook

    # %%
    from pathlib import Path

    import matplotlib.pyplot as plt

    from training.config import TrainingConfig

    print(TrainingConfig().model, Path.cwd().name)

    # %%
    plt.plot([1, 2, 1])
    plt.show()
    for number in range(40):
        print(number, flush=True)
"""
SHORTER = {
    "EVERY = 10 ": "EVERY = 60 ",
    "\nworkshop = ": "\nsmall = small_models()\nsmall.__enter__()\nworkshop = ",
    "\nfrom training import FUNCTION_FOLDER\n": (
        "\nfrom training import FUNCTION_FOLDER"  # which puts the function's code on the path
        "\nfrom tests.integration.worlds import small_models\n"
    ),
    "rolling_origin(kept, FIRST_TEST_MONTH,": "rolling_origin(kept, LAST_CHOOSING_MONTH - 1,",
    '{"max_iter": 30}': '{"max_iter": 5}',
}
"""What a notebook says, and what it says to be executed sooner."""
FAILING = """\
    # %% [markdown]
    # # A failing notebook

    # %%
    flights = 1

    # %%
    chance = 1 / 0
"""


def source(folder: Path, text: str, name: str = "tiny") -> Path:
    path = folder / f"{name}.py"
    path.write_text(dedent(text))
    return path


def shortened(name: str) -> str:
    """Return a notebook's source, changed to run in less than a minute."""
    text = (NOTEBOOKS_FOLDER / f"{name}.py").read_text()
    for whole, short in SHORTER.items():
        assert text.count(whole) == 1
        text = text.replace(whole, short)
    return text


def outputs(notebook: bytes) -> list[dict[str, object]]:
    return [output for cell in json.loads(notebook)["cells"] for output in cell.get("outputs", ())]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny notebook, executed beside its source: a kernel takes seconds to start."""
    path = source(tmp_path_factory.mktemp("tiny"), TINY)
    assert build(path)
    return path.with_suffix(".ipynb")


def test_executing_again_gives_the_same_bytes(tiny: Path) -> None:
    first = tiny.read_bytes()
    assert not build(tiny.with_suffix(".py"))
    assert tiny.read_bytes() == first


def test_a_notebook_runs_in_its_folder_and_finds_the_repository(tiny: Path) -> None:
    (first, plot, numbers) = outputs(tiny.read_bytes())
    assert first["text"] == [f"hist_gradient_boosting {tiny.parent.name}\n"]
    assert "image/png" in plot["data"]  # type: ignore[operator]
    assert len(numbers["text"]) == 40  # type: ignore[arg-type]


def test_what_differs_between_machines_is_left_out(tiny: Path) -> None:
    notebook = json.loads(tiny.read_bytes())
    assert "version" not in notebook["metadata"]["language_info"]
    assert [cell["id"] for cell in notebook["cells"]] == ["cell-1", "cell-2", "cell-3"]
    assert all(cell["metadata"] == {} for cell in notebook["cells"])


def test_the_profile_of_a_user_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("mine = 1\n")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    (said,) = outputs(execute(source(tmp_path, '# %%\nprint("mine" in globals())\n')))
    assert said["text"] == ["False\n"]


def test_the_command_fails_in_a_line_that_names_the_cell_and_the_old_notebook_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = source(tmp_path, FAILING).with_suffix(".ipynb")
    target.write_text("the old one")
    assert main(["notebooks", f"--folder={tmp_path}"]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "error: " in said
    assert "cell 3, which begins 'chance = 1 / 0'" in said
    assert "ZeroDivisionError: division by zero" in said
    assert target.read_text() == "the old one"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_kernel_that_dies_is_told_of_in_a_line(tmp_path: Path) -> None:
    dying = source(tmp_path, "# %%\nimport os\n\nos._exit(1)\n")
    with pytest.raises(NotebookFailed, match=r"cell 1, .* the death of its kernel"):
        execute(dying)


def test_the_command_makes_all_notebooks_of_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        source(tmp_path, "# %%\nprint(1)\n", name)
    assert main(["notebooks", f"--folder={tmp_path}"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.count("was made anew") == 2
    assert sorted(path.name for path in tmp_path.glob("*.ipynb")) == ["one.ipynb", "two.ipynb"]


def test_checking_finds_a_stale_notebook_and_leaves_it(tmp_path: Path) -> None:
    changing = source(tmp_path, "# %%\nprint(1)\n")
    build(changing)
    check(changing)
    before = changing.with_suffix(".ipynb").read_bytes()
    source(tmp_path, "# %%\nprint(2)\n")
    with pytest.raises(NotebookStale, match=r"Make it with: make notebooks"):
        check(changing)
    assert changing.with_suffix(".ipynb").read_bytes() == before


def test_an_unknown_name_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    source(tmp_path, TINY)
    with pytest.raises(NotebookUnknown, match=r"no notebook 'huge' in .*; there are: tiny\."):
        find_sources(["huge"], tmp_path)


def test_the_guiding_thread_runs_from_nothing_on_few_flights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an empty lake, on a sixtieth of the flights, by small models, over few months.

    Executed in full it takes minutes.
    """
    monkeypatch.setenv("PUSHBACK_LAKE", str(tmp_path / "no lake"))
    said = str(outputs(execute(source(tmp_path, shortened("algo_pipeline_demo")))))
    assert "BundleAltered" in said
    assert "the same contract, and in it the graph's checksum: True" in said
    assert "the function agrees: True" in said
