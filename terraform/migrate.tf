# Migrations run inside the private network, as a Cloud Run job. Its image is plain Node; the program is the bundle that the
# pipeline names when it executes the job, read from the mounted bucket. So there is no image of ours to build or to patch.
resource "google_artifact_registry_repository" "docker_hub" {
  repository_id = "docker-hub"
  location      = var.region
  format        = "DOCKER"
  mode          = "REMOTE_REPOSITORY"
  description   = "Docker Hub, through this project: the migration job's image stays there when Docker Hub does not answer."
  kms_key_name  = local.kms_key
  remote_repository_config {
    docker_repository {
      public_repository = "DOCKER_HUB"
    }
  }
  depends_on = [google_kms_crypto_key_iam_member.agent]
}

resource "google_project_iam_member" "migrate" {
  for_each = toset(local.sql_roles)
  project  = var.project_id
  role     = each.value
  member   = "serviceAccount:${local.migrate_account}"
}

resource "google_cloud_run_v2_job" "migrate" {
  name                = "migrate"
  location            = var.region
  deletion_protection = false

  template {
    template {
      service_account = local.migrate_account
      max_retries     = 0
      timeout         = "1800s"
      containers {
        image   = "${var.region}-docker.pkg.dev/${var.project_id}/${google_artifact_registry_repository.docker_hub.repository_id}/library/node:24-slim"
        command = ["node"]
        # Without arguments it says that it wants some: the pipeline gives the bundle and the phase.
        args = ["-e", "console.error('which bundle?'); process.exit(2)"]
        env {
          name  = "CLOUD_SQL_INSTANCE"
          value = google_sql_database_instance.postgres.connection_name
        }
        env {
          name  = "DATABASE_NAME"
          value = google_sql_database.app.name
        }
        env {
          name  = "DATABASE_USER"
          value = google_sql_user.migrate.name
        }
        # Who may write and who may only read, from the rooms of the manifest.
        env {
          name  = "DATABASE_WRITERS"
          value = join(",", [for name, f in local.sql : google_sql_user.function[name].name if f.room != "queries"])
        }
        env {
          name  = "DATABASE_READERS"
          value = join(",", [for name, f in local.sql : google_sql_user.function[name].name if f.room == "queries"])
        }
        env {
          name  = "DATABASE_PEOPLE"
          value = join(",", [for person in google_sql_user.person : person.name])
        }
        volume_mounts {
          name       = "sources"
          mount_path = "/sources"
        }
      }
      volumes {
        name = "sources"
        gcs {
          bucket    = local.source_bucket
          read_only = true
        }
      }
      vpc_access {
        egress = "PRIVATE_RANGES_ONLY"
        network_interfaces {
          network    = google_compute_network.vpc.id
          subnetwork = google_compute_subnetwork.functions.id
        }
      }
    }
  }
}
