"""Addresses of the settings."""

from django.urls import path

from firstline.settings.views import acts, first_run, history, pages

app_name = "settings"
urlpatterns = [
    path("", pages.index, name="index"),
    path("start/", first_run.start, name="start"),
    path("start/skip/", first_run.skip, name="skip"),
    path("changes/", history.changes, name="changes"),
    path("changes/<int:revision_id>/undo/", history.undo, name="undo"),
    path("<slug:setting>/", pages.listing, name="list"),
    path("<slug:setting>/add/", pages.add, name="add"),
    path("<slug:setting>/<int:subject_id>/", pages.edit, name="edit"),
    path("<slug:setting>/<int:subject_id>/retire/", acts.retire, name="retire"),
    path("<slug:setting>/<int:subject_id>/offer/", acts.offer, name="offer"),
    path("<slug:setting>/<int:subject_id>/remove/", acts.remove, name="remove"),
]
