# For plans at a desk; scripts/deploy passes the real ones.
project_id  = "availability-checker-prod"
environment = "prod"
repository  = "projects/availability-checker-prod/locations/europe-west1/connections/git/repositories/availability-checker"
