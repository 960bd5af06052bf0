# For people: protected from deletion, in two zones, with one warm instance where somebody waits for the first answer.
# The pipeline passes the project that it runs in; this one is for plans at a desk.
project_id  = "availability-checker-prod"
environment = "prod"

sizes = {
  few  = { min = 0, max = 4, pool = 2 }
  many = { min = 1, max = 20, pool = 4 }
}
sql_tier            = "db-custom-4-16384"
sql_max_connections = 800
sql_disk_gb         = 50

app_check = "enforced"

api_domain  = "api.example.com"
web_domains = ["www.example.com"]

alert_emails    = ["oncall@example.com"]
billing_account = "000000-000000-000000"
monthly_budget  = { amount = 1000, currency = "EUR" }
