"""What the rules notice of a pair of texts, said short: the kinds, and the words that are marked."""

from __future__ import annotations

from troth.core.listening import Kind, doubts


def kinds(statement: str, playback: str) -> set[str]:
    return {doubt.kind.name.lower() for doubt in doubts(statement, playback)}


def marked(statement: str, playback: str, kind: Kind) -> list[tuple[str | None, str | None]]:
    return [
        (
            statement[slice(*doubt.statement)] if doubt.statement else None,
            playback[slice(*doubt.playback)] if doubt.playback else None,
        )
        for doubt in doubts(statement, playback)
        if doubt.kind is kind
    ]
