# Whom an alert reaches, and what it says: its section of docs/runbook.md, whole, so that nobody has to look for it at night.
# An alert whose title has no section fails the plan.
resource "google_monitoring_notification_channel" "email" {
  for_each     = toset(var.alert_emails)
  display_name = each.value
  type         = "email"
  labels       = { email_address = each.value }
}

locals {
  emails = [for channel in google_monitoring_notification_channel.email : channel.id]
  # By severity: CRITICAL is for now, ERROR for today, WARNING for this week.
  channels = {
    CRITICAL = concat(local.emails, var.paging_channels)
    ERROR    = local.emails
    WARNING  = local.emails
  }

  # A section begins with "### " and its title, and ends where the next one does, or the next chapter ("## ").
  runbook_parts = [for part in slice(local.runbook_split, 1, length(local.runbook_split)) : split("\n## ", part)[0]]
  runbook_split = split("\n### ", file("${path.module}/../docs/runbook.md"))
  runbook = { for part in local.runbook_parts :
    split("\n", part)[0] => "From docs/runbook.md of ${var.project_id}:\n\n${trimspace(trimprefix(part, split("\n", part)[0]))}\n"
  }
}
