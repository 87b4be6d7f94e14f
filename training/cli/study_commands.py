"""Commands that study: their sentences of help, examples and options, as in `commands`."""

from dataclasses import asdict

from training import config
from training.cli.options import (
    Parser,
    add_model,
    add_number,
    add_path,
    add_results,
    add_share,
    add_study,
    add_test_months,
    at_least,
    dollars,
)


def compare(parser: Parser) -> None:
    """Hold our model against LightGBM, XGBoost and CatBoost: score, time, size, latency.

    Example:
      python -m training compare
      python -m training compare --share=0.1 --first=8 --last=9
    """
    add_path(parser, "--tuning", config.RESULTS_FOLDER, "where tune wrote tuning.json")
    add_test_months(parser, (config.FIRST_TEST_MONTH, config.LAST_TEST_MONTH))
    add_share(parser, 0.25)
    add_study(parser)


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
    add_share(parser, 0.1)
    add_study(parser)


def ablate(parser: Parser) -> None:
    """Leave out each part of the model in turn and score what is left, on April to September.

    Example:
      python -m training ablate
      python -m training ablate --share=1
    """
    add_share(parser, 0.1)
    add_study(parser)


def select(parser: Parser) -> None:
    """Judge each feature by permutation and correlation, and score the model without some.

    Example:
      python -m training select
      python -m training select --share=1
    """
    add_share(parser, 0.25)
    add_study(parser)


def seeds(parser: Parser) -> None:
    """Score the model with other seeds: how small a difference of scores says nothing.

    Example:
      python -m training seeds
      python -m training seeds --json
    """
    add_study(parser)


def tune(parser: Parser) -> None:
    """Search for parameters of our model and of three other libraries, the same for each.

    It can be stopped and taken up at will.

    Example:
      python -m training tune
      python -m training tune --trials=20 --share=0.5
    """
    add_number(parser, "--trials", 6, "settings tried for each library, earlier ones included")
    add_share(parser, 0.25)
    add_study(parser)


def importance(parser: Parser) -> None:
    """Show what predictions rest on: permutation, partial dependence and Shapley values.

    Example:
      python -m training importance
      python -m training importance --flights=2000 --first=4 --last=6 --json
    """
    add_model(parser)
    sentence = "how many test flights to draw, 264 or more"
    add_test_months(parser, (7, config.LAST_CHOOSING_MONTH), "; the model is fitted on all before")
    add_number(parser, "--flights", 20_000, sentence, at_least(264))
    add_study(parser)


def costs(parser: Parser) -> None:
    """Cost 1,000 flights when re-booking by the prediction, never and always.

    Example:
      python -m training costs
      python -m training costs --rebooking=120 --late-60=300 --json
    """
    for name, assumed in asdict(config.CostTable()).items():
        option = name.replace("_", "-")
        sentence = f"assumed cost of {option} to a traveller"
        add_number(parser, f"--{option}", assumed, sentence, dollars, "DOLLARS")
    add_path(parser, "--input", config.RESULTS_FOLDER / "evaluation.parquet", "written by evaluate")
    add_results(parser)


STUDIES = (compare, curves, ablate, select, seeds, tune, importance, costs)
