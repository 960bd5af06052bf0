# For people: protected from deletion, in two zones, with one warm instance where somebody waits for the first answer.
# The pipeline passes the project that it runs in; this one is for plans at a desk.
project_id  = "availability-checker-prod"
environment = "prod"

# A new project may have 20 vCPUs of Cloud Run in a region, for all functions together, and twice while a revision replaces
# another. So half of it at most for one function, and a warm instance only where somebody waits at once: search, hold and
# booking. Ask for more quota before you raise them; scripts/deploy compares.
sizes = {
  few  = { min = 0, max = 4, pool = 2 }
  many = { min = 1, max = 10, pool = 4 }
}
sql_tier            = "db-custom-4-16384"
sql_max_connections = 600
sql_disk_gb         = 50

app_check = "enforced"

api_domain  = "api.example.com"
web_domains = ["www.example.com"]

alert_emails = ["oncall@example.com"]
mail_from    = "Bookings <bookings@example.com>"
web_url      = "https://www.example.com"
