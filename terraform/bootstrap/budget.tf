data "google_project" "this" {
  project_id = var.project_id
}

# Only where `billing_account` is given: it takes rights that a project's deployer lacks.
resource "google_billing_budget" "month" {
  for_each        = var.billing_account == "" ? toset([]) : toset(["month"])
  billing_account = var.billing_account
  display_name    = "availability-checker ${var.environment}"
  budget_filter {
    projects        = ["projects/${data.google_project.this.number}"]
    calendar_period = "MONTH"
  }
  amount {
    specified_amount {
      currency_code = var.monthly_budget.currency
      units         = tostring(var.monthly_budget.amount)
    }
  }
  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1]
    content {
      threshold_percent = threshold_rules.value
    }
  }
  threshold_rules {
    threshold_percent = 1.2
    spend_basis       = "FORECASTED_SPEND"
  }
  all_updates_rule {
    monitoring_notification_channels = [for channel in google_monitoring_notification_channel.email : channel.id]
  }
}
