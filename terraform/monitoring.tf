# What wakes somebody: what is measured, and from when on somebody is told (who, and what it says: runbook.tf).
resource "google_logging_metric" "outbox_age" {
  name            = "outbox_age"
  description     = "Age of the oldest change in the outbox, told by relay-changes once a run."
  filter          = "resource.type=\"cloud_run_revision\" AND jsonPayload.outboxMillis>=0"
  value_extractor = "EXTRACT(jsonPayload.outboxMillis)"
  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "ms"
  }
  bucket_options {
    explicit_buckets {
      bounds = [1000, 10000, 20000, 40000, 75000, 120000, 300000, 600000, 1800000, 3600000]
    }
  }
}

resource "google_logging_metric" "delivery_age" {
  name            = "delivery_age"
  description     = "How long the oldest message has been due, told by retry-deliveries once a run."
  filter          = "resource.type=\"cloud_run_revision\" AND jsonPayload.deliveryMillis>=0"
  value_extractor = "EXTRACT(jsonPayload.deliveryMillis)"
  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "ms"
  }
  bucket_options {
    explicit_buckets {
      bounds = [1000, 10000, 60000, 120000, 300000, 600000, 1800000, 3600000]
    }
  }
}

resource "google_logging_metric" "delivery_failures" {
  name             = "delivery_failures"
  description      = "Messages that were given up, by channel."
  filter           = "resource.type=\"cloud_run_revision\" AND jsonPayload.deliveryFailed:*"
  label_extractors = { channel = "EXTRACT(jsonPayload.deliveryFailed)" }
  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    labels {
      key = "channel"
    }
  }
}

resource "google_logging_metric" "erasure_age" {
  name            = "erasure_age"
  description     = "Age of the oldest erasure that is not done, told by erase-accounts once a run."
  filter          = "resource.type=\"cloud_run_revision\" AND jsonPayload.erasureMillis>=0"
  value_extractor = "EXTRACT(jsonPayload.erasureMillis)"
  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "ms"
  }
  bucket_options {
    explicit_buckets {
      bounds = [60000, 180000, 600000, 1200000, 1800000, 3600000, 5400000, 14400000, 86400000]
    }
  }
}

resource "google_logging_metric" "mirror_lag" {
  name            = "mirror_lag"
  description     = "From the commit of a change to its documents, told by the fan-out."
  filter          = "resource.type=\"cloud_run_revision\" AND jsonPayload.lagMillis>=0"
  value_extractor = "EXTRACT(jsonPayload.lagMillis)"
  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "ms"
  }
  bucket_options {
    exponential_buckets {
      num_finite_buckets = 20
      growth_factor      = 2
      scale              = 10
    }
  }
}

resource "google_logging_metric" "alarms" {
  name             = "alarms"
  description      = "Log entries with a field `alarm`: what the code itself holds to be wrong."
  filter           = "resource.type=\"cloud_run_revision\" AND jsonPayload.alarm:*"
  label_extractors = { alarm = "EXTRACT(jsonPayload.alarm)" }
  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    labels {
      key = "alarm"
    }
  }
}

resource "google_logging_metric" "job_failures" {
  name             = "job_failures"
  description      = "Calls of Cloud Scheduler that failed."
  filter           = "resource.type=\"cloud_scheduler_job\" AND severity>=ERROR"
  label_extractors = { job = "EXTRACT(resource.labels.job_id)" }
  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    labels {
      key = "job"
    }
  }
}

# Monitoring refuses an alert on a log metric that it does not know yet (404), and may take ten minutes to know a new one; its
# API has no switch for that. The first time the wait goes by while Postgres is made, later whenever a metric is added.
resource "terraform_data" "metrics_known" {
  triggers_replace = [
    google_logging_metric.outbox_age.id,
    google_logging_metric.delivery_age.id,
    google_logging_metric.delivery_failures.id,
    google_logging_metric.erasure_age.id,
    google_logging_metric.mirror_lag.id,
    google_logging_metric.alarms.id,
    google_logging_metric.job_failures.id,
  ]
  provisioner "local-exec" {
    command = "sleep ${var.metric_wait_seconds}"
  }
}

