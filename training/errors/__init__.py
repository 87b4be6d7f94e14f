"""Errors: everything the training program refuses, each in one line a person can act on.

    TrainingError
    ├── SourceMissing      a data package is not installed, or lacks a file
    ├── UnknownSource      there is no source of this name
    ├── MonthsUnclear      months are not written as they should be
    ├── StationUnknown     no airport is known by this code
    ├── DownloadFailed     a file could not be had from its server
    ├── FileRefused        a file is damaged, or no table of flights or weather
    ├── FileUnknown        a file's columns are those of no source
    ├── ColumnsMissing     a file lacks columns that its source has
    ├── RowsUnusable       rows of a file hold what cannot be
    ├── RowsRefused        a table does not fit its schema even after cleaning
    ├── LakeEmpty          nothing has been fetched yet
    ├── LakeDamaged        a file of the lake is not what its manifest says
    ├── UnknownModel       there is no model of this name
    ├── OutcomesMissing    the training flights do not show every outcome
    ├── ModelUnreadable    a file does not hold a saved model
    ├── UnusableSplit      a split leaves nothing to train or to test on
    ├── NoUnseenMonths     the lake has too few months that the champion has not learned from
    ├── ChampionUnreadable the released bundle cannot be judged by this code
    ├── ChampionChanged    another bundle was released while a challenger was judged
    ├── NotKept            the archive of released bundles holds none of this version
    ├── ArchiveDamaged     the archive's list cannot be read
    ├── ExportRefused      the exported graph does not agree with the model
    ├── RivalMissing       a library to compare with is not installed
    ├── FlightsIncomplete  a file lacks columns that tell one flight from another
    ├── LogUnusable        a log holds no answers of the function that could be counted
    ├── LogOfOtherModel    a log tells of other models than the bundle's
    ├── InputsMixed        files of flights and logs were given together
    ├── ResultsMissing     what another command finds out is not there, or is not enough
    ├── NotebookUnknown    there is no notebook of this name
    ├── NotebookFailed     a cell of a notebook could not be executed
    ├── NotebookStale      a notebook is not what its source gives
    └── MarkerUnknown      the README asks for a part that nothing is written for

Imports nothing of the rest of the program.
"""

from training.errors.base import (
    TrainingError,
)
from training.errors.files import (
    ColumnsMissing,
    DownloadFailed,
    FileRefused,
    FileUnknown,
    FlightsIncomplete,
    InputsMixed,
    LogOfOtherModel,
    LogUnusable,
    MonthsUnclear,
    RowsRefused,
    RowsUnusable,
    StationUnknown,
)
from training.errors.notebooks import (
    NotebookFailed,
    NotebookStale,
    NotebookUnknown,
)
from training.errors.releases import (
    ArchiveDamaged,
    ChampionChanged,
    ChampionUnreadable,
    NotKept,
    NoUnseenMonths,
)
from training.errors.work import (
    ExportRefused,
    LakeDamaged,
    LakeEmpty,
    MarkerUnknown,
    ModelUnreadable,
    OutcomesMissing,
    ResultsMissing,
    RivalMissing,
    SourceMissing,
    UnknownModel,
    UnknownSource,
    UnusableSplit,
)

__all__ = [
    "ArchiveDamaged",
    "ChampionChanged",
    "ChampionUnreadable",
    "ColumnsMissing",
    "DownloadFailed",
    "ExportRefused",
    "FileRefused",
    "FileUnknown",
    "FlightsIncomplete",
    "InputsMixed",
    "LakeDamaged",
    "LakeEmpty",
    "LogOfOtherModel",
    "LogUnusable",
    "MarkerUnknown",
    "ModelUnreadable",
    "MonthsUnclear",
    "NoUnseenMonths",
    "NotKept",
    "NotebookFailed",
    "NotebookStale",
    "NotebookUnknown",
    "OutcomesMissing",
    "ResultsMissing",
    "RivalMissing",
    "RowsRefused",
    "RowsUnusable",
    "SourceMissing",
    "StationUnknown",
    "TrainingError",
    "UnknownModel",
    "UnknownSource",
    "UnusableSplit",
]
