"""Addresses of the tickets room: the call console, the ticket, the queue, the open call log."""

from django.urls import URLPattern

app_name = "tickets"
urlpatterns: list[URLPattern] = []
