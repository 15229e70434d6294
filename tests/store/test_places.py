"""A store is named by the path of a folder or by the URL of a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.messages import Message
from hashiya.store.places import default_place, place_from
from hashiya.store.postgresql.address import Address
from tests.refusals import refused


def test_the_default_place_is_a_folder_or_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HASHIYA_STORE", raising=False)
    assert default_place() == Path("annotations")
    monkeypatch.setenv("HASHIYA_STORE", "")
    assert default_place() == Path("annotations")
    monkeypatch.setenv("HASHIYA_STORE", "/x/y")
    assert default_place() == Path("/x/y")
    monkeypatch.setenv("HASHIYA_STORE", "postgresql://host/db")
    assert default_place() == Address("postgresql://host/db")


@pytest.mark.parametrize(
    "url", ["postgresql://sara:s3cret@host:5433/db", "postgres://sara:s3cret@host/db?sslmode=require"]
)
def test_an_address_never_shows_its_password(url: str) -> None:
    place = place_from(f"{url}{'&' if '?' in url else '?'}hashiya_project=مشروع&sslpassword=s3cret")
    assert isinstance(place, Address)
    assert place.project == "مشروع"
    for shown in (str(place), repr(place), f"{place}"):
        assert "s3cret" not in shown
        assert "sara@host" in shown
    assert "hashiya_project" not in place.url
    assert place_from(place.whole) == place


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://sara:a@b@host/db",
        "postgresql://sara:a/b@host/db",
        "postgresql://host/db#part",
        "postgresql://host/db?hashiya_project=",
        "postgresql://[host/db",
        "postgresql://host/\ndb",
    ],
)
def test_a_malformed_address_is_not_shown(url: str) -> None:
    with refused(Message("postgresql.malformed_address")):
        place_from(url)


def test_other_names_are_paths() -> None:
    assert place_from("postgresql") == Path("postgresql")
    assert place_from("./postgresql:/x") == Path("./postgresql:/x")
