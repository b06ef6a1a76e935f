"""The web server: Granian's main process, which loads the application once, and the workers that it forks."""
