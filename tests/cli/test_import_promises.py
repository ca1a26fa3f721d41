"""`troth import promises`: asked what only its user can say, and never guessing it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from troth.cli.imports import command
from troth.reading.samples import SCMS_NAME, scms_bytes
from troth.store import models

pytestmark = pytest.mark.django_db

SMALL = """Supplier,Description,Promised for,Received
Halden Cables,Probe cable 4 m,2025-02-20,2025-02-19
Bram Foundry,Housing of steel,2025-03-20,2025-03-31
"""
AMBIGUOUS = """Supplier,Description,Promised for,Received
Halden Cables,Probe cable 4 m,03/04/2025,04/04/2025
Bram Foundry,Housing of steel,05/06/2025,06/06/2025
"""


@pytest.fixture
def firm() -> models.Organisation:
    return models.Organisation.objects.create(name="Veldsen B.V.", short="Veldsen")


def run(*words: str, said: str | None = None) -> Result:
    return CliRunner().invoke(command, ["promises", *words], input=said)


def kept(folder: Path, text: str) -> str:
    path = folder / "deliveries.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_plain_list_comes_in_without_a_question(firm: models.Organisation, tmp_path: Path) -> None:
    done = run(kept(tmp_path, SMALL), "--as", "veldsen", "--yes")
    assert done.exit_code == 0, done.output
    assert "2 promises of 2 partners are in. Only Veldsen sees this." in done.output.replace("\n", " ")
    assert firm.history.count() == 2


def test_the_public_list_comes_in_by_the_users_word(firm: models.Organisation, tmp_path: Path) -> None:
    path = tmp_path / SCMS_NAME
    path.write_bytes(scms_bytes())
    words = [str(path), "--as", "Veldsen", "--yes"]
    silent = run(*words)
    assert silent.exit_code == 1
    assert "--repair" in silent.output and firm.history.count() == 0
    half = run(*words, "--repair", "--answer", "ours:SCMS from RDC=ours")
    assert half.exit_code == 1
    assert "--leave-out" in half.output and "Delivered 292 days" in half.output
    done = run(*words, "--repair", "--answer", "ours:SCMS from RDC=ours", "--leave-out")
    assert done.exit_code == 0, done.output
    count = firm.history.count()
    assert count > 3_500
    again = run(*words, "--repair", "--answer", "ours:SCMS from RDC=ours", "--leave-out")
    assert again.exit_code == 0
    assert "nothing was brought in twice" in " ".join(again.output.split())
    assert firm.history.count() == count


def test_a_date_of_two_readings_is_asked_and_not_guessed(firm: models.Organisation, tmp_path: Path) -> None:
    path = kept(tmp_path, AMBIGUOUS)
    silent = run(path, "--as", "Veldsen", "--yes")
    assert (silent.exit_code, firm.history.count()) == (1, 0)
    assert "order:promised" in silent.output
    words = ["--answer", "order:promised=day_first", "--answer", "order:delivered=day_first"]
    assert run(path, "--as", "Veldsen", "--yes", *words).exit_code == 0
    assert [str(row.promised) for row in firm.history.order_by("promised")] == ["2025-04-03", "2025-06-05"]


def test_the_terminal_asks_for_every_word(firm: models.Organisation, tmp_path: Path) -> None:
    done = run(kept(tmp_path, AMBIGUOUS), "--as", "Veldsen", said="\n1\n1\n1\ny\n")
    assert done.exit_code == 0, done.output
    assert firm.history.get(title="Probe cable 4 m").promised.isoformat() == "2025-04-03"


def test_a_run_that_is_left_brings_nothing_in(firm: models.Organisation, tmp_path: Path) -> None:
    left = run(kept(tmp_path, AMBIGUOUS), "--as", "Veldsen", said="\n")
    assert (left.exit_code, firm.history.count()) == (1, 0)
    assert "Nothing was brought in." in left.output


def test_a_column_can_be_named(firm: models.Organisation, tmp_path: Path) -> None:
    path = kept(tmp_path, SMALL.replace("Received", "Zulu"))
    assert run(path, "--as", "Veldsen", "--yes", "--map", "delivered=Zulu").exit_code == 0
    assert firm.history.filter(delivered=None).count() == 0


def test_what_cannot_be_read_ends_with_two(firm: models.Organisation, tmp_path: Path) -> None:
    picture = tmp_path / "list.pdf"
    picture.write_bytes(b"%PDF-1.7 nothing")
    assert run(str(picture), "--as", "Veldsen").exit_code == 2
    assert run(str(tmp_path / "none.csv"), "--as", "Veldsen").exit_code == 2
    path = kept(tmp_path, SMALL)
    assert run(path, "--as", "Veldsen", "--yes", "--map", "what=Nowhere").exit_code == 2
    assert run(path, "--as", "Veldsen", "--answer", "nothing").exit_code == 2


def test_an_unknown_organisation_is_refused_with_those_there_are(
    firm: models.Organisation, tmp_path: Path
) -> None:
    refused = run(kept(tmp_path, SMALL), "--as", "Velsen", "--yes")
    assert refused.exit_code == 1
    assert "There are: Veldsen." in refused.output


def test_a_mark_in_a_cell_is_shown_as_it_stands(firm: models.Organisation, tmp_path: Path) -> None:
    path = kept(tmp_path, SMALL.replace("Halden Cables", "[bold]Halden[/bold]"))
    done = run(path, "--as", "Veldsen", "--yes")
    assert done.exit_code == 0
    assert "[bold]Halden[/bold]" in done.output
