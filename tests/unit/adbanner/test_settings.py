"""Settings come from the environment and are refused when they are wrong."""

from pathlib import Path

import pytest

from adbanner.errors import ConfigError
from adbanner.settings import Settings, load_settings


def test_nothing_is_configured_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    assert settings.llm.base_url is None
    assert settings.image_generation.replicas == ()
    assert settings.llm.max_parallel_calls == 5


def test_groups_are_joined_by_two_underscores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBANNER_LLM__BASE_URL", "https://llm.corp/v1")
    monkeypatch.setenv("ADBANNER_LLM__API_KEY", "open-sesame")
    monkeypatch.setenv("ADBANNER_IMAGE_GENERATION__BASE_URLS", '["http://a:8000/", "http://b:8000"]')
    settings = Settings()
    assert str(settings.llm.base_url) == "https://llm.corp/v1"
    assert settings.image_generation.replicas == ("http://a:8000", "http://b:8000")
    assert "open-sesame" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [("ADBANNER_LLM__MAX_PARALLEL_CALLS", "0"), ("ADBANNER_LLM__BASE_URL", "llm"), ("ADBANNER_QDRANT__TIMEOUT_S", "x")],
)
def test_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=name):
        load_settings()


def test_wrong_list_says_how_lists_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBANNER_IMAGE_GENERATION__BASE_URLS", "http://a:8000")
    with pytest.raises(ConfigError, match="JSON"):
        load_settings()
