"""Two people of one firm and one of the other: one of the two leaves, and the third sees who answers now."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Demo, Enter
from tests.browser.journey import DEMO, SEEN, Somebody, day
from tests.counts import IN_SOAK

TITLE = "The moulds for the second housing are paid for"
WORDS = "Ring twice, then I know that it is you."


@IN_SOAK
def test_one_leaves_and_the_partner_sees_who_answers_now(
    demo: Demo, enter: Enter, annelies: Somebody, haruka: Somebody
) -> None:
    petra = enter(demo.address)
    came_in(annelies, petra)
    path = promised(petra, haruka)
    petra.go("/settings/#words")
    petra.fill(work=WORDS)
    petra.press("Keep", petra.page.locator("form.stack-l"))
    haruka.go(DEMO + "people/")
    haruka.sees(WORDS)

    haruka.go(path)
    haruka.sees("Petra Oosterhuis promised")
    let_go(annelies)
    haruka.sees("Joost Bakker promised", within=SEEN)
    haruka.sees("Annelies handed it to Joost Bakker")
    haruka.sees("Somebody at Veldsen offered")
    haruka.sees_not("Petra")
    for room in ("people/", "record/", ""):
        haruka.go(DEMO + room)
        haruka.sees_not("Petra")
        haruka.sees_not(WORDS)

    petra.go(path)
    assert petra.path == "/account/login/", "whoever left is signed out everywhere"


def came_in(annelies: Somebody, petra: Somebody) -> None:
    """Annelies asks a colleague in and passes the link on; a second link voids the first."""
    annelies.go("/organisation/#invite")
    annelies.fill(email="petra@veldsen.example")
    annelies.press("Make the invitation")
    link = annelies.page.get_by_label("Link for petra@veldsen.example")
    first = link.input_value()
    annelies.page.get_by_role("button", name="Fresh link for petra@veldsen.example").click()
    annelies.sees("The link for petra@veldsen.example stands among the members")
    assert link.input_value() != first
    petra.go(link.input_value())
    petra.fill(name="Petra Oosterhuis", place="Eindhoven")
    petra.press("Come in")


def promised(petra: Somebody, haruka: Somebody) -> str:
    """Petra offers a promise, and Haruka agrees; returns its path."""
    petra.go(DEMO + "promises/new/")
    petra.fill(title=TITLE, due=day(12))
    petra.page.locator("button[name=do][value=offer]").click()
    petra.sees("It becomes a promise when Kaido agrees.")
    path = petra.path
    haruka.go(path)
    haruka.press("Agree, and say what is at stake")
    haruka.choose("stake", "low")
    haruka.press("Agree", haruka.page.locator("#desk"))
    haruka.sees("Agreed. Veldsen knows.")
    return path


def let_go(annelies: Somebody) -> None:
    """Everything in Petra's hands stands on one page; Joost answers from now on."""
    annelies.go("/organisation/")
    row = annelies.page.get_by_role("row", name="Petra Oosterhuis")
    row.get_by_role("link", name="Let go").click()
    annelies.sees("Petra Oosterhuis leaves Veldsen")
    annelies.sees(TITLE)
    annelies.page.get_by_label("For all of it").select_option(label="Joost Bakker, Firmware and probes")
    annelies.page.get_by_label("I have looked at it").check()
    annelies.press("Let Petra go")
    annelies.sees("Done: the account and the name are gone. Kaido sees who answers now.")
    expect(annelies.page.get_by_role("table")).not_to_contain_text("Petra")
