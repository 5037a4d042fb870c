"""A sleepy server is loaded, left, stopped and killed; each test is a real process that has to survive it."""

import contextlib
import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from adbanner.contracts import JobStatus
from tests.model_servers.server_process import ROOT, ServerProcess, running_server, wait_for

SLEEP = "/v1/sleep"
LONG = {"steps": 600, "step_s": 0.05}
Start = Callable[..., ServerProcess]


@pytest.fixture(scope="module")
def log_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("servers")


@contextlib.contextmanager
def sleepy(log: Path, **settings: object) -> Iterator[ServerProcess]:
    command = [str(ROOT / "tests" / "model_servers" / "sleepy_server.py")]
    with running_server(command, "ADBANNER_SERVE_SLEEPY__", log, **settings) as server:
        yield server


@pytest.fixture(scope="module")
def pair(log_folder: Path) -> Iterator[ServerProcess]:
    """Two workers, a queue of two; every test leaves it as it found it."""
    settings = {"workers_per_device": 2, "queue_limit": 2, "predict_timeout_s": 40, "max_request_mb": 1}
    with sleepy(log_folder / "pair.log", **settings) as server:
        server.wait_healthy()
        yield server


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """A server of a test's own, which it may ruin."""
    with contextlib.ExitStack() as stack:

        def begin(wait: bool = True, **settings: object) -> ServerProcess:
            server = stack.enter_context(sleepy(tmp_path / "server.log", **settings))
            if wait:
                server.wait_healthy()
            return server

        yield begin


def leave(server: ServerProcess, request_id: str, body: object = LONG) -> None:
    """Ask, wait until a worker is at it, and hang up."""
    with httpx.Client(trust_env=False) as client:
        request = client.build_request("POST", server.url + SLEEP, json=body, headers={"X-Request-ID": request_id})
        with contextlib.suppress(httpx.ReadTimeout):
            request.extensions["timeout"] = {"connect": 5, "read": 1, "write": 5, "pool": 5}
            client.send(request)


def wait_idle(server: ServerProcess) -> None:
    wait_for(lambda: server.metric("adbanner_jobs_running") == 0, "all workers idle")


def test_a_full_queue_refuses_with_an_estimate_and_tells_each_its_place(pair: ServerProcess) -> None:
    for _ in range(3):
        assert pair.post(SLEEP, {"steps": 4, "step_s": 0.05}).status_code == 200
    body = {"steps": 40, "step_s": 0.05}
    running = [pair.post_later(SLEEP, body, X_Request_ID=f"running-{i}") for i in range(2)]
    for i in range(2):
        pair.wait_running(f"running-{i}")
    waiting = []
    for place in (1, 2):
        waiting.append(pair.post_later(SLEEP, body, X_Request_ID=f"waiting-{place}"))
        wait_for(lambda: pair.get(f"/v1/jobs/waiting-{place}").status_code == 200, "the job in the queue")  # noqa: B023

    refused = pair.post(SLEEP, body)
    places = [JobStatus.model_validate_json(pair.get(f"/v1/jobs/waiting-{place}").content) for place in (1, 2)]

    assert refused.status_code == 503
    assert 1 <= int(refused.headers["Retry-After"]) <= 3
    assert "queue is full" in refused.json()["error"]["message"]
    assert [(each.state, each.place) for each in places] == [("waiting", 1), ("waiting", 2)]
    assert all(each.seconds_left is not None and 0 < each.seconds_left < 5 for each in places)
    assert pair.metric("adbanner_queue_length") == 2
    assert [future.result().json() for future in running + waiting] == [{"steps": 40}] * 4
    assert pair.get("/v1/jobs/waiting-1").status_code == 404


def test_a_client_that_leaves_frees_its_worker(pair: ServerProcess) -> None:
    before = pair.metric("adbanner_cancelled_total")
    leave(pair, "leaves-1")
    wait_idle(pair)
    assert pair.metric("adbanner_cancelled_total") == before + 1
    assert pair.log_has("cancelled at step")


def test_a_waiting_client_that_leaves_costs_no_work(pair: ServerProcess) -> None:
    body = {"steps": 60, "step_s": 0.05}
    running = [pair.post_later(SLEEP, body, X_Request_ID=f"busy-{i}") for i in range(2)]
    for i in range(2):
        pair.wait_running(f"busy-{i}")
    leave(pair, "leaves-the-queue")
    wait_for(lambda: pair.metric("adbanner_queue_length") == 0, "an empty queue")
    assert [future.result().status_code for future in running] == [200, 200]
    wait_idle(pair)
    assert not any("leaves-the-queue" in line and "step" in line for line in pair.log.read_text().splitlines())


