"""Addresses of sign-in, profile and accounts. Of django-allauth's own addresses none is reachable."""

from django.urls import path

from firstline.identity.views import sign_in

app_name = "identity"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
]
