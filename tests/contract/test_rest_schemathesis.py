"""Generated requests over the whole REST API, against the real server: no crash, and no answer that OpenAPI lacks."""

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 6
"""Of each operation: enough for every field to be wrong once, few enough for a test run."""

pytestmark = pytest.mark.timeout(300)


@schemathesis.serializer("image/png", "image/jpeg", "image/webp")
def as_file(context: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def test_generated_requests_find_no_crash_and_no_undocumented_answer(start_server: Any) -> None:
    server = start_server()
    schema = schemathesis.openapi.from_dict(httpx.get(f"{server.url}/api/v1/openapi.json", timeout=60).json())
    seen = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        seen.add((operation.method.upper(), operation.path))

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        )
        @given(case=operation.as_strategy())
        def check(case: Any) -> None:
            response = case.call(base_url=server.url, timeout=60)
            assert response.status_code < 500, f"{case.method} {case.path}: {response.text[:500]}"
            case.validate_response(response, checks=CHECKS)

        check()
    assert {("POST", "/api/v1/generate"), ("GET", "/api/v1/tasks/{task_id}"), ("POST", "/api/v1/feedback")} <= seen
