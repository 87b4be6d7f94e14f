"""Commands that study: their sentences of help, examples and options, as in `commands`."""

from dataclasses import asdict

from training import config
from training.cli.options import Parser, at_least, dollars


def compare(parser: Parser) -> None:
    """Compare our model with LightGBM, XGBoost and CatBoost: score, time, size, latency.

    Example:
      python -m training compare
      python -m training compare --share=0.1 --first=8 --last=9
    """
    parser.add_path("--tuning", config.RESULTS_FOLDER, "where tune wrote tuning.json")
    parser.add_test_months(config.FIRST_TEST_MONTH, config.LAST_TEST_MONTH)
    parser.add_study(share=0.25)


def curves(parser: Parser) -> None:
    """Tell by learning and validation curves whether the model over- or under-fits.

    Example:
      python -m training curves
      python -m training curves --months 4 8 --share=0.25
    """
    choices = range(config.FIRST_TEST_MONTH, config.LAST_CHOOSING_MONTH + 1)
    parser.add_argument(
        "--months",
        type=int,
        nargs="+",
        default=(5, 7, 9),
        choices=choices,
        metavar="MONTH",
        help=f"test months, {choices[0]} to {choices[-1]} (default: 5 7 9)",
    )
    parser.add_study(share=0.1)


def ablate(parser: Parser) -> None:
    """Leave out each part of the model in turn and score what is left, on April to September.

    Example:
      python -m training ablate
      python -m training ablate --share=1
    """
    parser.add_study(share=0.1)


def select(parser: Parser) -> None:
    """Judge each feature by permutation and correlation, and score the model without some.

    Example:
      python -m training select
      python -m training select --share=1
    """
    parser.add_study(share=0.25)


def seeds(parser: Parser) -> None:
    """Score the model with other seeds, to see how large a difference chance alone makes.

    Example:
      python -m training seeds
      python -m training seeds --json
    """
    parser.add_study()


def tune(parser: Parser) -> None:
    """Search for parameters of our model and of three other libraries, the same for each.

    It can be stopped and resumed at any time.

    Example:
      python -m training tune
      python -m training tune --trials=20 --share=0.5
    """
    parser.add_number("--trials", 6, "settings tried for each library, earlier ones included")
    parser.add_study(share=0.25)


def importance(parser: Parser) -> None:
    """Show what predictions rest on: permutation, partial dependence and Shapley values.

    Example:
      python -m training importance
      python -m training importance --flights=2000 --first=4 --last=6 --json
    """
    parser.add_shared("--model")
    sentence = "how many test flights to draw, 264 or more"
    parser.add_test_months(7, config.LAST_CHOOSING_MONTH, "; the model is fitted on all before")
    parser.add_number("--flights", 20_000, sentence, at_least(264))
    parser.add_study()


def costs(parser: Parser) -> None:
    """Tell what 1,000 flights cost when re-booking by the prediction, never and always.

    Example:
      python -m training costs
      python -m training costs --rebooking=120 --late-60=300 --json
    """
    for name, assumed in asdict(config.CostTable()).items():
        option = name.replace("_", "-")
        sentence = f"assumed cost of {option} to a traveller"
        parser.add_number(f"--{option}", assumed, sentence, dollars, "DOLLARS")
    parser.add_path("--input", config.RESULTS_FOLDER / "evaluation.parquet", "written by evaluate")
    parser.add_results()


STUDIES = (compare, curves, ablate, select, seeds, tune, importance, costs)
