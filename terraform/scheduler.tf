resource "google_service_account" "scheduler" {
  account_id   = "scheduler-invoker"
  display_name = "Calls jobs for Cloud Scheduler"
}

resource "google_service_account_iam_member" "scheduler_deployer" {
  service_account_id = google_service_account.scheduler.name
  role               = "roles/iam.serviceAccountUser"
  member             = "serviceAccount:${local.deployer_account}"
}

resource "google_cloud_run_v2_service_iam_member" "scheduler_invoker" {
  for_each = local.jobs
  location = var.region
  name     = module.function[each.key].service
  role     = "roles/run.invoker"
  member   = google_service_account.scheduler.member
}

# A minute is Scheduler's finest step. A call that fails is not tried again: the next one comes anyway. A job is made paused,
# since its tables may not be there yet: the pipeline resumes it after the migrations, and from then on it is the pipeline's.
resource "google_cloud_scheduler_job" "job" {
  for_each         = local.jobs
  name             = each.key
  description      = each.value.does
  region           = var.region
  schedule         = each.value.schedule
  time_zone        = "Etc/UTC"
  attempt_deadline = "${each.value.timeout_seconds + 15}s"
  paused           = true

  retry_config {
    retry_count = 0
  }
  http_target {
    http_method = "POST"
    uri         = module.function[each.key].uri
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode("{}")
    oidc_token {
      service_account_email = google_service_account.scheduler.email
      audience              = module.function[each.key].uri
    }
  }

  lifecycle {
    ignore_changes = [paused]
  }
  depends_on = [google_cloud_run_v2_service_iam_member.scheduler_invoker, google_service_account_iam_member.scheduler_deployer]
}
