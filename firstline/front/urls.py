"""Addresses of home and of the requester's pages."""

from django.urls import include, path, re_path

from firstline.front import rest
from firstline.front.views import help as help_pages
from firstline.front.views import help_acts, help_files, home, palette, search

app_name = "front"
urlpatterns = [
    path("api/v1/openapi.json", rest.openapi, name="openapi"),
    path("api/v1/", include((rest.patterns(), "api"))),
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/palette/", palette.palette, name="palette"),
    path("help/", help_pages.help_home, name="help"),
    re_path(r"^help/(?P<number>[A-Z]{0,8}-?[0-9]{1,12})/$", help_pages.help_request, name="request"),
    path("help/<str:number>/answer/", help_acts.answer, name="answer"),
    path("help/<str:number>/draft/", help_acts.draft, name="answer_draft"),
    path("help/<str:number>/works/", help_acts.works, name="works"),
    path("help/<str:number>/files/<uuid:file_id>/", help_files.file, name="file"),
    path("help/<str:number>/files/<uuid:file_id>/image/", help_files.image, name="file_image"),
    path("help/<str:number>/files/<uuid:file_id>/preview/", help_files.preview, name="file_preview"),
    re_path(r"^(?P<number>[A-Za-z]{0,8}-?[0-9]{1,12})/?$", home.number, name="number"),
]
