"""Addresses of home and of the requester's pages."""

from django.urls import path

from firstline.front.views import home

app_name = "front"
urlpatterns = [
    path("", home.home, name="home"),
]
