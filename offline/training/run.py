"""One run from a folder of pictures to an adapter; started again, it goes on where it was."""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import torch

from adbanner.errors import ConfigError, StorageFull
from adbanner.frozen import Frozen
from offline.training.adapter import RunningMean, add_adapter
from offline.training.batch_plan import BatchPlan
from offline.training.buckets import Bucket, bucket_sizes, nearest_bucket
from offline.training.cache import NO_WORDS, Encoders, EncodingCache
from offline.training.config import TrainingConfig
from offline.training.export import Provenance
from offline.training.keeping import Keeper
from offline.training.loop import DTYPES, Learner, Lessons, TrainingLoop
from offline.training.metrics import METRICS_FILE, MetricsLog, StepMetrics, final_loss
from offline.training.pictures import TrainingPicture, TrainingSet
from offline.training.processes import Processes
from offline.training.progress_bars import ProgressBars
from offline.training.quantised import quantise
from offline.training.run_state import STATE_FILE, RunIdentity, RunState
from offline.training.samples import SamplePainter, free_memory
from offline.training.stopping import StopRequest
from offline.training.weights import PictureEncoder, TextEncoder, fingerprint, load_scheduler, load_transformer

LOCK_FILE = ".lock"

Shared = TypeVar("Shared")


class TrainingResult(Frozen):
    """How a start of a run ended."""

    steps: int = 0
    """Done, with those of earlier starts."""
    of: int = 0
    """Steps of the whole run; 0 where it was stopped before its first one."""
    resumed_at: int = 0
    """Steps that were done before this start."""
    encoded: int = 0
    """Pictures and texts that were not in the cache of this process's share."""
    final_loss: float = 0.0

    @property
    def finished(self) -> bool:
        """Whether the adapter is there."""
        return 0 < self.of <= self.steps


@dataclass(frozen=True)
class TrainingJob:
    """What to train and where."""

    config: TrainingConfig
    folder: Path
    """Of the pictures."""
    training_set: TrainingSet
    weights: Path
    """Folder of the base model."""
    out: Path
    cache: Path
    processes: Processes
    stop: StopRequest = field(default_factory=StopRequest)
    encoders: Encoders | None = None
    """By default those of ``weights``."""


