# Only where `billing_account` is given. A budget belongs to the billing account, on which the pipeline's account has no rights:
# so it is made here, by the person who has.
locals {
  budget = var.billing_account == "" ? toset([]) : toset(["month"])
}

data "google_project" "this" {
  for_each   = local.budget
  project_id = var.project_id
}

# Beside the billing account's administrators and users, who are always told.
resource "google_monitoring_notification_channel" "budget" {
  for_each     = var.billing_account == "" ? toset([]) : toset(var.budget_emails)
  display_name = "Budget: ${each.value}"
  type         = "email"
  labels       = { email_address = each.value }
  depends_on   = [google_project_service.api]
}

resource "google_billing_budget" "month" {
  for_each        = local.budget
  billing_account = var.billing_account
  display_name    = "availability-checker ${var.environment}"
  budget_filter {
    projects        = ["projects/${data.google_project.this[each.key].number}"]
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
    monitoring_notification_channels = [for channel in google_monitoring_notification_channel.budget : channel.id]
  }
  depends_on = [google_project_service.api]
}
