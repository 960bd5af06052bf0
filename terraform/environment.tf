# The environment of the functions: exactly what shared/runtime/world/settings.ts reads. A test compares the names.
locals {
  environment = merge({
    GOOGLE_CLOUD_PROJECT = var.project_id
    PUBSUB_REGION        = var.region
    ALLOWED_ORIGINS      = join(",", concat(local.web_origins, var.allowed_origins))
    ANONYMOUS_READS      = tostring(var.anonymous_reads)
    COMMANDS_PER_MINUTE  = tostring(var.commands_per_minute)
    UPCOMING_BOOKINGS    = tostring(var.upcoming_bookings)
    ANSWERS_KEPT         = "5000"
    PUBLISH_MILLIS       = "300"
    JOB_SECONDS          = tostring(var.job_seconds)
    PERSONAL_DATA_DAYS   = tostring(var.personal_data_days)
    TRACE_MILLIS         = "500"
    APP_CHECK            = var.app_check
    TRACE_SAMPLE         = tostring(var.trace_sample)
    FUNCTIONS_URL        = local.functions_url
  }, local.limits_environment, local.web_environment, local.mail_environment)

  limits_environment = {
    QUERIES_PER_MINUTE      = tostring(var.queries_per_minute)
    TEXT_QUERIES_PER_MINUTE = tostring(var.text_queries_per_minute)
    # Cloud Run's own front end writes the caller's address; behind the load balancer, the balancer does, and adds its own.
    TRUSTED_HOPS = local.has_edge ? "2" : "1"
  }

  # Links lead to the functions' own plain pages until there is a web app.
  web_environment = var.web_url == "" ? {} : {
    WEB_URL = var.web_url
  }

  # A sender without a server is none: functions that do not send know from the sender whether anybody is written to.
  mail_environment = var.mail_from == "" || !contains(keys(var.secret_versions), "SMTP_URL") ? {} : {
    MAIL_FROM = var.mail_from
  }

  database_environment = { for name in keys(local.sql) : name => {
    CLOUD_SQL_INSTANCE   = google_sql_database_instance.postgres.connection_name
    DATABASE_NAME        = google_sql_database.app.name
    DATABASE_USER        = local.logins[name]
    DATABASE_CONNECTIONS = tostring(local.scale[name].pool)
  } }
}
