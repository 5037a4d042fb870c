"""The REST API: campaigns, tasks, files, feedback and the live preview."""
