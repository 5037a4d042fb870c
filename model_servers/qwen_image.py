"""Pictures for prompts in the company's style: ``python -m model_servers.qwen_image``."""

import json
import secrets
import time
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

from adbanner.contracts import IMAGES_PATH, GeneratedImage, ImageGenerationRequest, ImageGenerationResponse
from adbanner.errors import ConfigError, InvalidRequest
from adbanner.model_server_settings import QwenImageServerSettings
from model_servers.presets import Preset, preset_of
from model_servers.serving import Job, ModelApi, UnknownModel, run_server
from model_servers.toy_weights import TOY_MARKER
from model_servers.weights import weights_folder

if TYPE_CHECKING:
    from model_servers.image_pipeline import DrawOrder, ImagePipeline
    from model_servers.picture_checks import NsfwChecker

SETTING = "ADBANNER_SERVE_QWEN_IMAGE__"
INDEX_FILE = "model_index.json"


class ImagesApi(ModelApi[ImageGenerationRequest, ImageGenerationResponse]):
    """A prompt in, a picture out, checked and with how it was made inside.

    Args:
        folder: Weights in the layout of diffusers.
        settings: Everything else.
    """

    path = IMAGES_PATH
    request_type = ImageGenerationRequest
    response_type = ImageGenerationResponse
    _pipeline: "ImagePipeline"
    _checker: "NsfwChecker | None"

    def __init__(self, folder: Path, settings: QwenImageServerSettings) -> None:
        super().__init__()
        self._folder = folder
        self._settings = settings
        self._name = settings.served_name or Path(settings.model).name
        self._toy = (folder / TOY_MARKER).is_file()

    def load(self, device: str) -> None:
        """Load the weights, the checker and the adapters of every request."""
        from model_servers.image_pipeline import ImagePipeline
        from model_servers.picture_checks import ClassifierNsfwChecker

        settings = self._settings
        lora_folder = Path(settings.lora_folder) if settings.lora_folder else None
        self._pipeline = ImagePipeline(
            self._folder, device, lora_folder=lora_folder, compile_blocks=settings.compile_blocks, toy=self._toy
        )
        few_step = {settings.few_step_lora: 1.0} if settings.few_step_lora else {}
        try:
            self._pipeline.use_adapters(settings.default_loras | few_step)
        except InvalidRequest as error:
            raise ConfigError(f"{SETTING}DEFAULT_LORAS or FEW_STEP_LORA: {error}") from error
        checker = settings.nsfw_checker
        self._checker = ClassifierNsfwChecker(Path(checker), device) if checker else None

    def work(self, request: ImageGenerationRequest, job: Job) -> ImageGenerationResponse:
        """Draw one picture."""
        from model_servers.image_pipeline import png_with
        from model_servers.picture_checks import check_picture

        if request.model not in ("", self._name):
            raise UnknownModel(f"There is no model {request.model!r} here, only {self._name!r}.", field="model")
        order = self._order(request)
        pixels = self._pipeline.draw(order, job.report)
        made_by = {
            "prompt": order.prompt,
            "negative_prompt": order.negative_prompt,
            "seed": str(order.seed),
            "model": self._name,
            "revision": self._settings.revision,
            "loras": json.dumps(order.loras, sort_keys=True),
            "steps": str(order.preset.steps),
            "guidance": f"{order.preset.guidance:g}",
        }
        image = GeneratedImage(
            b64_json=b64encode(png_with(pixels, made_by)).decode(),
            checks=check_picture(pixels, self._checker, self._settings.nsfw_threshold),
        )
        return ImageGenerationResponse(
            created=int(time.time()), data=(image,), model=self._name, seed=order.seed, toy=self._toy
        )

    def _order(self, request: ImageGenerationRequest) -> "DrawOrder":
        """The request with everything that it leaves to the server."""
        from model_servers.image_pipeline import DrawOrder, require_drawable

        width, height = (int(side) for side in request.size.split("x"))
        require_drawable(width, height, self._settings.max_megapixels)
        if not request.prompt.strip():
            raise InvalidRequest("The prompt is empty: say what to draw.", field="prompt")
        preset = self._preset(request)
        loras = self._settings.default_loras if request.loras is None else request.loras
        strengths = {name: strength * request.lora_scale for name, strength in loras.items()}
        if preset.few_step:
            strengths[self._settings.few_step_lora] = 1.0
        return DrawOrder(
            prompt=request.prompt,
            negative_prompt=request.negative_prompt,
            width=width,
            height=height,
            seed=secrets.randbelow(2**32) if request.seed is None else request.seed,
            preset=preset,
            loras=strengths,
        )

    def _preset(self, request: ImageGenerationRequest) -> Preset:
        preset = preset_of(request.preset or self._settings.preset, self._settings.few_steps)
        if preset.few_step and not self._settings.few_step_lora:
            message = f"The preset 'fast' needs an adapter for few steps: set {SETTING}FEW_STEP_LORA."
            raise InvalidRequest(message, field="preset")
        changes = {"steps": request.steps, "guidance": request.guidance_scale}
        return preset.model_copy(update={name: value for name, value in changes.items() if value is not None})


def build_images(settings: QwenImageServerSettings) -> ImagesApi:
    """The API of the configured weights, their folder looked at.

    Raises:
        ConfigError: The folder is no Qwen-Image, or an adapter that requests get is not there.
    """
    folder = weights_folder(settings.model, settings.revision, SETTING)
    if not (folder / INDEX_FILE).is_file():
        raise ConfigError(
            f"{folder} has no {INDEX_FILE}: the folder is no model of diffusers, or was not copied whole."
        )
    if settings.preset == "fast" and not settings.few_step_lora:
        raise ConfigError(f"{SETTING}PRESET=fast needs {SETTING}FEW_STEP_LORA, an adapter in {SETTING}LORA_FOLDER.")
    return ImagesApi(folder, settings)


if __name__ == "__main__":
    run_server(QwenImageServerSettings, build_images)