locals {
  uptime_function = coalesce(var.uptime_function, contains(keys(var.catalogue), "health") ? "health" : "get-account")

  one_of_api   = "one_of(${join(", ", [for name in keys(local.public) : "\"${name}\""])})"
  one_of_jobs  = "one_of(${join(", ", [for name in keys(local.jobs) : "\"${name}\""])})"
  one_of_subs  = "one_of(${join(", ", [for name in flatten([for names in values(local.subscription_names) : values(names)]) : "\"${name}\""])})"
  api_requests = "resource.type = \"cloud_run_revision\" AND metric.type = \"run.googleapis.com/request_count\" AND resource.labels.service_name = ${local.one_of_api}"
  api_latency  = "resource.type = \"cloud_run_revision\" AND metric.type = \"run.googleapis.com/request_latencies\" AND resource.labels.service_name = ${local.one_of_api}"
  sql_metric   = "resource.type = \"cloudsql_database\" AND resource.labels.database_id = \"${var.project_id}:${google_sql_database_instance.postgres.name}\" AND metric.type = \"cloudsql.googleapis.com/database"

  # A threshold each: what is measured, over how long, and from when on somebody is told.
  alerts = {
    dead-letters = {
      title      = "Dead letters wait"
      severity   = "ERROR"
      filter     = "resource.type = \"pubsub_subscription\" AND resource.labels.subscription_id = \"${google_pubsub_subscription.dead_letters.name}\" AND metric.type = \"pubsub.googleapis.com/subscription/num_undelivered_messages\""
      comparison = "COMPARISON_GT"
      threshold  = 0
      duration   = "0s"
      aligner    = "ALIGN_MAX"
      reducer    = "REDUCE_NONE"
      group_by   = []
    }
    unacked = {
      title      = "A subscriber falls behind"
      severity   = "ERROR"
      filter     = "resource.type = \"pubsub_subscription\" AND resource.labels.subscription_id = ${local.one_of_subs} AND metric.type = \"pubsub.googleapis.com/subscription/oldest_unacked_message_age\""
      comparison = "COMPARISON_GT"
      threshold  = 120
      duration   = "300s"
      aligner    = "ALIGN_MAX"
      reducer    = "REDUCE_MAX"
      group_by   = ["resource.label.subscription_id"]
    }
    outbox = {
      title      = "Changes wait in the outbox"
      severity   = "ERROR"
      filter     = "resource.type = \"cloud_run_revision\" AND metric.type = \"logging.googleapis.com/user/${google_logging_metric.outbox_age.name}\""
      comparison = "COMPARISON_GT"
      threshold  = 120000
      duration   = "0s"
      aligner    = "ALIGN_PERCENTILE_99"
      reducer    = "REDUCE_MAX"
      group_by   = []
    }
    delivery-age = {
      title      = "Messages to people wait"
      severity   = "ERROR"
      filter     = "resource.type = \"cloud_run_revision\" AND metric.type = \"logging.googleapis.com/user/${google_logging_metric.delivery_age.name}\""
      comparison = "COMPARISON_GT"
      threshold  = 300000
      duration   = "0s"
      aligner    = "ALIGN_PERCENTILE_99"
      reducer    = "REDUCE_MAX"
      group_by   = []
    }
    delivery-failures = {
      title      = "Messages to people are given up"
      severity   = "WARNING"
      filter     = "resource.type = \"cloud_run_revision\" AND metric.type = \"logging.googleapis.com/user/${google_logging_metric.delivery_failures.name}\""
      comparison = "COMPARISON_GT"
      threshold  = 0.1
      duration   = "600s"
      aligner    = "ALIGN_RATE"
      reducer    = "REDUCE_SUM"
      group_by   = ["metric.label.channel"]
    }
    erasure-age = {
      title      = "Erasures wait"
      severity   = "ERROR"
      filter     = "resource.type = \"cloud_run_revision\" AND metric.type = \"logging.googleapis.com/user/${google_logging_metric.erasure_age.name}\""
      comparison = "COMPARISON_GT"
      threshold  = 5400000
      duration   = "0s"
      aligner    = "ALIGN_PERCENTILE_99"
      reducer    = "REDUCE_MAX"
      group_by   = []
    }
    mirror-lag = {
      title      = "Documents follow slowly"
      severity   = "WARNING"
      filter     = "resource.type = \"cloud_run_revision\" AND metric.type = \"logging.googleapis.com/user/${google_logging_metric.mirror_lag.name}\""
      comparison = "COMPARISON_GT"
      threshold  = 5000
      duration   = "600s"
      aligner    = "ALIGN_PERCENTILE_95"
      reducer    = "REDUCE_MAX"
      group_by   = []
    }
    alarms = {
      title      = "The code raised an alarm"
      severity   = "CRITICAL"
      filter     = "resource.type = \"cloud_run_revision\" AND metric.type = \"logging.googleapis.com/user/${google_logging_metric.alarms.name}\""
      comparison = "COMPARISON_GT"
      threshold  = 0
      duration   = "0s"
      aligner    = "ALIGN_SUM"
      reducer    = "REDUCE_SUM"
      group_by   = ["metric.label.alarm"]
    }
    job-failures = {
      title      = "A job fails"
      severity   = "ERROR"
      filter     = "resource.type = \"cloud_scheduler_job\" AND metric.type = \"logging.googleapis.com/user/${google_logging_metric.job_failures.name}\""
      comparison = "COMPARISON_GT"
      threshold  = 2
      duration   = "0s"
      aligner    = "ALIGN_SUM"
      reducer    = "REDUCE_SUM"
      group_by   = ["metric.label.job"]
    }
    errors = {
      title               = "Functions answer with errors"
      severity            = "ERROR"
      filter              = "${local.api_requests} AND metric.labels.response_code_class = \"5xx\""
      denominator_filter  = local.api_requests
      denominator_aligner = "ALIGN_RATE"
      comparison          = "COMPARISON_GT"
      threshold           = 0.02
      duration            = "300s"
      aligner             = "ALIGN_RATE"
      reducer             = "REDUCE_SUM"
      group_by            = ["resource.label.service_name"]
    }
    latency = {
      title      = "Functions are slow"
      severity   = "WARNING"
      filter     = local.api_latency
      comparison = "COMPARISON_GT"
      threshold  = 1000
      duration   = "600s"
      aligner    = "ALIGN_PERCENTILE_95"
      reducer    = "REDUCE_MAX"
      group_by   = ["resource.label.service_name"]
    }
    sql-connections = {
      title      = "Postgres runs out of connections"
      severity   = "ERROR"
      filter     = "${local.sql_metric}/postgresql/num_backends\""
      comparison = "COMPARISON_GT"
      threshold  = var.sql_max_connections * 0.8
      duration   = "300s"
      aligner    = "ALIGN_MAX"
      reducer    = "REDUCE_SUM"
      group_by   = []
    }
    sql-disk = {
      title      = "Postgres runs out of disk"
      severity   = "ERROR"
      filter     = "${local.sql_metric}/disk/utilization\""
      comparison = "COMPARISON_GT"
      threshold  = 0.85
      duration   = "600s"
      aligner    = "ALIGN_MAX"
      reducer    = "REDUCE_NONE"
      group_by   = []
    }
    sql-cpu = {
      title      = "Postgres is busy"
      severity   = "WARNING"
      filter     = "${local.sql_metric}/cpu/utilization\""
      comparison = "COMPARISON_GT"
      threshold  = 0.8
      duration   = "900s"
      aligner    = "ALIGN_MEAN"
      reducer    = "REDUCE_NONE"
      group_by   = []
    }
    sql-transaction-ids = {
      title      = "Postgres runs out of transaction ids"
      severity   = "ERROR"
      filter     = "${local.sql_metric}/postgresql/transaction_id_utilization\""
      comparison = "COMPARISON_GT"
      threshold  = 0.4
      duration   = "3600s"
      aligner    = "ALIGN_MAX"
      reducer    = "REDUCE_NONE"
      group_by   = []
    }
    sql-down = {
      title      = "Postgres is down"
      severity   = "CRITICAL"
      filter     = "${local.sql_metric}/up\""
      comparison = "COMPARISON_LT"
      threshold  = 1
      duration   = "60s"
      aligner    = "ALIGN_MIN"
      reducer    = "REDUCE_NONE"
      group_by   = []
    }
    uptime = {
      title      = "The API does not answer"
      severity   = "CRITICAL"
      filter     = "resource.type = \"uptime_url\" AND metric.type = \"monitoring.googleapis.com/uptime_check/check_passed\" AND metric.labels.check_id = \"${google_monitoring_uptime_check_config.api.uptime_check_id}\""
      comparison = "COMPARISON_GT"
      threshold  = 1
      duration   = "60s"
      aligner    = "ALIGN_NEXT_OLDER"
      reducer    = "REDUCE_COUNT_FALSE"
      group_by   = ["resource.label.host"]
    }
  }
}

