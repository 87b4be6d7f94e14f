"""Tests of deploy.sh and bitbucket-pipelines.yml: the real gcloud, and a cloud that is none."""
