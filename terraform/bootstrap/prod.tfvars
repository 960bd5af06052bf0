# What scripts/deploy makes for prod before the pipeline can run; see dev.tfvars.
project_id  = "availability-checker-prod"
environment = "prod"
region      = "europe-west1"

# Once the repository is connected to Cloud Build, its name; then pushes deploy, after an approval:
# repository = "projects/PROJECT/locations/REGION/connections/NAME/repositories/NAME"

billing_account = "000000-000000-000000"
monthly_budget  = { amount = 1000, currency = "EUR" }
budget_emails   = ["oncall@example.com"]