def test_a_killed_worker_fails_its_request_alone_and_comes_back(pair: ServerProcess) -> None:
    first = pair.post_later(SLEEP, {"steps": 200, "step_s": 0.05}, X_Request_ID="victim")
    pair.wait_running("victim")
    idle = pair.post_later(SLEEP, {"steps": 20, "step_s": 0.05})
    (victim,) = [worker for worker in pair.workers() if worker.pid == worker_of(pair, "victim")]

    victim.kill()

    answer = first.result(5)
    assert answer.status_code == 503
    assert "worker died" in answer.json()["error"]["message"]
    assert "Retry-After" in answer.headers
    assert idle.result().status_code == 200
    wait_for(lambda: pair.metric("adbanner_workers_alive") == 2, "two workers again")
    assert victim.pid not in {worker.pid for worker in pair.workers()}
    assert pair.post(SLEEP, {}).status_code == 200


def test_no_request_is_lost_with_an_idle_worker(pair: ServerProcess) -> None:
    wait_idle(pair)
    pair.workers()[0].kill()
    answers = [pair.post_later(SLEEP, {}) for _ in range(3)]
    assert [answer.result().status_code for answer in answers] == [200] * 3
    wait_for(lambda: pair.metric("adbanner_workers_alive") == 2, "two workers again")


def worker_of(server: ServerProcess, request_id: str) -> int:
    """The worker that wrote that it works on a request."""
    for line in server.log.read_text().splitlines():
        record = json.loads(line)
        if record["request_id"] == request_id and record["message"] == "asleep":
            pid: int = record["pid"]
            return pid
    raise AssertionError(f"no worker logged {request_id}")


def test_errors_are_worded_as_openai_does_and_a_broken_worker_is_replaced(pair: ServerProcess) -> None:
    refused = pair.post(SLEEP, {"deed": "refuse"})
    assert (refused.status_code, refused.json()["error"]["message"]) == (422, "This cannot be slept on.")
    invalid = pair.post(SLEEP, {"steps": 0})
    assert invalid.status_code == 422
    assert "steps" in invalid.json()["error"]["message"]
    crashed = pair.post(SLEEP, {"deed": "crash"}, X_Request_ID="crash-1")
    assert crashed.status_code == 500
    assert "ValueError" not in crashed.text
    full = pair.post(SLEEP, {"deed": "no_memory"})
    assert (full.status_code, "Retry-After" in full.headers) == (503, True)
    broken = pair.post(SLEEP, {"deed": "break_device"})
    assert broken.status_code == 503
    wait_for(lambda: pair.metric("adbanner_workers_alive") == 2, "two workers again")


def test_a_request_that_is_too_large_is_refused(pair: ServerProcess) -> None:
    assert pair.post(SLEEP, {"padding": "x" * 2**21}).status_code == 413
    assert pair.post(SLEEP, {}).status_code == 200


def test_the_request_id_is_in_answer_and_logs(pair: ServerProcess) -> None:
    answer = pair.post(SLEEP, {"deed": "crash"}, X_Request_ID="trace-me.1")
    made = pair.post(SLEEP, {}, X_Request_ID="not a {good} id")
    assert answer.headers["X-Request-ID"] == "trace-me.1"
    assert len(made.headers["X-Request-ID"]) == 32
    lines = [json.loads(line) for line in pair.log.read_text().splitlines()]
    traced = [line for line in lines if line["request_id"] == "trace-me.1"]
    assert {line["logger"] for line in traced} >= {"model_servers.model_api", "model_servers.request_log"}
    assert any("a defect" in line.get("traceback", "") for line in traced)


def test_metrics_count_requests_by_status_and_seconds(pair: ServerProcess) -> None:
    assert pair.post(SLEEP, {}).status_code == 200
    assert pair.post(SLEEP, {"deed": "refuse"}).status_code == 422
    assert pair.metric('adbanner_requests_total{status="200"}') >= 1
    assert pair.metric('adbanner_requests_total{status="422"}') >= 1
    assert pair.metric("adbanner_job_seconds_count") >= 1


