"""Addresses of the triage room."""

from django.urls import path

from firstline.triage.views import questions

app_name = "triage"
urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("questions/<int:nature_id>/", questions.edit, name="edit_questions"),
]
