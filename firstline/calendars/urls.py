"""Addresses of the calendars room: they stand among the settings."""

from django.urls import path

from firstline.calendars import views

app_name = "calendars"
urlpatterns = [path("settings/calendars/<int:calendar_id>/year/", views.year, name="year")]