# `health` where there is one (200 while the database answers), else a function that asks who calls: 401 proves address,
# certificate, instance and code.
resource "google_monitoring_uptime_check_config" "api" {
  display_name = "API"
  timeout      = "10s"
  period       = "60s"
  http_check {
    path         = local.has_edge ? "/${local.uptime_function}" : "/"
    port         = 443
    use_ssl      = true
    validate_ssl = true
    accepted_response_status_codes {
      status_class = "STATUS_CLASS_2XX"
    }
    accepted_response_status_codes {
      status_value = 401
    }
  }
  monitored_resource {
    type = "uptime_url"
    labels = {
      project_id = var.project_id
      host       = local.has_edge ? var.api_domain : trimprefix(module.function[local.uptime_function].uri, "https://")
    }
  }
}

resource "google_monitoring_alert_policy" "threshold" {
  for_each     = local.alerts
  display_name = each.value.title
  severity     = each.value.severity
  combiner     = "OR"
  conditions {
    display_name = each.value.title
    condition_threshold {
      filter             = each.value.filter
      denominator_filter = try(each.value.denominator_filter, null)
      comparison         = each.value.comparison
      threshold_value    = each.value.threshold
      duration           = each.value.duration
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = each.value.aligner
        cross_series_reducer = each.value.reducer
        group_by_fields      = each.value.group_by
      }
      dynamic "denominator_aggregations" {
        for_each = try([each.value.denominator_aligner], [])
        content {
          alignment_period     = "300s"
          per_series_aligner   = denominator_aggregations.value
          cross_series_reducer = each.value.reducer
          group_by_fields      = each.value.group_by
        }
      }
    }
  }
  notification_channels = local.channels[each.value.severity]
  alert_strategy {
    auto_close = "86400s"
  }
  documentation {
    content   = local.runbook[each.value.title]
    mime_type = "text/markdown"
  }

  depends_on = [terraform_data.metrics_known]
}

