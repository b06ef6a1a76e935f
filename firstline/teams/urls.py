"""Addresses of the teams room."""

from django.urls import path

from firstline.teams.views import line

app_name = "teams"
urlpatterns = [path("line/", line.set_line, name="set_availability")]
