"""Errors, named by who has to act next.

    AdBannerError
    ├── ConfigError            the person who installed the system: stop at start
    │   ├── BrandKitError      ... a file of the brand kit is wrong
    │   └── IndexMismatch      ... the image index was built by another encoder
    ├── LayoutError            the designer: a banner format is wrong
    ├── InvalidRequest         the marketer: the brief cannot be carried out as it stands
    ├── UnsafeContent          the marketer: refused for safety, never retried
    ├── ToolFailed             the model: this step cannot be done so, another way may work
    ├── ServiceUnavailable     nobody: retry, the endpoint is expected to come back
    └── StorageFull            the operator: no room for the files

Every message says what is wrong and what to do about it. ``code`` is stable and machine-readable;
``EXIT_CODES`` gives each branch the exit status that the command line ends with.
"""

from pathlib import Path


class AdBannerError(Exception):
    """Anything this product refuses on purpose.

    Args:
        message: What is wrong and what to do, for whoever mends it.
        told: What a marketer reads instead, in Russian; left out where the message is theirs already.
    """

    code = "adbanner_error"

    def __init__(self, message: str, *, told: str = "") -> None:
        self.told = told or message
        super().__init__(message)

    @property
    def detail(self) -> str:
        """What a marketer is spared: the technical reason, for the report and the log."""
        return "" if self.told == str(self) else str(self)


class ConfigError(AdBannerError):
    """A setting is missing or wrong; the system must not start before it is mended."""

    code = "config_error"


class BrandKitError(ConfigError):
    """A brand-kit file is wrong; the message names the file, the line and the field.

    Args:
        path: The file at fault.
        problem: What is wrong and what is expected.
        line: 1-based line in the file, when known.
        field: Dotted name of the field, when known.
    """

    code = "brand_kit_error"

    def __init__(self, path: Path, problem: str, *, line: int | None = None, field: str = "") -> None:
        self.path, self.line, self.field, self.problem = path, line, field, problem
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {field + ': ' if field else ''}{problem}")


class IndexMismatch(ConfigError):
    """The image index belongs to another text encoder; searching it would give noise."""

    code = "index_mismatch"


class LayoutError(AdBannerError):
    """A banner format contradicts itself; the message names the file and the reason."""

    code = "layout_error"


class InvalidRequest(AdBannerError):
    """The brief cannot be carried out; the person who wrote it can mend it.

    Args:
        message: What is wrong and what to do.
        field: The part of the brief at fault, as the API names it.
    """

    code = "invalid_request"

    def __init__(self, message: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(message)


class UnsafeContent(AdBannerError):
    """The request or a result is offensive, hidden or manipulative, or could not be judged."""

    code = "unsafe_content"


class ToolFailed(AdBannerError):
    """A step could not be done this way; the caller may choose another."""

    code = "tool_failed"


class ServiceUnavailable(AdBannerError):
    """An endpoint did not answer as it should; worth a retry.

    Args:
        message: Which endpoint, what happened, what to check.
        told: See ``AdBannerError``.
        retry_after_s: How long the endpoint asked to wait, when it did.
    """

    code = "service_unavailable"

    def __init__(self, message: str, *, told: str = "", retry_after_s: float | None = None) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(message, told=told)


class StorageFull(AdBannerError):
    """A file could not be written whole; nothing half-written was left behind."""

    code = "storage_full"


EXIT_CODES: dict[type[AdBannerError], int] = {
    InvalidRequest: 2,
    UnsafeContent: 3,
    ConfigError: 4,
    LayoutError: 5,
    ServiceUnavailable: 6,
    StorageFull: 7,
    ToolFailed: 8,
}
"""Exit status of the command line by branch; 0 is success, 1 a defect of ours, 130 Ctrl-C."""
