"""Root addresses: each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("firstline.tickets.urls")),
    path("", include("firstline.identity.urls")),
    path("", include("firstline.front.urls")),
]
