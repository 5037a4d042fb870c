"""Fixtures of the model servers' tests, and a guard: nothing talks to the outside."""

from tests.loopback import no_outside_calls as no_outside_calls
