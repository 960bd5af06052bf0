# What scripts/deploy makes for dev before the pipeline can run. It stands here, not in a command: a run that left it out would
# take away what an earlier one made. The project comes from the script; this one is for plans at a desk.
project_id  = "availability-checker-dev"
environment = "dev"
region      = "europe-west1"

# Once the repository is connected to Cloud Build, its name; then pushes deploy:
# repository = "projects/PROJECT/locations/REGION/connections/NAME/repositories/NAME"
