"""Files as they arrive in a request: taken at the addresses that ask for one, from somebody signed in, up to a limit.

What goes beyond the limit is dropped while it arrives, so that it costs neither memory nor disk; the rest of the form
is read all the same, and the page can say which file was too large. Far beyond it the connection is ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from troth.store.models import Person

MB = 1_000_000
FAR = 4  # so many times what may come is still read through, so that whoever sent it gets an answer
TAKES, CUT = "takes_files", "files_cut_off"


@dataclass(frozen=True)
class Most:
    """How many megabytes one file may have, and all of a request together."""

    each: int
    together: int


def takes_files(most: Callable[[], Most]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """This function will let a view be sent files, up to what `most` says when they arrive."""

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        setattr(view, TAKES, most)
        return view

    return mark


def cut_off(request: HttpRequest) -> tuple[str, ...]:
    """This function will return the names of the files that were too large to be taken from this request."""
    assert request.POST is not None  # reading it is what makes the files arrive
    return tuple(vars(request).get(CUT, ()))


class Counting(FileUploadHandler):
    """Stands before the handlers that keep what arrives, and decides how much of it they see."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.most: Most | None = None
        self.came = self.of_file = self.announced = 0
        self.name = ""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Mapping[str, str],
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """This function will note how much is announced, and how much this address takes of this person."""
        self.announced = content_length
        match = self.request.resolver_match if self.request else None
        most = getattr(match.func, TAKES, None) if match else None
        if most is not None and isinstance(getattr(self.request, "user", None), Person):
            self.most = most()

    def new_file(self, *args: Any, **more: Any) -> None:
        """This function will end a request that has no business with files, or comes with far too much."""
        super().new_file(*args, **more)
        self.name, self.of_file = self.file_name or "", 0
        if self.most is None:
            raise StopUpload(connection_reset=True)
        if self.announced > FAR * self.most.together * MB:
            self._cut()
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """This function will pass a piece on, or leave the rest of its file out once it is too large."""
        assert self.most is not None
        self.came += len(raw_data)
        self.of_file += len(raw_data)
        if self.of_file > self.most.each * MB or self.came > self.most.together * MB:
            self.came -= self.of_file
            self._cut()
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """This function will leave the file to the handlers behind."""

    def _cut(self) -> None:
        vars(self.request).setdefault(CUT, []).append(self.name)
