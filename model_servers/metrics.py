"""Prometheus metrics of a model server; they live in the HTTP process, which sees every request."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

JOB_SECONDS_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 240)


class ServerMetrics:
    """Counters and gauges, in a registry of their own so that a process can hold several."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "adbanner_requests", "Requests answered, by HTTP status", ["status"], registry=self.registry
        )
        self.seconds = Histogram(
            "adbanner_job_seconds", "Seconds in the model", buckets=JOB_SECONDS_BUCKETS, registry=self.registry
        )
        self.waiting = Gauge("adbanner_queue_length", "Jobs that wait for a worker", registry=self.registry)
        self.running = Gauge("adbanner_jobs_running", "Jobs that a worker is busy with", registry=self.registry)
        self.workers = Gauge("adbanner_workers_alive", "Workers that can take jobs", registry=self.registry)
        self.cancelled = Counter("adbanner_cancelled", "Jobs whose client left", registry=self.registry)
        self.lost = Counter(
            "adbanner_workers_lost", "Jobs that ended with their worker, by reason", ["reason"], registry=self.registry
        )
