# Every option taken, for plans at a desk.
project_id  = "availability-checker-prod"
environment = "prod"
region      = "europe-west3"
any_region  = true
repository  = "projects/availability-checker-prod/locations/europe-west3/connections/git/repositories/availability-checker"

billing_account = "012345-6789AB-CDEF01"
budget_emails   = ["oncall@example.com"]
