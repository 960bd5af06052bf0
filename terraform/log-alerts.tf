# What only the log tells: a deployment, a migration or a backup that did not come to a good end. These look at the entries
# themselves, so that there is no metric that has to exist before them.
locals {
  log_alerts = {
    pipeline = {
      title    = "A deployment failed"
      severity = "ERROR"
      # Lines of steps begin with "Step #"; these are Cloud Build's own last ones.
      filter = "resource.type=\"build\" AND textPayload=~\"^(ERROR|TIMEOUT|CANCELLED)\""
    }
    migration = {
      title    = "A migration failed"
      severity = "CRITICAL"
      filter   = "resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"${google_cloud_run_v2_job.migrate.name}\" AND severity>=ERROR"
    }
    backup = {
      title    = "A backup failed"
      severity = "ERROR"
      filter   = "resource.type=\"cloudsql_database\" AND log_id(\"cloudaudit.googleapis.com/system_event\") AND protoPayload.methodName=\"cloudsql.instances.automatedBackup\" AND protoPayload.metadata.windowStatus!~\"SUCCEEDED$\""
    }
  }
}

resource "google_monitoring_alert_policy" "log" {
  for_each     = local.log_alerts
  display_name = each.value.title
  severity     = each.value.severity
  combiner     = "OR"
  conditions {
    display_name = each.value.title
    condition_matched_log {
      filter = each.value.filter
    }
  }
  notification_channels = local.channels[each.value.severity]
  alert_strategy {
    auto_close = "86400s"
    # One message for all lines of one failure.
    notification_rate_limit {
      period = "3600s"
    }
  }
  documentation {
    content   = local.runbook[each.value.title]
    mime_type = "text/markdown"
  }
}
