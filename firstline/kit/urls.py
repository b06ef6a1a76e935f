"""Addresses of the kit's own pages."""

from django.urls import path

from firstline.kit.views.appearance import appearance

app_name = "kit"
urlpatterns = [path("appearance/", appearance, name="appearance")]