locals {
  silent_job = { title = "A job does not run", severity = "CRITICAL" }
}

# A job that is not called, or hangs, makes no errors.
resource "google_monitoring_alert_policy" "silent_job" {
  display_name = local.silent_job.title
  severity     = local.silent_job.severity
  combiner     = "OR"
  conditions {
    display_name = local.silent_job.title
    condition_absent {
      filter   = "resource.type = \"cloud_run_revision\" AND metric.type = \"run.googleapis.com/request_count\" AND resource.labels.service_name = ${local.one_of_jobs} AND metric.labels.response_code_class = \"2xx\""
      duration = "600s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.service_name"]
      }
    }
  }
  notification_channels = local.channels[local.silent_job.severity]
  documentation {
    content   = local.runbook[local.silent_job.title]
    mime_type = "text/markdown"
  }
}

locals {
  full_house = { title = "Nearly all instances are in use", severity = "WARNING" }

  # By how many instances they may have: a function of which there is one alone is always fully in use, and jobs are called
  # one at a time.
  by_instances = { for name, f in merge(local.public, local.subscribers) : tostring(local.scale[name].max) => name... if local.scale[name].max > 1 }
}

resource "google_monitoring_alert_policy" "full_house" {
  for_each     = length(local.by_instances) == 0 ? toset([]) : toset(["full_house"])
  display_name = local.full_house.title
  severity     = local.full_house.severity
  combiner     = "OR"
  dynamic "conditions" {
    for_each = local.by_instances
    content {
      display_name = "Nearly all ${conditions.key} instances are in use"
      condition_threshold {
        filter          = "resource.type = \"cloud_run_revision\" AND metric.type = \"run.googleapis.com/container/instance_count\" AND metric.labels.state = \"active\" AND resource.labels.service_name = one_of(${join(", ", [for name in conditions.value : "\"${name}\""])})"
        comparison      = "COMPARISON_GT"
        threshold_value = tonumber(conditions.key) * 0.8
        duration        = "300s"
        aggregations {
          alignment_period     = "300s"
          per_series_aligner   = "ALIGN_MAX"
          cross_series_reducer = "REDUCE_SUM"
          group_by_fields      = ["resource.label.service_name"]
        }
      }
    }
  }
  notification_channels = local.channels[local.full_house.severity]
  documentation {
    content   = local.runbook[local.full_house.title]
    mime_type = "text/markdown"
  }
}
