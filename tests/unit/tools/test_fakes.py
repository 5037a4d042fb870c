"""The fakes keep their promises: queue first, then their default, and everything is on record."""

from base64 import b64encode

import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.errors import ServiceUnavailable, ToolFailed
from adbanner.images import BankHit
from adbanner.texts import BannerTexts, TextAuthor
from tools.background_removal import read_cutout
from tools.copywriting import CopyRequest, Copywriter
from tools.fakes import FakeBackgroundRemover, FakeCopywriter, FakeImageBank, FakeImageGenerator, FakeTextEncoder
from tools.image_generation import check_generated


async def test_a_generator_follows_its_script_and_then_draws(store: ArtifactStore) -> None:
    generator = FakeImageGenerator(store, ServiceUnavailable("busy"))
    with pytest.raises(ServiceUnavailable):
        await generator.generate("a cat", 7)
    drawn = await generator.generate("a cat", 7, negative_prompt="text")
    assert drawn.toy
    assert check_generated(await store.get(drawn.asset)).problems == ()
    assert [(call.prompt, call.seed, call.negative_prompt) for call in generator.history] == [
        ("a cat", 7, ""),
        ("a cat", 7, "text"),
    ]
    generator.queue.enqueue(drawn)
    assert await generator.generate("a dog", 8) == drawn


async def test_a_remover_cuts_what_a_real_one_would_have_to_accept(store: ArtifactStore) -> None:
    drawn = await FakeImageGenerator(store).generate("a cat", 7)
    remover = FakeBackgroundRemover(store, ToolFailed("no object"))
    with pytest.raises(ToolFailed):
        await remover.remove(drawn.asset)
    cut = await remover.remove(drawn.asset)
    assert remover.history == [drawn.asset, drawn.asset]
    data = await store.get(cut.asset)
    assert read_cutout(b64encode(data).decode(), await store.get(drawn.asset), "fake") == data


async def test_a_bank_always_finds_the_same() -> None:
    hit = BankHit(image_id="cat", file="cat.webp", score=0.5, product_score=0.5)
    bank = FakeImageBank((hit,), [()])
    assert await bank.search("first") == ()  # type: ignore[arg-type]
    assert await bank.search("second") == (hit,)  # type: ignore[arg-type]
    assert bank.history == ["first", "second"]


async def test_an_encoder_knows_equal_texts() -> None:
    told = (1.0,) + (0.0,) * 63
    encoder = FakeTextEncoder({"кот": told})
    cat, dog, again = await encoder.encode_passages(["кот", "пёс", "пёс"])
    assert tuple(cat) == told
    assert tuple(dog) == tuple(again) != told
    assert encoder.history == [("кот", "пёс", "пёс")]


async def test_a_copywriter_follows_its_script_and_fails_the_test_beyond_it() -> None:
    request = CopyRequest.model_construct()
    texts = BannerTexts(layout_id="square", author=TextAuthor.LLM, fields=())
    fake = FakeCopywriter(ServiceUnavailable("busy"), texts)
    copywriter: Copywriter = fake
    with pytest.raises(ServiceUnavailable):
        await copywriter.write(request, ())
    assert await copywriter.write(request, ()) == texts
    with pytest.raises(AssertionError, match="call 3"):
        await copywriter.write(request, ())
    assert len(fake.history) == 3
    assert copywriter.author is TextAuthor.LLM
