"""The model servers' settings, as an operator sets them."""

import pytest

from adbanner.errors import ConfigError
from adbanner.model_server_settings import (
    BirefnetServerSettings,
    TextEncoderServerSettings,
    load_model_server_settings,
)


def test_each_server_reads_its_own_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBANNER_SERVE_TEXT_ENCODER__MODEL", "/models/frida")
    monkeypatch.setenv("ADBANNER_SERVE_BIREFNET__DEVICES", "[0, 3]")
    text, cutout = (load_model_server_settings(group) for group in (TextEncoderServerSettings, BirefnetServerSettings))
    assert (text.model, text.devices) == ("/models/frida", 1)
    assert (cutout.model, cutout.devices) == ("", (0, 3))


def test_servers_have_ports_of_their_own() -> None:
    assert TextEncoderServerSettings().port != BirefnetServerSettings().port


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "80"), ("DEVICES", "0"), ("QUEUE_LIMIT", "-1"), ("ACCELERATOR", "tpu"), ("HOST", "x")]
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ADBANNER_SERVE_BIREFNET__{name}", value)
    with pytest.raises(ConfigError, match=f"ADBANNER_SERVE_BIREFNET__{name} is wrong"):
        load_model_server_settings(BirefnetServerSettings)


def test_a_list_that_is_no_json_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBANNER_SERVE_BIREFNET__DEVICES", "0,3")
    with pytest.raises(ConfigError):
        load_model_server_settings(BirefnetServerSettings)
