"""How gunicorn serves the registry, on a desk as on the office server."""

import gc

# Two threads a worker: a slow reader does not stop the next one, and memory stays small.
worker_class = "config.worker.RegistryWorker"
threads = 2
timeout = 60
graceful_timeout = 30
keepalive = 5
# The application is loaded once and shared by the workers (copy on write).
preload_app = True
# A worker is replaced now and then, not all at the same moment.
max_requests = 20_000
max_requests_jitter = 2_000
# Only a proxy on this machine may say where a request came from.
forwarded_allow_ips = "127.0.0.1,::1"
limit_request_line = 8190
accesslog = None
errorlog = "-"
loglevel = "warning"
# JSON lines, as Django writes them; with `logconfig_dict` gunicorn would word a line for every request.
logger_class = "config.worker.LineLogger"


def pre_fork(server, worker):
    """Let the workers' garbage collection pass over what was loaded before them: it is shared, and never garbage."""
    gc.freeze()
