"""A model server that only sleeps: ``python tests/model_servers/sleepy_server.py`` with ADBANNER_SERVE_SLEEPY__*."""

import logging
import time
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from adbanner.contracts import Wire
from adbanner.errors import ConfigError, InvalidRequest
from adbanner.model_server_settings import ModelServerSettings
from model_servers.serving import Job, ModelApi, run_server

logger = logging.getLogger(__name__)


class SleepySettings(ModelServerSettings):
    model_config = SettingsConfigDict(env_prefix="ADBANNER_SERVE_SLEEPY__")

    load_s: float = 0


class SleepRequest(Wire):
    steps: Annotated[int, Field(ge=1)] = 1
    step_s: Annotated[float, Field(ge=0)] = 0.01
    deed: Literal["sleep", "refuse", "crash", "no_memory", "break_device"] = "sleep"


class SleepResponse(Wire):
    steps: int


class SleepyApi(ModelApi[SleepRequest, SleepResponse]):
    path = "/v1/sleep"
    request_type = SleepRequest
    response_type = SleepResponse

    def __init__(self, load_s: float, model: str) -> None:
        super().__init__()
        self._load_s = load_s
        self._model = model

    def load(self, device: str) -> None:
        time.sleep(self._load_s)
        if self._model == "missing":
            raise ConfigError("There is no such model.")
        if device != "cpu":
            raise AssertionError(f"there is no {device}")

    def work(self, request: SleepRequest, job: Job) -> SleepResponse:
        match request.deed:
            case "refuse":
                raise InvalidRequest("This cannot be slept on.")
            case "crash":
                raise ValueError("a defect")
            case "no_memory":
                raise RuntimeError("CUDA out of memory. Tried to allocate 2 GiB.")
            case "break_device":
                raise RuntimeError("CUDA error: device-side assert triggered")
        logger.info("asleep")
        for step in range(request.steps):
            job.report(step, request.steps)
            time.sleep(request.step_s)
        return SleepResponse(steps=request.steps)


if __name__ == "__main__":
    run_server(SleepySettings, lambda settings: SleepyApi(settings.load_s, settings.model))
