# What is promised to apps, over 28 days, and how fast the rest of it is being used up. The windows and factors are those of
# Google's SRE workbook (chapter 5): 14.4 uses 2 % of a month's budget in an hour, 6 uses 5 % in six hours. The short window
# lets the alert end soon after the fault does.
resource "google_monitoring_custom_service" "api" {
  service_id   = "api"
  display_name = "API"
}

resource "google_monitoring_slo" "availability" {
  service             = google_monitoring_custom_service.api.service_id
  slo_id              = "availability"
  display_name        = "99.9 % of requests are answered without a 5xx"
  goal                = 0.999
  rolling_period_days = 28
  request_based_sli {
    good_total_ratio {
      total_service_filter = local.api_requests
      bad_service_filter   = "${local.api_requests} AND metric.labels.response_code_class = \"5xx\""
    }
  }
}

resource "google_monitoring_slo" "latency" {
  service             = google_monitoring_custom_service.api.service_id
  slo_id              = "latency"
  display_name        = "95 % of requests are answered within 500 ms"
  goal                = 0.95
  rolling_period_days = 28
  request_based_sli {
    distribution_cut {
      distribution_filter = local.api_latency
      range {
        min = 0
        max = 500
      }
    }
  }
}

locals {
  slos = {
    availability = google_monitoring_slo.availability.name
    latency      = google_monitoring_slo.latency.name
  }
  burns = {
    availability-fast = { title = "Availability: the month's budget burns fast", slo = "availability", factor = 14.4, long = "3600s", short = "300s", severity = "CRITICAL" }
    availability-slow = { title = "Availability: the month's budget burns", slo = "availability", factor = 6, long = "21600s", short = "1800s", severity = "ERROR" }
    latency-fast      = { title = "Latency: the month's budget burns fast", slo = "latency", factor = 14.4, long = "3600s", short = "300s", severity = "ERROR" }
    latency-slow      = { title = "Latency: the month's budget burns", slo = "latency", factor = 6, long = "21600s", short = "1800s", severity = "WARNING" }
  }
}

resource "google_monitoring_alert_policy" "burn" {
  for_each     = local.burns
  display_name = each.value.title
  severity     = each.value.severity
  combiner     = "AND"
  dynamic "conditions" {
    for_each = [each.value.long, each.value.short]
    content {
      display_name = "${each.value.title}, over ${conditions.value}"
      condition_threshold {
        filter          = "select_slo_burn_rate(\"${local.slos[each.value.slo]}\", \"${conditions.value}\")"
        comparison      = "COMPARISON_GT"
        threshold_value = each.value.factor
        duration        = "0s"
      }
    }
  }
  notification_channels = local.channels[each.value.severity]
  documentation {
    content   = local.runbook[each.value.title]
    mime_type = "text/markdown"
  }
}
