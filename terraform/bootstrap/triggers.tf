# Optional, once the repository is connected to Cloud Build (by hand: it is an OAuth consent). dev follows the branch by
# itself; prod waits for somebody's approval of the same commit.
resource "google_cloudbuild_trigger" "deploy" {
  for_each        = var.repository == "" ? toset([]) : toset(["deploy"])
  name            = "deploy-${var.environment}"
  location        = var.region
  filename        = "cloudbuild.yaml"
  service_account = google_service_account.deployer.id
  substitutions   = { _ENV = var.environment, _REGION = var.region }

  repository_event_config {
    repository = var.repository
    push {
      branch = var.branch
    }
  }
  approval_config {
    approval_required = var.environment == "prod"
  }
  depends_on = [google_project_service.api]
}
