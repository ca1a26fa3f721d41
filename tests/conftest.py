"""What every test may ask for: the database in use, a browser, a node's home."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.counts import KIND, SOAK, left_out
from tests.shares import Shares, in_order

# The same examples each time, so that a red run means a change; `make soak` looks for new ones.
settings.register_profile(
    "check",
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("soak", settings.get_profile("check"), derandomize=False, max_examples=500)
settings.load_profile(os.environ.get("TROTH_TEST_PROFILE", "check"))

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture(scope="session")
def database_kind() -> str:
    """The database this run is on: `sqlite` or `postgresql`. Both are run by `make test`."""
    return KIND


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for one node of its own, as TROTH_HOME of a process that a test starts."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def no_files() -> Iterator[None]:
    """No file of any delivery on disk, before and afterwards: what a test undoes in the database stays there."""
    shutil.rmtree(django_settings.TROTH_HOME / "files", ignore_errors=True)
    yield
    shutil.rmtree(django_settings.TROTH_HOME / "files", ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run: the one in TROTH_TEST_CHROMIUM or on the PATH, else Playwright's own."""
    found = os.environ.get("TROTH_TEST_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    # Playwright keeps an event loop running, and Django refuses the database to a thread that has one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        # Drawing with the node's own fonts is a third of a page's cost; all are drawn so in `make soak`.
        plain = [] if SOAK else ["--disable-remote-fonts"]
        chromium = playwright.chromium.launch(executable_path=found, args=plain)
        yield chromium
        chromium.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is left to `make soak` is no test of this run, so it is not counted as skipped."""
    out = [item for item in items if left_out(item)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in set(out)]
    if hasattr(config, "workerinput"):
        items[:] = in_order(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Shares | None:
    """With `--dist loadfile` what is set up once is set up once: see tests/shares.py."""
    return Shares(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test that was skipped tells nothing, so a run with one does not pass; it says which."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        names = ", ".join(report.nodeid for report in skipped)
        reporter.write_line(f"\nSkipped, so this run does not pass: {names}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
