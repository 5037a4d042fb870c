"""The REST API on the real server, by two persons who must not see each other's campaigns."""

import asyncio
import io
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
from langgraph_sdk import get_client
from langgraph_sdk.client import LangGraphClient
from langgraph_sdk.errors import APIStatusError, ConflictError, NotFoundError
from PIL import Image

from adbanner.person import Person, Role
from adbanner.settings import PROJECT_ROOT, Settings
from adbanner.sign_in_settings import SignInMode, SignInSettings
from app.passwords import PasswordFile
from app.sign_in import session_token

SECRET = "s" * 40
PASSWORD = "correct horse"
ANNA = Person(id="anna", name="Анна")
BORIS = Person(id="boris", name="Борис", roles=frozenset({Role.MARKETER, Role.DESIGNER}))
BRIEF = {
    "product_id": "delivery",
    "offer": "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15",
    "layout_ids": ["square_1080x1080"],
    "seed": 7,
}
DONE_WITHIN_S = 90

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    path = tmp_path_factory.mktemp("people") / "passwords"
    people = PasswordFile(path)
    people.add(ANNA, PASSWORD)
    people.add(BORIS, PASSWORD)
    return Settings(sign_in=SignInSettings(mode=SignInMode.PASSWORD, secret=SECRET, passwords=path))


@pytest.fixture(scope="module")
def url(start_server: Any, settings: Settings) -> str:
    server = start_server(
        ADBANNER_SIGN_IN__MODE="password",
        ADBANNER_SIGN_IN__SECRET=SECRET,
        ADBANNER_SIGN_IN__PASSWORDS=str(settings.sign_in.passwords),
    )
    return str(server.url)


def rest(url: str, person: Person, settings: Settings) -> httpx.Client:
    token = session_token(person, settings)
    return httpx.Client(base_url=url, headers={"authorization": f"Bearer {token}"}, timeout=60)


@pytest.fixture(scope="module")
def anna(url: str, settings: Settings) -> Iterator[httpx.Client]:
    with rest(url, ANNA, settings) as client:
        yield client


@pytest.fixture(scope="module")
def boris(url: str, settings: Settings) -> Iterator[httpx.Client]:
    with rest(url, BORIS, settings) as client:
        yield client


def sdk(url: str, person: Person, settings: Settings) -> LangGraphClient:
    return get_client(url=url, headers={"authorization": f"Bearer {session_token(person, settings)}"})


def finished(client: httpx.Client, task_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + DONE_WITHIN_S
    seen = []
    while time.monotonic() < deadline:
        answer = client.get(f"/api/v1/tasks/{task_id}")
        assert answer.status_code == 200, answer.text
        task = answer.json()
        seen.append(task["progress"])
        if task["status"] in ("Completed", "Failed"):
            assert seen == sorted(seen), "progress goes back"
            return dict(task)
        time.sleep(0.2)
    pytest.fail(f"the task did not end: {task}")


@pytest.fixture(scope="module")
def made(anna: httpx.Client) -> dict[str, Any]:
    """A finished task of Anna's."""
    answer = anna.post("/api/v1/generate", json={"brief": BRIEF})
    assert answer.status_code == 202, answer.text
    started = answer.json()
    assert started["status_url"] == f"/api/v1/tasks/{started['task_id']}"
    task = finished(anna, started["task_id"])
    assert task["status"] == "Completed", task
    return task


def test_health_needs_no_sign_in_and_everything_else_does(url: str) -> None:
    assert httpx.get(f"{url}/ok").status_code == 200
    for path in ("/api/v1/openapi.json", f"/api/v1/tasks/{uuid4()}.{uuid4()}", f"/threads/{uuid4()}"):
        answer = httpx.get(url + path)
        assert answer.status_code == 401, path
        assert answer.json()["detail"].startswith("Sign in first")
    for path in ("/docs", "/openapi.json", "/info", "/metrics"):
        assert httpx.get(url + path).status_code in (401, 404), path


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer nonsense"},
        {"authorization": "Bearer " + jwt.encode({"sub": "anna", "aud": "adbanner"}, SECRET)},
        {"authorization": "Bearer " + jwt.encode({"sub": "anna", "aud": "adbanner", "iat": 1, "exp": 2}, SECRET)},
        {"authorization": "Bearer " + jwt.encode({"sub": "anna", "aud": "adbanner", "iat": 1, "exp": 2**40}, "x" * 40)},
        {"authorization": "Bearer " + jwt.encode({"sub": "anna", "aud": "adbanner", "exp": 2**40}, "", "none")},
        {"authorization": "Basic !!!"},
        {"x-auth-scheme": "langsmith", "x-api-key": "anything"},
        {"x-remote-user": "anna"},
    ],
)
def test_wrong_credentials_open_nothing(url: str, headers: dict[str, str]) -> None:
    assert httpx.get(f"{url}/api/v1/openapi.json", headers=headers).status_code == 401
    assert httpx.post(f"{url}/threads/search", json={}, headers=headers).status_code == 401