class TrainingRun:
    """Carries out a job.

    Args:
        job: What to train and where.
    """

    def __init__(self, job: TrainingJob) -> None:
        self._job = job
        self._dtype = DTYPES[job.config.precision]
        self._cache = EncodingCache(job.cache, job.weights, self._dtype)
        self._bars = ProgressBars(shown=job.processes.is_main)
        buckets = bucket_sizes(job.config.resolution, job.config.buckets)
        self._pictures: list[tuple[TrainingPicture, Bucket]] = [
            (picture, nearest_bucket(picture.width, picture.height, buckets)) for picture in job.training_set.pictures
        ]

    def carry_out(self) -> TrainingResult:
        """Encode what is not cached, take the steps that are left, write the adapter, its card and the page.

        Raises:
            ConfigError: Weights or settings are wrong, the GPU has no room, or another run works in this folder.
            InvalidRequest: A picture was changed meanwhile.
            StorageFull: There is no room.
        """
        with ExitStack() as held:
            if self._job.processes.is_main:
                held.enter_context(_only_one(self._job.out))
            try:
                encoded = self._encode()
                if self._job.processes.any(self._job.stop.asked):
                    return TrainingResult(encoded=encoded)
                return self._learn(encoded)
            except torch.OutOfMemoryError as error:
                raise ConfigError(
                    "The GPU has no room: lower batch_size or resolution, set gradient_checkpointing: true or "
                    "base_storage: fp8 (docs/lora_training.md says what each takes)."
                ) from error

    def _encode(self) -> int:
        """Fill the cache, each process its share; returns how much of the share was missing."""
        job, device = self._job, self._job.processes.device
        encoders = job.encoders or Encoders(
            pictures=lambda: PictureEncoder(job.weights, device, torch.float32),  # small, and done once
            texts=lambda: TextEncoder(job.weights, device, self._dtype),
        )
        captions = [picture.caption for picture, _ in self._pictures]
        texts = self._cache.missing_texts(
            self._share(list(dict.fromkeys([NO_WORDS, *captions, *job.config.validation_prompts])))
        )
        if texts:
            text_encoder = encoders.texts()
            for text in self._bars.each("Encoding captions", texts, job.stop):
                self._cache.add_text(text, text_encoder)
            del text_encoder
            free_memory()
        pictures = self._cache.missing_pictures(self._share(self._pictures))
        if pictures and not job.stop.asked:
            picture_encoder = encoders.pictures()
            for picture, bucket in self._bars.each("Encoding pictures", pictures, job.stop):
                self._cache.add_picture(job.folder, picture, bucket, picture_encoder)
            del picture_encoder
            free_memory()
        job.processes.wait()
        return len(texts) + len(pictures)

    def _learn(self, encoded: int) -> TrainingResult:
        job, config = self._job, self._job.config
        plan = BatchPlan([str(bucket) for _, bucket in self._pictures], config.batch_size, config.seed)
        until = config.steps or plan.steps_of(config.epochs or 1, config.gradient_accumulation * job.processes.count)
        learner, identity = self._learner(), self._identity()
        state = RunState(job.out / STATE_FILE, identity, learner.parameters, learner.mean, learner.optimizer)
        done = state.restore()
        job.processes.wait()
        scheduler = load_scheduler(job.weights)
        loop = TrainingLoop(config, learner, Lessons(self._pictures, self._cache, plan, scheduler), job.processes)
        painter = SamplePainter(job.out, job.weights, config, self._cache, scheduler)
        with ExitStack() as held:
            log = held.enter_context(MetricsLog(job.out / METRICS_FILE, done)) if job.processes.is_main else None
            keeper = Keeper(job.out, config, learner, state, painter, log, job.processes, job.stop)
            if done == 0:
                keeper.begin(until)
            last = self._steps(loop, keeper, done, until)
            loss = final_loss(log.steps) if log else 0.0
            result = TrainingResult(steps=last, of=until, resumed_at=done, encoded=encoded, final_loss=loss)
            if result.finished:
                keeper.end(self._provenance(identity, last, loss))
        return result

    def _steps(self, loop: TrainingLoop, keeper: Keeper, done: int, until: int) -> int:
        """Take the steps that are left; returns how many are done then."""
        last = done
        with self._bars.steps(done, until) as shown:

            def told(metrics: StepMetrics) -> bool:
                nonlocal last
                last = metrics.step
                shown(last, metrics.loss)
                return keeper.after(metrics, until)

            loop.run(done, until, told)
        return last

    def _learner(self) -> Learner:
        config, device = self._job.config, self._job.processes.device
        transformer = load_transformer(self._job.weights, self._dtype)
        parameters = add_adapter(transformer, config)
        if config.base_storage != "full":
            quantise(transformer.transformer_blocks, config.base_storage, device)
        transformer.to(device)
        if config.gradient_checkpointing:
            transformer.enable_gradient_checkpointing()
        optimizer = torch.optim.AdamW(
            parameters.values(), lr=config.learning_rate, weight_decay=config.weight_decay, foreach=False
        )
        return Learner(transformer, parameters, RunningMean(parameters, config.ema_decay), optimizer)

    def _identity(self) -> RunIdentity:
        job = self._job
        return RunIdentity(
            settings=job.config.curve_fingerprint(),
            pictures=job.training_set.fingerprint(),
            base=fingerprint(job.weights, ["transformer"]),
            processes=job.processes.count,
        )

    def _provenance(self, identity: RunIdentity, steps: int, loss: float) -> Provenance:
        config = self._job.config
        return Provenance(
            base=config.weights + (f"@{config.revision}" if config.revision else ""),
            base_sha256=identity.base,
            pictures=len(self._pictures),
            data_sha256=identity.pictures,
            steps=steps,
            pictures_per_step=config.batch_size * config.gradient_accumulation * identity.processes,
            final_loss=loss,
        )

    def _share(self, items: Sequence[Shared]) -> Sequence[Shared]:
        return items[self._job.processes.rank :: self._job.processes.count]


@contextmanager
def _only_one(out: Path) -> Iterator[None]:
    """Keep other runs out of the folder meanwhile."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = (out / LOCK_FILE).open("w")
    except OSError as error:
        raise StorageFull(f"Cannot write {out}: {error.strerror}. Choose another folder with --out.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ConfigError(
                f"{out}: another run works in this folder; wait for it or choose another --out."
            ) from error
        yield