def test_health_is_503_until_every_worker_has_loaded_and_requests_are_refused(start: Start) -> None:
    server = start(wait=False, load_s=1.5)
    wait_for(lambda: server.health() != 0, "HTTP")
    assert server.health() == 503
    assert server.post(SLEEP, {}).status_code == 503
    server.wait_healthy()
    assert server.post(SLEEP, {}).status_code == 200


def test_health_is_503_while_no_worker_is_alive(start: Start) -> None:
    server = start()
    (worker,) = server.workers()
    worker.kill()
    wait_for(lambda: server.health() == 503, "health 503")
    server.wait_healthy()


def test_a_stuck_job_ends_and_its_worker_is_replaced(start: Start) -> None:
    server = start(predict_timeout_s=4, api_key="secret")
    key = {"Authorization": "Bearer secret"}
    assert server.post(SLEEP, {}).status_code == 401
    (worker,) = server.workers()
    stuck = server.post_later(SLEEP, LONG, **key, X_Request_ID="stuck")
    server.wait_running("stuck", **key)
    waits = server.post_later(SLEEP, {}, **key)

    worker.suspend()

    wait_for(lambda: server.health() == 503, "health 503")
    answer = stuck.result(15)
    assert answer.status_code == 503
    assert "longer than 4 s" in answer.json()["error"]["message"]
    wait_for(lambda: not lives(worker), "the end of the stuck worker", 5)
    assert waits.result().status_code == 200
    server.wait_healthy()


@pytest.mark.parametrize("whole_group", [False, True])
def test_sigterm_finishes_running_jobs_refuses_others_and_exits_0(start: Start, whole_group: bool) -> None:
    """Some supervisors send it to the main process alone, some to every process."""
    server = start()
    running = server.post_later(SLEEP, {"steps": 40, "step_s": 0.05}, X_Request_ID="last")
    server.wait_running("last")
    waiting = server.post_later(SLEEP, {}, X_Request_ID="too-late")
    wait_for(lambda: server.get("/v1/jobs/too-late").status_code == 200, "the job in the queue")
    family = server.family()

    server.process.send_signal(signal.SIGTERM)
    for each in family if whole_group else ():
        each.terminate()

    assert waiting.result(10).status_code == 503
    assert server.health() == (0 if whole_group else 503)
    if not whole_group:
        assert server.post(SLEEP, {}).status_code == 503
    assert running.result().json() == {"steps": 40}
    assert server.process.wait(15) == 0
    wait_for(lambda: not any(map(lives, family)), "the end of all processes", 10)


def test_sigkill_of_the_main_process_leaves_no_orphan_even_a_stopped_one(start: Start) -> None:
    server = start(workers_per_device=2)
    family = server.family()
    family[-1].suspend()
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    wait_for(lambda: not any(map(lives, family)), "the end of all processes", 10)


def lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_dead_http_process_ends_the_server_instead_of_a_dead_port(start: Start) -> None:
    server = start()
    serving = [each for each in server.family() if each.net_connections("tcp") and each not in server.workers()]
    pid = next(json.loads(line)["pid"] for line in server.log.read_text().splitlines() if "startup complete" in line)
    next(each for each in serving if each.pid == pid).kill()
    assert server.process.wait(10) == 1
    assert server.log_has("The HTTP process has died")


def test_a_model_that_cannot_be_loaded_ends_the_server_with_the_reason(start: Start) -> None:
    server = start(wait=False, model="missing")
    assert server.process.wait(30) == 4
    assert server.log_has("There is no such model.")
    assert not server.log_has("Traceback")


def test_a_device_that_is_not_there_ends_the_server_with_the_reason(start: Start) -> None:
    server = start(wait=False, accelerator="cuda", devices="[3]")
    assert server.process.wait(30) == 4
    assert server.log_has("there is no cuda:3")


def test_a_port_that_is_taken_ends_the_server_with_the_reason(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = start(wait=False, port=taken.getsockname()[1])
        assert server.process.wait(30) == 3
    assert server.log_has("already in use")


def test_ctrl_c_while_the_model_loads_exits_0_at_once(start: Start) -> None:
    server = start(wait=False, load_s=100)
    wait_for(lambda: server.health() == 503, "health 503")
    family = server.family()
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(20) == 0
    wait_for(lambda: not any(map(lives, family)), "the end of all processes", 10)
