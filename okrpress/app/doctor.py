"""Look at everything that okrpress depends on, change nothing, and ask no network."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from okrpress.app.doctor_installed import installed
from okrpress.app.doctor_report import Part, has_problem
from okrpress.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorRequest:
    """A project's folder; `environment` are the variables that commands obey."""

    root: Path
    today: date
    as_of: date | None = None
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingShown:
    """A setting as it holds, and who says so: `default`, a line, a variable or an option."""

    name: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What was looked at, part by part, and all settings."""

    parts: tuple[Part, ...]
    settings: tuple[SettingShown, ...]


def diagnose(request: DoctorRequest) -> Diagnosis:
    """Look at the installation, and if that is sound, at the project, its repository and CI."""
    installation = Part(title="installation", checks=tuple(installed()))
    if has_problem([installation]):
        return Diagnosis(parts=(installation,), settings=())
    from okrpress.app.doctor_project import examine

    examined = examine(request)
    return Diagnosis(parts=(installation, *examined.parts), settings=examined.settings)
