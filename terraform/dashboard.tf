# One page that says whether it works: what apps see, then the way of a change, then Postgres.
locals {
  tiles = [
    { title = "Requests a second", filter = local.api_requests, aligner = "ALIGN_RATE", reducer = "REDUCE_SUM", group_by = ["resource.label.service_name"] },
    { title = "Errors (5xx) a second", filter = "${local.api_requests} AND metric.labels.response_code_class = \"5xx\"", aligner = "ALIGN_RATE", reducer = "REDUCE_SUM", group_by = ["resource.label.service_name"] },
    { title = "Latency, 95th percentile, ms", filter = local.api_latency, aligner = "ALIGN_PERCENTILE_95", reducer = "REDUCE_MAX", group_by = ["resource.label.service_name"] },
    { title = "Instances", filter = "resource.type = \"cloud_run_revision\" AND metric.type = \"run.googleapis.com/container/instance_count\"", aligner = "ALIGN_MAX", reducer = "REDUCE_SUM", group_by = ["resource.label.service_name"] },
    { title = "Commit to documents, 95th percentile, ms", filter = local.alerts.mirror-lag.filter, aligner = "ALIGN_PERCENTILE_95", reducer = "REDUCE_MAX", group_by = [] },
    { title = "Outbox, longest wait, ms", filter = local.alerts.outbox.filter, aligner = "ALIGN_PERCENTILE_99", reducer = "REDUCE_MAX", group_by = [] },
    { title = "Subscribers, oldest message, s", filter = local.alerts.unacked.filter, aligner = "ALIGN_MAX", reducer = "REDUCE_MAX", group_by = ["resource.label.subscription_id"] },
    { title = "Dead letters", filter = local.alerts.dead-letters.filter, aligner = "ALIGN_MAX", reducer = "REDUCE_MAX", group_by = [] },
    { title = "Alarms of the code", filter = local.alerts.alarms.filter, aligner = "ALIGN_SUM", reducer = "REDUCE_SUM", group_by = ["metric.label.alarm"] },
    { title = "Postgres, connections", filter = local.alerts.sql-connections.filter, aligner = "ALIGN_MAX", reducer = "REDUCE_SUM", group_by = [] },
    { title = "Postgres, CPU", filter = local.alerts.sql-cpu.filter, aligner = "ALIGN_MEAN", reducer = "REDUCE_MAX", group_by = [] },
  ]
}

resource "google_monitoring_dashboard" "main" {
  dashboard_json = templatefile("${path.module}/dashboard.json.tftpl", { tiles = local.tiles })
}