def test_passwords_open_the_api_and_wrong_ones_do_not(url: str) -> None:
    create = f"{url}/api/v1/campaigns/create"
    assert httpx.post(create, json={}, auth=("anna", PASSWORD)).status_code == 201
    assert httpx.post(create, json={}, auth=("anna", "wrong")).status_code == 401
    assert httpx.post(create, json={}, auth=("nobody", PASSWORD)).status_code == 401


def test_brief_becomes_files_with_their_report(anna: httpx.Client, made: dict[str, Any]) -> None:
    (file,) = made["files"]
    assert (file["layout_id"], file["width"], file["height"]) == ("square_1080x1080", 1080, 1080)
    assert made["report"][0]["passed"]
    answer = anna.get(file["url"])
    assert answer.headers["content-type"] == file["media_type"]
    assert "immutable" in answer.headers["cache-control"]
    assert Image.open(io.BytesIO(answer.content)).size == (1080, 1080)
    again = anna.get(file["url"], headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_bad_brief_is_refused_before_a_run_begins(anna: httpx.Client) -> None:
    for change, field in (
        ({"product_id": "нет"}, "product_id"),
        ({"layout_ids": ["nope"]}, "layout_ids"),
        ({"offer": ""}, "offer"),
        ({"ground": "neon"}, "ground"),
        ({"colour": "red"}, "colour"),
    ):
        answer = anna.post("/api/v1/generate", json={"brief": {**BRIEF, **change}})
        assert answer.status_code == 422, change
        body = answer.json()
        assert (body["code"], body["field"]) == ("invalid_request", field)
        assert any("а" <= letter <= "я" for letter in body["message"])


def test_exactly_one_wish_is_taken(anna: httpx.Client) -> None:
    for body in ({}, {"brief": BRIEF, "message": "короче"}, {"message": "короче"}, {"commands": []}):
        assert anna.post("/api/v1/generate", json=body).status_code == 422, body


def test_another_persons_ids_open_nothing(boris: httpx.Client, made: dict[str, Any]) -> None:
    campaign = made["campaign_id"]
    wanted = [
        boris.get(f"/api/v1/tasks/{made['task_id']}"),
        boris.get(made["files"][0]["url"]),
        boris.post("/api/v1/generate", json={"campaign_id": campaign, "brief": BRIEF}),
        boris.post("/api/v1/feedback", json={"campaign_id": campaign, "kind": "used", "used": True}),
        boris.post(f"/api/v1/campaigns/{campaign}/pictures", content=png()),
        boris.post(
            "/studio/v1/preview",
            json={"campaign_id": campaign, "layout_id": "square_1080x1080", "texts": {"headline": "x"}},
        ),
        boris.get(f"/threads/{campaign}"),
        boris.get(f"/threads/{campaign}/state"),
        boris.get(f"/threads/{campaign}/runs"),
        boris.delete(f"/threads/{campaign}"),
    ]
    assert [answer.status_code for answer in wanted] == [404] * len(wanted)
    assert campaign not in boris.post("/threads/search", json={}).text


def test_a_file_of_ones_own_campaign_is_no_key_to_others(
    anna: httpx.Client, boris: httpx.Client, made: dict[str, Any]
) -> None:
    campaign = boris.post("/api/v1/campaigns/create", json={}).json()["campaign_id"]
    sha256 = made["files"][0]["url"].rsplit("/", 1)[1].partition("?")[0]
    assert boris.get(f"/api/v1/campaigns/{campaign}/files/{sha256}").status_code == 404
    assert anna.get(f"/api/v1/campaigns/{made['campaign_id']}/files/{'0' * 64}").status_code == 404
    assert anna.get(f"/api/v1/campaigns/{made['campaign_id']}/files/..%2f..%2fetc%2fpasswd").status_code in (404, 422)


async def test_shared_threads_can_be_read_and_not_changed(
    url: str, settings: Settings, boris: httpx.Client, made: dict[str, Any]
) -> None:
    async def status() -> int:
        return (await asyncio.to_thread(boris.get, made["files"][0]["url"])).status_code

    campaign = made["campaign_id"]
    owner, guest = sdk(url, ANNA, settings), sdk(url, BORIS, settings)
    thread = await owner.threads.create(metadata={"owner": "boris", "shared_with": ["boris"]})
    assert (await guest.threads.get(thread["thread_id"]))["metadata"]["owner"] == "anna"
    with pytest.raises(NotFoundError):
        await guest.threads.update(thread["thread_id"], metadata={"owner": "boris"})
    with pytest.raises(NotFoundError):
        await guest.runs.create(thread["thread_id"], "banner", input={"brief": BRIEF})
    with pytest.raises(NotFoundError):
        await guest.threads.get(campaign)
    await owner.threads.update(campaign, metadata={"owner": "boris", "shared_with": ["boris"]})
    assert await status() == 200
    assert (await owner.threads.get(campaign))["metadata"]["owner"] == "anna"
    await owner.threads.update(campaign, metadata={"shared_with": []})
    assert await status() == 404


async def test_one_run_at_a_time_whatever_the_sender_asks_for(url: str, settings: Settings) -> None:
    client = sdk(url, ANNA, settings)
    thread = (await client.threads.create())["thread_id"]
    slow = {**BRIEF, "layout_ids": sorted(path.stem for path in (PROJECT_ROOT / "layouts").glob("*.json"))}
    answers = await asyncio.gather(
        *(
            client.runs.create(thread, "banner", input={"brief": slow}, multitask_strategy=strategy)
            for strategy in ("enqueue", "reject", "interrupt", "rollback")
        ),
        return_exceptions=True,
    )
    started = [answer for answer in answers if isinstance(answer, dict)]
    assert len(started) == 1, answers
    assert all(isinstance(answer, dict | ConflictError) for answer in answers)
    with rest(url, ANNA, settings) as anna:
        refused = anna.post("/api/v1/generate", json={"campaign_id": thread, "brief": BRIEF})
        assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
        await client.runs.cancel(thread, started[0]["run_id"], wait=True)
        task = anna.get(f"/api/v1/tasks/{thread}.{started[0]['run_id']}").json()
        assert (task["status"], task["failure"]["code"]) == ("Failed", "cancelled")
        again = anna.post("/api/v1/generate", json={"campaign_id": thread, "brief": BRIEF})
        assert again.status_code == 202
        assert finished(anna, again.json()["task_id"])["status"] == "Completed"


async def test_nothing_but_ones_own_threads_can_be_touched(url: str, settings: Settings) -> None:
    client = sdk(url, ANNA, settings)
    assert [assistant["graph_id"] for assistant in await client.assistants.search()] == ["banner"]
    assistant = (await client.assistants.search())[0]["assistant_id"]
    for refused in (
        client.assistants.create("banner"),
        client.assistants.update(assistant, metadata={"x": 1}),
        client.assistants.delete(assistant),
        client.runs.create(None, "banner", input={"brief": BRIEF}),
        client.crons.create("banner", schedule="* * * * *", input={}),
    ):
        with pytest.raises(APIStatusError) as caught:
            await refused
        assert caught.value.status_code in (403, 404)


def test_repeated_request_starts_nothing_new(anna: httpx.Client, boris: httpx.Client) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    first = anna.post("/api/v1/generate", json={"brief": BRIEF}, headers=key)
    second = anna.post("/api/v1/generate", json={"brief": BRIEF}, headers=key)
    assert first.status_code == second.status_code == 202
    assert first.json() == second.json()
    other = anna.post("/api/v1/generate", json={"brief": {**BRIEF, "seed": 8}}, headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "conflict")
    assert boris.post("/api/v1/generate", json={"brief": BRIEF}, headers=key).json() != first.json()
    finished(anna, first.json()["task_id"])


def test_refused_request_frees_its_key(anna: httpx.Client) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    bad = {"campaign_id": str(uuid4()), "brief": BRIEF}
    assert [anna.post("/api/v1/generate", json=bad, headers=key).status_code for _ in range(2)] == [404, 404]


@pytest.mark.parametrize(
    "detail",
    [
        {"kind": "download", "file_format": "zip", "layout_ids": ["square_1080x1080"]},
        {"kind": "edit", "layout_id": "square_1080x1080", "field_id": "headline", "before": "а", "after": "б"},
        {"kind": "used", "used": True},
        {"kind": "problem", "text": "Не та картинка"},
    ],
)
def test_feedback_of_every_kind_is_taken(anna: httpx.Client, made: dict[str, Any], detail: dict[str, Any]) -> None:
    answer = anna.post("/api/v1/feedback", json={"campaign_id": made["campaign_id"], **detail})
    assert (answer.status_code, answer.json()) == (201, {"recorded": True})


def test_preview_shows_typed_texts_and_saves_nothing(anna: httpx.Client, made: dict[str, Any]) -> None:
    campaign = made["campaign_id"]
    before = anna.get(f"/threads/{campaign}/state").json()["checkpoint"]
    wanted = {"campaign_id": campaign, "layout_id": "square_1080x1080", "texts": {"headline": "Еда за\u00a015 минут"}}
    answer = anna.post("/studio/v1/preview", json=wanted).json()
    assert answer["fits"] == [{"field_id": "headline", "chars": 15, "max_chars": 44, "over_px": 0, "problem": ""}]
    picture = anna.get(answer["url"])
    assert Image.open(io.BytesIO(picture.content)).size == (1080, 1080)
    assert answer["url"] != made["files"][0]["url"]
    assert anna.post("/studio/v1/preview", json=wanted).json()["asset"] == answer["asset"]
    assert anna.get(f"/threads/{campaign}/state").json()["checkpoint"] == before


def test_preview_says_what_does_not_fit(anna: httpx.Client, made: dict[str, Any]) -> None:
    def fit(text: str) -> dict[str, Any]:
        wanted = {"campaign_id": made["campaign_id"], "layout_id": "square_1080x1080", "texts": {"headline": text}}
        return dict(anna.post("/studio/v1/preview", json=wanted).json())

    long = fit("Скидка на первый заказ для всех новых покупателей " * 4)
    assert long["fits"][0]["over_px"] > 0
    assert "лимита" in long["fits"][0]["problem"]
    undrawable = fit("Скидка 漢字")
    assert undrawable["asset"] is None
    assert "нет символа" in undrawable["fits"][0]["problem"]
    offensive = fit("Скидка, бля")
    assert offensive["asset"] is None
    assert "бранное слово" in offensive["fits"][0]["problem"]
    unknown = {"campaign_id": made["campaign_id"], "layout_id": "square_1080x1080", "texts": {"nope": "x"}}
    assert anna.post("/studio/v1/preview", json=unknown).status_code == 422


def png(size: tuple[int, int] = (200, 200)) -> bytes:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    image.paste((200, 30, 30, 255), (40, 40, size[0] - 40, size[1] - 40))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def test_own_picture_is_kept_as_pixels_only(anna: httpx.Client, made: dict[str, Any]) -> None:
    path = f"/api/v1/campaigns/{made['campaign_id']}/pictures"
    polyglot = png() + b"<script>alert(1)</script>"
    answer = anna.post(path, content=polyglot, headers={"content-type": "text/html"})
    assert answer.status_code == 201, answer.text
    asset = answer.json()
    kept = anna.get(f"/api/v1/campaigns/{made['campaign_id']}/files/{asset['sha256']}")
    assert kept.headers["content-type"] == "image/png"
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert b"script" not in kept.content
    brief = {**BRIEF, "images": [{"own_picture": asset}]}
    started = anna.post("/api/v1/generate", json={"campaign_id": made["campaign_id"], "brief": brief})
    assert finished(anna, started.json()["task_id"])["status"] == "Completed"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\0" * 100,
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        png()[:-200],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    ],
    ids=["empty", "gif", "svg", "cut off", "damaged"],
)
def test_what_is_no_picture_is_refused(anna: httpx.Client, made: dict[str, Any], data: bytes) -> None:
    answer = anna.post(f"/api/v1/campaigns/{made['campaign_id']}/pictures", content=data, params={"name": "a.png"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert "a.png" in answer.json()["message"]


def test_bomb_is_refused_by_its_header(anna: httpx.Client, made: dict[str, Any]) -> None:
    buffer = io.BytesIO()
    Image.new("L", (9_000, 9_000)).save(buffer, "PNG")
    answer = anna.post(f"/api/v1/campaigns/{made['campaign_id']}/pictures", content=buffer.getvalue())
    assert answer.status_code == 422


def test_large_bodies_are_refused(anna: httpx.Client, made: dict[str, Any]) -> None:
    def pieces(total: int) -> Iterator[bytes]:
        for _ in range(total // 100_000):
            yield b" " * 100_000

    json = {"content-type": "application/json"}
    assert anna.post("/api/v1/generate", content=b" " * 1_100_000, headers=json).status_code == 413
    chunked = anna.post("/api/v1/generate", content=pieces(1_500_000), headers=json)
    assert (chunked.status_code, chunked.json()["code"]) == (413, "too_large")
    pictures = f"/api/v1/campaigns/{made['campaign_id']}/pictures"
    assert anna.post(pictures, content=pieces(10_500_000)).status_code == 413


def test_other_methods_are_refused_by_name(anna: httpx.Client) -> None:
    answer = anna.put("/api/v1/generate")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.json()["code"] == "method_not_allowed"
