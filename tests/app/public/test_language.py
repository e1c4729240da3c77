from flask.testing import FlaskClient


def test_the_link_shows_the_same_page_in_the_other_language_and_it_stays(client: FlaskClient) -> None:
    assert '<html lang="en">' in client.get("/privacy?language=en").text
    assert '<html lang="en">' in client.get("/").text


def test_the_link_keeps_the_query(client: FlaskClient) -> None:
    assert 'href="?from=mail&amp;language=en"' in client.get("/privacy?from=mail").text
    assert 'href="?from=mail&amp;language=sv"' in client.get("/privacy?from=mail&language=en").text


def test_an_unknown_language_changes_nothing(client: FlaskClient) -> None:
    assert '<html lang="sv">' in client.get("/?language=xx").text


def test_the_header_has_no_button_of_its_own(client: FlaskClient) -> None:
    assert "<button" not in client.get("/").text.split("<main")[0]
