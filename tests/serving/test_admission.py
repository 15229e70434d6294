"""Who is let in."""

from __future__ import annotations

import pytest

from hashiya.serving.admission import hosts_of, is_loopback, is_own_origin

HERE = hosts_of("127.0.0.1", ["News.example"])


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost", "news.example", "LOCALHOST:1", "[::1]:8000", "192.168.1.7:80"]
)
def test_a_name_of_this_machine_and_an_address_in_figures_are_answered(host: str) -> None:
    assert HERE.has(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1; script-src *",
        "127.0.0.1:80; script-src *",
        "127.0.0.1:80\n",
        "[::1",
        "localhost:",
        "127.0.0.1:65536",
    ],
)
def test_another_name_is_not_answered(host: str) -> None:
    assert not HERE.has(host)


def test_the_host_that_is_listened_on_is_answered() -> None:
    assert hosts_of("Desk.example").has("desk.example:8000")


def test_only_the_own_page_is_an_own_origin() -> None:
    host = "127.0.0.1:8000"
    assert is_own_origin({"Host": host, "Origin": f"http://{host}"})
    assert is_own_origin({"Host": host, "Origin": f"https://{host}"})
    for other in ("null", "http://127.0.0.1:8001", "http://evil.example", f"http://{host}.evil.example", ""):
        assert not is_own_origin({"Host": host, "Origin": other})
    assert not is_own_origin({"Host": host})
    assert not is_own_origin({})


@pytest.mark.parametrize(
    ("host", "scheme", "said", "is_encrypted"),
    [
        ("news.example", "http", "https", True),
        ("News.example:443", "http", "HTTPS, http", True),
        ("news.example", "http", "http", False),
        ("news.example", "http", "", False),
        ("127.0.0.1", "http", "https", False),
        ("127.0.0.1", "https", "http", True),
    ],
)
def test_only_a_named_proxy_says_that_a_request_was_encrypted(
    host: str, scheme: str, said: str, is_encrypted: bool
) -> None:
    assert HERE.is_encrypted(scheme, {"Host": host, "X-Forwarded-Proto": said}) is is_encrypted


def test_loopback_is_told_from_other_addresses() -> None:
    assert all(map(is_loopback, ["localhost", "127.0.0.1", "127.3.2.1", "::1"]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "192.168.1.7", "desk.example", ""]))  # noqa: S104  listens on none


@pytest.mark.parametrize(
    ("host", "peer", "said", "sender"),
    [
        ("news.example", "127.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("news.example", "127.0.0.1", "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        ("news.example", "127.0.0.1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("news.example", "::1", "::ffff:203.0.113.5", "203.0.113.5"),
        ("news.example", "127.0.0.1", "unknown", "127.0.0.1"),
        ("news.example", "192.0.2.9", "203.0.113.5", "192.0.2.9"),
        ("127.0.0.1", "127.0.0.1", "203.0.113.5", "127.0.0.1"),
        ("127.0.0.1", "2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
    ],
)
def test_only_a_named_proxy_of_this_machine_says_who_sent_a_request(
    host: str, peer: str, said: str, sender: str
) -> None:
    assert HERE.sender(peer, {"Host": host, "X-Forwarded-For": said}) == sender
