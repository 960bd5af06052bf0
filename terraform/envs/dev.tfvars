# For trying things: it may be deleted, and costs little at rest (docs/costs.md).
# The pipeline passes the project that it runs in; this one is for plans at a desk.
project_id  = "availability-checker-dev"
environment = "dev"

sizes = {
  few  = { min = 0, max = 1, pool = 2 }
  many = { min = 0, max = 3, pool = 2 }
}
sql_tier            = "db-custom-1-3840"
sql_max_connections = 150

allowed_origins = ["localhost"]
trace_sample    = 1
# Nobody waits for what was not published at once: a look of five seconds each minute costs a tenth.
job_seconds = 5

alert_emails = ["oncall@example.com"]
