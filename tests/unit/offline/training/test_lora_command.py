import pytest

from adbanner.errors import ConfigError
from offline import cli


def test_without_torch_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(cli, "TRAINING_PACKAGES", ("json", "a_package_nobody_has"))
    with pytest.raises(ConfigError, match=r"^Training needs a_package_nobody_has: run `pip install -r requirements"):
        cli.train_lora(tmp_path, tmp_path, tmp_path, tmp_path)
