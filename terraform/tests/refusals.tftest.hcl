# What must not be deployed is refused at plan.
mock_provider "google" {}

mock_provider "google-beta" {}

variables {
  project_id  = "availability-test"
  environment = "prod"
  sizes = {
    few  = { min = 0, max = 4, pool = 2 }
    many = { min = 1, max = 20, pool = 4 }
  }
  sql_tier            = "db-custom-4-16384"
  sql_max_connections = 800
  alert_emails        = ["oncall@example.com"]
  metric_wait_seconds = 0
  uptime_function     = "list-things"
  topics              = { changes = "changes", account_changes = "accounts", dead_letters = "dead" }
  catalogue = {
    list-things = {
      room    = "queries", does = "lists", timeout_seconds = 30, memory_mib = 512, concurrency = 40, size = "few", sql = true,
      ordered = false, topics = [], reaches = [], secrets = [], schedule = null
    }
    tell-things = {
      room = "subscribers", does = "tells", timeout_seconds = 30, memory_mib = 512, concurrency = 20, size = "few",
      sql  = false, ordered = false, topics = ["changes", "account-changes"], reaches = ["dead-letters", "devices"], secrets = ["MAIL_URL"], schedule = null
    }
    sweep-things = {
      room    = "jobs", does = "sweeps", timeout_seconds = 60, memory_mib = 256, concurrency = 1, size = "few", sql = true,
      ordered = false, topics = [], reaches = ["changes"], secrets = [], schedule = "* * * * *"
    }
  }
}

run "this_small_catalogue_is_fine" {
  command = plan
  assert {
    condition     = toset(keys(google_sql_user.function)) == toset(["list-things", "sweep-things"])
    error_message = "Who opens no Postgres has no login."
  }
  assert {
    condition     = !contains(keys(local.database_environment), "tell-things") && length(setintersection(local.roles["tell-things"], local.sql_roles)) == 0
    error_message = "Who opens no Postgres is told nothing of it and has no role for it."
  }
  assert {
    condition     = keys(google_secret_manager_secret.secret) == ["MAIL_URL"]
    error_message = "A secret that a function names is made."
  }
  assert {
    condition     = local.sql_connections == 1 + 4 * 2 + 2 * 2
    error_message = "Every pool of every instance counts, and the migration."
  }
}

run "too_many_connections" {
  command = plan
  variables {
    sql_max_connections = 32
  }
  expect_failures = [google_sql_database_instance.postgres]
}

# Each of these values is wrong by itself, and each is named.
run "wrong_values" {
  command = plan
  variables {
    project_id          = "No Project"
    environment         = "staging"
    region              = "Europe"
    runtime             = "nodejs20"
    sources             = { list-things = "list-things.zip", tell-things = "tell-things-0123456789abcdef.zip", sweep-things = "sweep-things-0123456789abcdef.zip" }
    sizes               = { few = { min = 2, max = 1, pool = 2 }, many = { min = 1, max = 20, pool = 4 } }
    sql_version         = "POSTGRES_9"
    sql_tier            = "db-f1-micro"
    sql_disk_gb         = 1
    sql_people          = ["Pat@example.com"]
    allowed_origins     = ["https://example.com/app"]
    app_check           = "warn"
    job_seconds         = 300
    public_access       = "everybody"
    metric_wait_seconds = 3600
    trace_sample        = 5
    secret_versions     = { MAIL_URL = "latest" }
    api_domain          = "https://example.com"
    alert_emails        = []
    paging_channels     = ["oncall@example.com"]
    uptime_function     = "list-nothing"
    kms_key             = "key"
  }
  expect_failures = [
    var.project_id, var.environment, var.region, var.runtime, var.sources, var.sizes, var.sql_version, var.sql_tier,
    var.sql_disk_gb, var.sql_people, var.allowed_origins, var.app_check, var.job_seconds, var.public_access, var.metric_wait_seconds, var.trace_sample, var.secret_versions, var.api_domain,
    var.alert_emails, var.paging_channels, var.uptime_function, var.kms_key,
  ]
}

run "build_that_lacks_a_function" {
  command = plan
  variables {
    sources = { list-things = "list-things-0123456789abcdef.zip" }
  }
  expect_failures = [var.sources]
}

run "name_too_long_for_an_account" {
  command = plan
  variables {
    catalogue = {
      list-things = {
        room    = "queries", does = "lists", timeout_seconds = 30, memory_mib = 512, concurrency = 40, size = "few", sql = true,
        ordered = false, topics = [], reaches = [], secrets = [], schedule = null
      }
      a-name-that-is-far-too-long-for-it = {
        room    = "queries", does = "lists", timeout_seconds = 30, memory_mib = 512, concurrency = 40, size = "few", sql = true,
        ordered = false, topics = [], reaches = [], secrets = [], schedule = null
      }
    }
  }
  expect_failures = [var.catalogue]
}
